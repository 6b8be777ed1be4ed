"""A whole Auxcord in this process, on a port of its own, in front of the simulated world."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx2

from db.embedded import EmbeddedServer
from tests.support.world import World, running_world
from web import logs


def cookies_of(browser: httpx2.AsyncClient) -> str:
    """Return what a browser sends as its cookies."""
    return "; ".join(f"{name}={value}" for name, value in browser.cookies.items())


def a_link(world: World) -> str:
    """Return where the simulated node finds a song."""
    music = world.node.catalogue
    return next(track.uri for track in music.tracks if track.uri and music.song_of(track))


@asynccontextmanager
async def living() -> AsyncIterator[World]:
    """Run it with an empty database, and leave nothing behind."""
    logs.configure("json", "warning")
    async with AsyncExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = EmbeddedServer(place / "mongodb")
        uri = await server.start()
        stack.push_async_callback(server.stop)
        yield await stack.enter_async_context(running_world(uri, "benchmark", place))
