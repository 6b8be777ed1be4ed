import asyncio

import pytest

from auth.identity import GuildId, UserId
from sim.discord import seed
from tests.support.api import HARBOUR, Api, refusal
from tests.support.discord import eventually
from tests.support.screen import Json, Screen
from tests.support.stream import follow
from web.live.hub import STREAMS_PER_HOLDER
from web.live.projection import snapshot

PATH = f"/events/guild/{HARBOUR}"


def shown(api: Api) -> Json:
    streams = api.world.parts.services.guild_streams
    return snapshot(api.player.state, streams._faces)


async def test_it_works(api: Api) -> None:
    noor = await api.listener()
    async with follow(noor, HARBOUR) as stream:
        screen = Screen()
        await stream.until(screen, lambda: screen.state)
        assert screen.shows(shown(api))
        assert screen.beats
        await noor.post("/functions/volume", json=33)
        await stream.until(screen, lambda: screen.state["options"]["volume"] == 33)
        assert screen.shows(shown(api))


async def test_its_headers_keep_proxies_from_holding_it_back(api: Api) -> None:
    noor = await api.person()
    async with follow(noor, HARBOUR) as stream:
        headers = stream.answer.headers
        assert headers["Content-Type"] == "text/event-stream"
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Accel-Buffering"] == "no"
        assert "Content-Length" not in headers


async def test_it_tells_browsers_when_to_come_back(api: Api) -> None:
    noor = await api.person()
    async with noor.stream("GET", PATH) as answer:
        lines = answer.aiter_lines()
        assert await anext(lines) == ": open"
        name, _, value = (await anext(lines)).partition(": ")
        assert name == "retry"
        assert 1_000 <= int(value) < 3_000


async def test_it_goes_on_after_the_last_event_id(api: Api) -> None:
    noor = await api.listener()
    screen = Screen()
    async with follow(noor, HARBOUR) as stream:
        await stream.until(screen, lambda: screen.state)
    for volume in (31, 32, 33):
        await noor.post("/functions/volume", json=volume)
    headers = {"Last-Event-ID": screen.last_id or ""}
    screen.resets = 0
    async with follow(noor, HARBOUR, headers=headers) as stream:
        await stream.until(screen, lambda: screen.state["options"]["volume"] == 33)
    assert screen.shows(shown(api))
    assert screen.resets == 0


async def test_it_goes_on_after_a_place_in_the_address(api: Api) -> None:
    noor = await api.listener()
    screen = Screen()
    async with follow(noor, HARBOUR) as stream:
        await stream.until(screen, lambda: screen.state)
    await noor.post("/functions/volume", json=35)
    screen.resets = 0
    async with follow(noor, HARBOUR, params={"after": screen.last_id or ""}) as stream:
        await stream.until(screen, lambda: screen.state["options"]["volume"] == 35)
    assert screen.resets == 0


async def test_a_revision_in_an_answer_is_the_place_in_the_stream(api: Api) -> None:
    noor = await api.listener()
    async with follow(noor, HARBOUR) as stream:
        screen = Screen()
        await stream.until(screen, lambda: screen.state)
        answer = await noor.post("/functions/volume", json=36)
        await stream.until(screen, lambda: screen.state["options"]["volume"] == 36)
        assert screen.last_id == answer.headers["Player-Revision"]


async def test_a_head_request_ends(api: Api) -> None:
    noor = await api.person()
    async with asyncio.timeout(5):
        answer = await noor.head(PATH)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/event-stream"


async def test_a_client_that_leaves_is_forgotten(api: Api) -> None:
    noor = await api.person()
    hub = api.world.parts.services.hub
    async with follow(noor, HARBOUR) as stream:
        await stream.until(screen := Screen(), lambda: screen.state)
        assert hub.subscribers == 1
    await eventually(lambda: hub.subscribers == 0)


async def test_who_loses_membership_loses_the_stream(api: Api) -> None:
    discord = api.world.discord.world
    noor = await api.person()
    members = api.world.parts.gateway.directory._members
    async with follow(noor, HARBOUR) as stream:
        screen = Screen()
        await stream.until(screen, lambda: screen.state)
        discord.kick_member(HARBOUR, seed.NOOR)
        members.drop(GuildId(HARBOUR), UserId(seed.NOOR))
        await api.world.parts.services.hub.beat()
        await stream.until(screen, lambda: screen.end)
        assert screen.end == "no_access"
        assert await stream.is_over()
    discord.add_member(HARBOUR, seed.NOOR)
    members.drop(GuildId(HARBOUR), UserId(seed.NOOR))


async def test_one_sign_in_holds_only_so_many(api: Api) -> None:
    noor = await api.world.sign_in(seed.NOOR)
    hub = api.world.parts.services.hub
    reading = [asyncio.create_task(read_for_good(noor)) for _ in range(STREAMS_PER_HOLDER)]
    await eventually(lambda: hub.subscribers == STREAMS_PER_HOLDER)
    refusal(await noor.get(PATH), 429, 429)
    for task in reading:
        task.cancel()
    await asyncio.gather(*reading, return_exceptions=True)
    await eventually(lambda: hub.subscribers == 0)


async def read_for_good(client: object) -> None:
    async with follow(client, HARBOUR) as stream:  # type: ignore[arg-type]
        await stream.until(Screen(), lambda: False, within=60)


async def test_somebody_elsewhere_has_no_stream(api: Api) -> None:
    tomas = await api.person(seed.TOMAS)
    refusal(await tomas.get(PATH), 403, 18)


@pytest.mark.parametrize("guild_id", [seed.BINDERS, "123456789012345678", "abc", "1"])
async def test_a_server_without_the_bot_has_no_stream(api: Api, guild_id: str) -> None:
    ada = await api.person(seed.ADA)
    refusal(await ada.get(f"/events/guild/{guild_id}"), 404, 16)


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().get(PATH), 401, 1)


async def test_the_player_is_the_one_of_the_address(api: Api) -> None:
    robin = await api.person(seed.ROBIN)
    player = api.world.parts.services.players.of(GuildId(seed.STUDIO))
    await eventually(lambda: player.state.node_connected)
    await player.settled()
    async with follow(robin, seed.STUDIO) as stream:
        screen = Screen()
        await stream.until(screen, lambda: screen.state)
        assert screen.last_id == api.world.parts.services.hub.revision(player.seq)
