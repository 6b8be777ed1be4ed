import asyncio

import httpx2
import pytest

from player.core.policy import PlayerRules, Policy
from sim.discord import seed
from tests.support.api import HARBOUR, Api, refusal
from tests.support.discord import eventually
from tests.support.stream import event, follow_own
from web.live.hub import STREAMS_PER_HOLDER

PATH = "/events"


async def test_it_begins_with_where_one_sits(api: Api) -> None:
    noor = await api.listener()
    async with follow_own(noor) as stream:
        assert (await event(stream, "beat"))["data"] > 0
        connection = (await event(stream, "reset"))["data"]["connection"]
        assert connection["guild"]["id"] == HARBOUR
        assert set(connection["guild"]) == {"id", "name", "icon"}
        assert connection["channel"] == {"id": seed.MAIN_DECK, "name": "Main Deck"}


async def test_it_tells_where_one_moves(api: Api) -> None:
    discord = api.world.discord.world
    noor = await api.person()
    async with follow_own(noor) as stream:
        assert (await event(stream, "reset"))["data"] == {"connection": None, "elsewhere": None}
        discord.join_voice(seed.NOOR, seed.MAIN_DECK)
        moved = await event(stream, "connection")
        assert moved["data"]["channel"]["id"] == seed.MAIN_DECK
        discord.leave_voice(seed.NOOR, HARBOUR)
        assert (await event(stream, "connection"))["data"] is None


async def test_others_moves_are_their_own(api: Api) -> None:
    discord = api.world.discord.world
    noor = await api.listener()
    async with follow_own(noor) as stream:
        await event(stream, "reset")
        discord.join_voice(seed.LEILA, seed.MAIN_DECK)
        await eventually(lambda: api._sits(HARBOUR, seed.LEILA, seed.MAIN_DECK))
        discord.leave_voice(seed.NOOR, HARBOUR)
        assert (await event(stream, "connection"))["data"] is None


async def test_it_tells_of_settings_where_one_sits(api: Api) -> None:
    noor = await api.listener()
    async with follow_own(noor) as stream:
        await event(stream, "reset")
        await api.rules(Policy(player=PlayerRules(timeout_s=400)))
        assert (await event(stream, "settings"))["data"] == {"guild_id": HARBOUR}


@pytest.mark.parametrize("by", ["header", "address"])
async def test_it_goes_on_where_it_was_cut_off(api: Api, by: str) -> None:
    personal = api.world.parts.services.personal
    noor = await api.person()
    async with follow_own(noor) as stream:
        seen = (await event(stream, "reset"))["id"]
    personal.publish(seed.NOOR, "job", 1)  # type: ignore[arg-type]
    personal.publish(seed.NOOR, "job", 2)  # type: ignore[arg-type]
    headers = {"Last-Event-ID": seen} if by == "header" else {}
    params = {"after": seen} if by == "address" else {}
    async with follow_own(noor, headers=headers, params=params) as stream:
        await event(stream, "beat")
        missed = [await stream.next(), await stream.next()]
        assert [frame and frame["data"] for frame in missed] == [1, 2]


async def test_it_ends_with_the_sign_in(api: Api) -> None:
    noor = await api.world.sign_in(seed.NOOR)
    async with follow_own(noor) as stream:
        await event(stream, "reset")
        await noor.post("/auth/logout")
        assert (await event(stream, "end"))["data"] == {"reason": "signed_out"}
        assert await stream.is_over()


async def test_a_head_request_ends(api: Api) -> None:
    noor = await api.person()
    async with asyncio.timeout(5):
        answer = await noor.head(PATH)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/event-stream"


async def test_one_sign_in_holds_only_so_many_of_both_kinds(api: Api) -> None:
    noor = await api.world.sign_in(seed.NOOR)
    hub = api.world.parts.services.hub
    paths = [PATH, f"/events/guild/{HARBOUR}"] * (STREAMS_PER_HOLDER // 2)
    reading = [asyncio.create_task(read_for_good(noor, path)) for path in paths]
    await eventually(lambda: hub.subscribers == STREAMS_PER_HOLDER)
    refusal(await noor.get(PATH), 429, 429)
    for task in reading:
        task.cancel()
    await asyncio.gather(*reading, return_exceptions=True)
    await eventually(lambda: hub.subscribers == 0)


async def read_for_good(client: httpx2.AsyncClient, path: str) -> None:
    async with client.stream("GET", path) as answer:
        async for _ in answer.aiter_bytes():
            pass


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().get(PATH), 401, 1)
