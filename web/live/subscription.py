"""One open stream: a bounded queue of shared frames between the hub and a slow or fast client."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from auth.identity import UserId
from web.live.frames import encode

QUEUE_FRAMES = 256
QUEUE_BYTES = 4_000_000


class TooManyStreams(Exception):
    """One sign-in holds as many streams as it may."""


class HubClosed(Exception):
    """The process is shutting down and opens no streams any more."""


class EndReason(StrEnum):
    """Why the server closes a stream on purpose; `TOO_SLOW` is never sent."""

    SIGNED_OUT = "signed_out"
    NO_ACCESS = "no_access"
    UNAVAILABLE = "unavailable"
    SHUTDOWN = "shutdown"
    TOO_SLOW = "too_slow"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who watches: the sign-in that the stream lives by, and how to ask whether it still may.

    `outlook` asks for what the stream tells this person alone, if it tells anything.
    """

    holder: str
    user_id: UserId | None
    still_allowed: Callable[[], Awaitable[EndReason | None]]
    outlook: Callable[[], Awaitable[object]] | None = None


class Subscription:
    """Yields frames until the stream ends; it keeps no timer and no task of its own."""

    def __init__(self, viewer: Viewer, release: Callable[["Subscription"], None]) -> None:
        self.viewer = viewer
        self.ended: EndReason | None = None
        self._release = release
        self._told: object = None
        self._frames: deque[bytes] = deque()
        self._bytes = 0
        self._wake: asyncio.Future[None] | None = None

    def offer(self, frame: bytes) -> None:
        """Queue a frame; a client too far behind is cut off, and comes back by its cursor."""
        if self.ended:
            return
        if self._frames and (len(self._frames) >= QUEUE_FRAMES or self._bytes > QUEUE_BYTES):
            self._cut_off()
            return
        self._frames.append(frame)
        self._bytes += len(frame)
        self._awaken()

    def tell_viewer(self, outlook: object) -> None:
        """Queue a frame for this viewer alone, unless it says what they know already."""
        if outlook != self._told:
            self._told = outlook
            self.offer(encode("you", outlook))

    def end(self, reason: EndReason) -> None:
        """Say why, after everything that is queued, and close."""
        if self.ended:
            return
        self.ended = reason
        self._frames.append(encode("end", {"reason": reason}))
        self._awaken()

    def close(self) -> None:
        """Let go of the stream, because its client is gone or has got its last frame."""
        self._frames.clear()
        self._release(self)

    def __aiter__(self) -> "Subscription":
        return self

    async def __anext__(self) -> bytes:
        while not self._frames:
            if self.ended:
                raise StopAsyncIteration
            self._wake = asyncio.get_running_loop().create_future()
            await self._wake
        frame = self._frames.popleft()
        self._bytes -= len(frame)
        return frame

    def _cut_off(self) -> None:
        self.ended = EndReason.TOO_SLOW
        self._awaken()
        self.close()

    def _awaken(self) -> None:
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)
