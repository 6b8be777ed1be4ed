"""Which server a request is about, and who may speak of it."""

import pytest

from sim.discord import seed
from tests.support.api import HARBOUR, Api, data, refusal

READING = ["/functions/player", "/tracks/queue"]


@pytest.mark.parametrize("path", READING)
async def test_a_member_may_look_from_outside_of_voice(api: Api, path: str) -> None:
    noor = await api.person()
    data(await noor.get(path, params={"guild_id": HARBOUR}), api)


@pytest.mark.parametrize("path", READING)
async def test_without_a_seat_the_server_must_be_named(api: Api, path: str) -> None:
    noor = await api.person()
    assert "guild_id" in refusal(await noor.get(path), 409, 4)


@pytest.mark.parametrize("path", READING)
async def test_it_follows_the_seat(api: Api, path: str) -> None:
    noor = await api.listener(channel=seed.STUDIO_A, guild=seed.STUDIO)
    answer = await noor.get(path)
    named = await noor.get(path, params={"guild_id": seed.STUDIO})
    assert data(answer, api) == data(named, api)


@pytest.mark.parametrize("path", READING)
async def test_strangers_are_told_nothing(api: Api, path: str) -> None:
    tomas = await api.person(seed.TOMAS)
    refusal(await tomas.get(path, params={"guild_id": HARBOUR}), 403, 18)


@pytest.mark.parametrize("guild_id", [seed.BINDERS, "123456789012345678"])
async def test_a_server_without_the_bot_is_unknown(api: Api, guild_id: str) -> None:
    ada = await api.person(seed.ADA)
    answer = await ada.get("/functions/player", params={"guild_id": guild_id})
    refusal(answer, 404, 16)


@pytest.mark.parametrize("guild_id", ["", "abc", "12", "1" * 30, "-1", "٣" * 18])
async def test_an_id_that_is_none_is_named(api: Api, guild_id: str) -> None:
    noor = await api.person()
    answer = await noor.get("/functions/player", params={"guild_id": guild_id})
    refusal(answer, 400, 6, "guild_id")


async def test_controlling_needs_a_seat(api: Api) -> None:
    noor = await api.person()
    answer = await noor.post("/functions/volume", params={"guild_id": HARBOUR}, json=10)
    refusal(answer, 409, 4)
    assert api.player.state.volume == 100


async def test_a_seat_in_one_server_controls_no_other(api: Api) -> None:
    robin = await api.listener(seed.ROBIN, seed.STUDIO_A, seed.STUDIO)
    answer = await robin.post("/functions/volume", params={"guild_id": HARBOUR}, json=10)
    refusal(answer, 409, 4)


async def test_somebody_who_sits_there_is_a_member_without_asking_discord(api: Api) -> None:
    noor = await api.listener()
    with api.world.discord.hold("/api/v10/guilds"):
        data(await noor.get("/functions/player"), api)
