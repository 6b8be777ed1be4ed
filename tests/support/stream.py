"""Follows a live stream over a real connection, frame by frame."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx2

from tests.support.screen import Json, Screen, decode_frames

PATIENCE_S = 10.0


class Stream:
    """An open stream; frames are read only when asked for."""

    def __init__(self, answer: httpx2.Response) -> None:
        self.answer = answer
        self._chunks = answer.aiter_text()
        self._rest = ""
        self._frames: list[Json] = []

    async def next(self) -> Json | None:
        """Return the next frame; None once the server has closed the stream."""
        while not self._frames:
            chunk = await anext(self._chunks, None)
            if chunk is None:
                return None
            whole, gap, self._rest = (self._rest + chunk).rpartition("\n\n")
            self._frames += decode_frames(whole + gap)
        return self._frames.pop(0)

    async def until(
        self, screen: Screen, condition: Callable[[], object], within: float = PATIENCE_S
    ) -> None:
        """Show frames on a screen until the condition holds; fail when it does not in time."""
        async with asyncio.timeout(within):
            while not condition():
                frame = await self.next()
                assert frame is not None, "the stream ended"
                screen.take(frame)

    async def is_over(self) -> bool:
        """Say whether the server closes the stream now."""
        async with asyncio.timeout(PATIENCE_S):
            return await self.next() is None


async def event(stream: Stream, name: str) -> Json:
    """Return the next frame of this name."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            frame = await stream.next()
            assert frame is not None, "the stream ended"
            if frame["event"] == name:
                return frame


@asynccontextmanager
async def follow(
    client: httpx2.AsyncClient,
    guild_id: str,
    *,
    params: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
) -> AsyncIterator[Stream]:
    path = f"/events/guild/{guild_id}"
    async with follow_path(client, path, params=params, headers=headers) as stream:
        yield stream


@asynccontextmanager
async def follow_own(
    client: httpx2.AsyncClient,
    *,
    params: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
) -> AsyncIterator[Stream]:
    """Follow what concerns the signed-in person."""
    async with follow_path(client, "/events", params=params, headers=headers) as stream:
        yield stream


@asynccontextmanager
async def follow_path(
    client: httpx2.AsyncClient,
    path: str,
    *,
    params: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
) -> AsyncIterator[Stream]:
    async with client.stream("GET", path, params=params, headers=headers) as answer:
        assert answer.status_code == 200, await answer.aread()
        yield Stream(answer)
