"""kill -9 of the server, and of its database with it, in the middle of a song."""

import asyncio
import json
from pathlib import Path

import httpx2

from db.client import Document, connect
from db.replica_set import uri_of
from sim.discord import seed
from tests.support.discord import eventually
from tests.support.production import opened, variables
from tests.support.program import answered, signed_in, started
from tests.support.world import World

PLAYER = f"/functions/player?guild_id={seed.HARBOUR}"


async def stored(data_dir: Path, state: Document) -> None:
    """Wait until such a state, which is on its way to the program's own database, is there."""
    port = int((data_dir / "mongodb" / "port").read_text())
    database = await connect(uri_of(port), "auxcord")
    wanted = {"_id": seed.HARBOUR} | {f"state.{name}": value for name, value in state.items()}
    async with asyncio.timeout(30):
        while not await database.collection("players").find_one(wanted):  # noqa: ASYNC110 - The database has no event for it.
            await asyncio.sleep(0.05)
    await database.close()


async def playing(browser: httpx2.AsyncClient) -> int:
    """Wait until the position moves, and return it in milliseconds."""
    first = (await answered(browser, "GET", PLAYER)).json()["data"]["position"]
    async with asyncio.timeout(30):
        while True:
            now = (await answered(browser, "GET", PLAYER)).json()["data"]
            if now["position"] > max(first, 0) and not now["paused"]:
                return int(now["position"])
            await asyncio.sleep(0.05)


async def test_everything_is_back_and_the_music_never_stopped(
    sleeping_world: World, tmp_path: Path
) -> None:
    world = sleeping_world
    settings = variables(world, tmp_path / "data")
    with started(tmp_path / "first", "serve", **settings) as program:
        browser = await signed_in(await opened(program), seed.ADA)
        for words in ("night", "morning", "rain"):
            await answered(browser, "POST", f"/tracks/add?query={words}")
        await browser.post("/functions/volume", json=40)
        await browser.post("/functions/repeat", json=True)
        await browser.post("/functions/equalizer", json=[0.1] * 15)
        await browser.post("/functions/seek", json=30_000)
        await playing(browser)
        queue = (await answered(browser, "GET", "/tracks/queue")).json()["data"]
        current = (await answered(browser, "GET", "/tracks/current")).json()["data"]
        await stored(tmp_path / "data", {"volume": 40, "playhead.position_ms": {"$gte": 30_000}})
        program.process.kill()
        await program.wait_in_loop()
    starts = _starts(world)
    heard = world.node.players(seed.HARBOUR)
    assert heard is not None
    assert heard.title == current["title"]
    with started(tmp_path / "second", "serve", **settings) as program:
        await opened(program)
        position = await playing(browser)
        assert (await answered(browser, "GET", "/tracks/queue")).json()["data"] == queue
        assert (await answered(browser, "GET", "/tracks/current")).json()["data"] == current
        player = (await answered(browser, "GET", PLAYER)).json()["data"]
        assert (player["volume"], player["repeat"]) == (40, True)
        assert player["equalizer"] == [0.1] * 15
        node = world.node.players(seed.HARBOUR)
        assert node is not None
        assert abs(node.position_ms - position) < 1_500
        assert _starts(world) == starts
        await browser.aclose()


async def test_a_paused_song_on_a_node_that_forgot_it_stays_where_it_was(
    sleeping_world: World, tmp_path: Path
) -> None:
    world = sleeping_world
    settings = variables(world, tmp_path / "data")
    with started(tmp_path / "first", "serve", **settings) as program:
        browser = await signed_in(await opened(program), seed.ADA)
        await answered(browser, "POST", "/tracks/add?query=night")
        await playing(browser)
        await browser.post("/functions/seek", json=45_000)
        await browser.post("/functions/paused", json=True)
        await stored(tmp_path / "data", {"playhead.paused": True})
        program.process.kill()
        await program.wait_in_loop()
    await world.node.stop()
    await world.node.start()
    with started(tmp_path / "second", "serve", **settings) as program:
        await opened(program)
        player = (await answered(browser, "GET", PLAYER)).json()["data"]
        assert player["paused"] is True
        assert abs(player["position"] - 45_000) < 1_000
        await eventually(
            lambda: (at := world.node.players(seed.HARBOUR)) and at.paused and at.title,
            within=30,
        )
        await browser.aclose()


def _starts(world: World) -> int:
    return sum(
        request.method == "PATCH" and "encoded" in json.dumps(request.body or {})
        for request in world.node.requests
    )
