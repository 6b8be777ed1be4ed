"""The live stream over real connections: outages, slow clients, restarts and the end."""

import asyncio
import socket

import httpx2
import pytest

from auth.identity import GuildId, UserId, person
from player.core.requests import AddTracks, ShuffleQueue
from player.session import Caller
from sim.discord import seed
from tests.support.builders import tracks
from tests.support.discord import eventually
from tests.support.screen import Json, Screen
from tests.support.stream import Stream, follow
from tests.support.world import World
from web.live.projection import snapshot
from web.live.topic import RING_FRAMES

HARBOUR = GuildId(seed.HARBOUR)
ADA = Caller(person(UserId(seed.ADA)))


def shown(world: World) -> Json:
    streams = world.parts.services.guild_streams
    return snapshot(world.session(HARBOUR).state, streams._faces)


async def catch_up(stream: Stream, screen: Screen, world: World) -> None:
    await stream.until(screen, lambda: screen.shows(shown(world)))


async def see_the_end(stream: Stream, screen: Screen) -> None:
    await stream.until(screen, lambda: screen.end)
    assert await stream.is_over()


async def test_two_screens_show_the_same_whatever_is_done(world: World) -> None:
    ada = await world.listening(seed.ADA, seed.MAIN_DECK)
    noor = await world.listening(seed.NOOR, seed.MAIN_DECK)
    link = max(world.node.catalogue.collections.values(), key=lambda each: len(each.tracks)).url
    await world.session(HARBOUR).settled()
    async with follow(ada, HARBOUR) as one, follow(noor, HARBOUR) as two:
        screens = [Screen(), Screen()]
        await noor.post("/tracks/add", params={"query": link})
        for path, body in [
            ("/functions/shuffle", True),
            ("/functions/move_track", {"index": 3, "position": 0}),
            ("/functions/remove_track", {"index": 1}),
            ("/functions/jump", {"index": 4}),
            ("/functions/previous", None),
            ("/functions/shuffle", False),
            ("/functions/equalizer", [0.1] * 15),
            ("/functions/paused", True),
        ]:
            answer = await ada.post(path, json=body)
            assert answer.status_code == 200, (path, answer.text)
        await world.session(HARBOUR).settled()
        for stream, screen in zip((one, two), screens, strict=True):
            await catch_up(stream, screen, world)
        assert screens[0].resets == screens[1].resets == 1


async def test_shutdown_ends_every_stream_with_a_word(world: World) -> None:
    ada = await world.listening(seed.ADA, seed.MAIN_DECK)
    async with follow(ada, HARBOUR) as one, follow(ada, HARBOUR) as two:
        screens = [Screen(), Screen()]
        await one.until(screens[0], lambda: screens[0].state)
        await two.until(screens[1], lambda: screens[1].state)
        stopping = asyncio.create_task(world.parts.services.hub.close())
        for stream, screen in zip((one, two), screens, strict=True):
            await see_the_end(stream, screen)
            assert screen.end == "shutdown"
        await stopping
        assert world.parts.services.hub.subscribers == 0
    answer = await ada.get(f"/events/guild/{HARBOUR}")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0


async def test_after_a_restart_a_stream_begins_anew(world: World) -> None:
    ada = await world.listening(seed.ADA, seed.MAIN_DECK)
    screen = Screen()
    async with follow(ada, HARBOUR) as stream:
        await stream.until(screen, lambda: screen.state)
    before = screen.last_id
    await world.restart()
    async with follow(ada, HARBOUR, params={"after": before or ""}) as stream:
        await stream.until(screen, lambda: screen.resets == 2)
        await stream.until(screen, lambda: screen.state["connection"]["discord"])
    assert str(screen.last_id).partition("-")[0] != str(before).partition("-")[0]


async def test_a_client_that_stops_reading_is_cut_off_and_harms_nobody(world: World) -> None:
    ada = await world.listening(seed.ADA, seed.MAIN_DECK)
    session, hub = world.session(HARBOUR), world.parts.services.hub
    await session.submit(AddTracks(tracks(*map(str, range(200)))), ADA)
    with await stalled(world, ada) as _:
        await eventually(lambda: hub.subscribers == 1)
        async with follow(ada, HARBOUR) as stream:
            screen = Screen()
            for number in range(2 * RING_FRAMES):
                await session.submit(ShuffleQueue(), ADA)
                if number % 50 == 0:
                    await catch_up(stream, screen, world)
                if hub.counts.closed_slow:
                    break
            assert hub.counts.closed_slow == 1
            await eventually(lambda: hub.subscribers == 1)
            await catch_up(stream, screen, world)


async def stalled(world: World, client: httpx2.AsyncClient) -> socket.socket:
    """Open a stream on a bare socket that is never read."""
    loop = asyncio.get_running_loop()
    bare = socket.socket()
    bare.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    bare.setblocking(False)
    await loop.sock_connect(bare, ("127.0.0.1", world.settings.port))
    cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    head = f"GET /events/guild/{HARBOUR} HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\n\r\n"
    await loop.sock_sendall(bare, head.encode())
    return bare


async def test_a_stream_ends_when_membership_cannot_be_proved(world: World) -> None:
    noor = await world.sign_in(seed.NOOR)
    async with follow(noor, HARBOUR) as stream:
        screen = Screen()
        await stream.until(screen, lambda: screen.state)
        forget_members(world)
        await world.discord.stop()
        await eventually(lambda: not world.parts.services.directory.connected)
        await world.parts.services.hub.beat()
        await stream.until(screen, lambda: screen.end)
        assert screen.end == "unavailable"
    answer = await noor.get(f"/events/guild/{HARBOUR}")
    assert answer.status_code == 503
    assert answer.json()["data"]["message"].startswith("Discord does not answer")


async def test_while_discord_is_down_what_is_known_is_still_answered(world: World) -> None:
    ada = await world.listening(seed.ADA, seed.MAIN_DECK)
    await ada.get("/functions/player", params={"guild_id": HARBOUR})
    forget_members(world)
    await world.discord.stop()
    await eventually(lambda: not world.parts.services.directory.connected)
    assert (await ada.get("/user/me")).status_code == 200
    guilds = (await ada.get("/guilds/guilds")).json()["data"]
    assert {guild["id"] for guild in guilds if guild["meta"]} >= {HARBOUR, seed.MOON}
    refused = await ada.post("/functions/volume", json=5)
    assert refused.status_code == 503
    assert refused.json()["data"]["code"] == "503"
    assert (await ada.get("/readyz")).json()["status"] == "degraded"


def forget_members(world: World) -> None:
    """Let the minute pass for which an answer of Discord is good."""
    for guild_id in seed.GUILDS_WITH_BOT:
        world.parts.gateway.directory._members.drop_guild(GuildId(guild_id))


@pytest.mark.parametrize("site", [None, "cross-site"])
async def test_another_sites_page_cannot_read_the_stream(world: World, site: str | None) -> None:
    ada = await world.sign_in(seed.ADA)
    headers = {"Sec-Fetch-Site": site} if site else {}
    async with follow(ada, HARBOUR, headers=headers) as stream:
        assert "Access-Control-Allow-Origin" not in stream.answer.headers
        assert stream.answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
