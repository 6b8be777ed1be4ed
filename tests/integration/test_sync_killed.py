"""kill -9 of the server, and of its database with it, in the middle of a sync.

The usual forty tracks become 2,000 with `THOROUGH=50`:
`THOROUGH=50 make test ARGS="tests/integration/test_sync_killed.py"`.
"""

import asyncio
from itertools import cycle, islice
from pathlib import Path

import httpx2
import pytest

from sim.discord import seed
from tests.support.jobs import COMPANION, DOWNLOADS, PLAYLISTS, Json, described
from tests.support.library import data
from tests.support.production import opened, variables
from tests.support.program import signed_in, started
from tests.support.resolving import nonsense, songs
from tests.support.thorough import TIMES
from tests.support.world import World

COUNT = 40 * TIMES
NONSENSE = COUNT // 20
DIFFERENT = 280
"""So many songs the simulated sources have at least."""

PAGE = 500
PATIENCE_S = 120 + 30 * TIMES


def wanted() -> list[Json]:
    """Want five tracks in a hundred that nobody has, among others of which some come again."""
    good = islice(cycle(described(*songs(min(COUNT, DIFFERENT)))), COUNT - NONSENSE)
    tracks = [*good]
    for number, each in enumerate(described(*nonsense(NONSENSE))):
        tracks.insert(number * 20 + 7, each)
    return tracks


async def resolved(browser: httpx2.AsyncClient, count: int) -> int:
    """Wait until so many tracks are resolved, and return how many are."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            if (total := await count_of(browser, "resolved")) >= count:
                return total
            await asyncio.sleep(0.1)


async def count_of(browser: httpx2.AsyncClient, status: str) -> int:
    listed = await browser.get(DOWNLOADS, params={"status": status, "limit": 1})
    return int(data(listed)["total"])


async def report(browser: httpx2.AsyncClient) -> list[Json]:
    """Return all jobs in their order once none of them is open."""
    async with asyncio.timeout(PATIENCE_S):
        while await count_of(browser, "queued,resolving"):  # noqa: ASYNC110 - Another process.
            await asyncio.sleep(0.1)
    jobs: list[Json] = []
    for offset in range(0, COUNT, PAGE):
        page = await browser.get(DOWNLOADS, params={"limit": PAGE, "offset": offset})
        jobs += data(page)["downloads"]
    return jobs


async def tracks_of(browser: httpx2.AsyncClient) -> list[Json]:
    """Return what is in the playlist once there is anything."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            shown = data(await browser.get(f"{PLAYLISTS}/{COMPANION}"))["playlist"]
            if shown["tracks"]:
                tracks: list[Json] = shown["tracks"]
                return tracks
            await asyncio.sleep(0.1)


@pytest.mark.timeout(300 + 60 * TIMES)
async def test_a_sync_ends_complete_with_each_track_once(
    sleeping_world: World, tmp_path: Path
) -> None:
    world, tracks = sleeping_world, wanted()
    settings = variables(world, tmp_path / "data")
    settings |= {"AUXCORD_LOOKUPS_APART_MS": "0", "AUXCORD_LIMIT_SCALE": "100"}
    with started(tmp_path / "first", "serve", **settings) as program:
        browser = await signed_in(await opened(program), seed.ADA)
        body = {"playlist_name": "Two thousand", "tracks": tracks}
        data(await browser.post(f"{PLAYLISTS}/{COMPANION}/sync", json=body))
        await resolved(browser, COUNT // 3)
        # From now on nobody gets an answer, so that the end cannot come before we do.
        world.node.delay(60)
        assert await resolved(browser, COUNT // 3) < COUNT - NONSENSE
        program.process.kill()
        await program.wait_in_loop()
    world.node.delay(0)
    with started(tmp_path / "second", "serve", **settings) as program:
        await opened(program)
        jobs, kept = await report(browser), await tracks_of(browser)
    await browser.aclose()
    assert [job["track_name"] for job in jobs] == [each["name"] for each in tracks]
    found = [job for job in jobs if job["status"] == "resolved"]
    lost = [job for job in jobs if job["status"] != "resolved"]
    assert {job["status"] for job in lost} == {"not_found"}, lost
    assert len(lost) == NONSENSE, [(job["track_name"], job["error"]) for job in lost]
    assert [each["url"] for each in kept] == [job["matched"]["url"] for job in found]
