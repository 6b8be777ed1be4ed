"""One open stream: what its client has still to be sent, and when it has fallen too far behind."""

import sys
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from auth.identity import UserId
from web.live.chunks import Chunk, chunked
from web.live.frames import encode

BEATS_MISSED_AT_MOST = 1
"""Who is still stuck at the second beat in a row has taken nothing for a whole interval."""


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


class Past(Protocol):
    """The latest chunks of a topic, counted from its beginning: `first` is kept, `end` is next."""

    first: int
    end: int

    def chunk(self, number: int) -> Chunk: ...

    def release(self, subscription: "Subscription") -> None: ...


class Outlet(Protocol):
    """The way to the client; it takes what there is for as long as there is room."""

    @property
    def is_full(self) -> bool:
        """Say whether what was taken has not left yet."""

    def push(self) -> None:
        """Take what is due now, or soon, if there is room."""

    def abort(self) -> None:
        """Break the connection off; nothing is taken any more."""


class Subscription:
    """Knows a client's place in the past of a topic; chunks are shared, and nothing is queued.

    It keeps no timer and no task of its own.
    """

    __slots__ = (
        "_aside",
        "_first",
        "_in_gzip",
        "_missed",
        "_outlet",
        "_past",
        "_place",
        "_told",
        "_until",
        "ended",
        "viewer",
    )

    def __init__(self, viewer: Viewer, past: Past, place: int, first: Iterable[Chunk]) -> None:
        self.viewer = viewer
        self.ended: EndReason | None = None
        self._past = past
        self._place = place
        self._until = sys.maxsize
        self._first = list(first)
        self._aside: dict[str, Chunk] = {}
        self._told: object = None
        self._missed = 0
        self._in_gzip = False
        self._outlet: Outlet | None = None

    def attach(self, outlet: Outlet, *, in_gzip: bool = False) -> None:
        """Begin to send, within a stream of gzip's if there is one."""
        self._in_gzip = in_gzip
        self._outlet = outlet
        outlet.push()

    def push(self) -> None:
        """Send what is due if there is room; a client further behind than the past is cut off."""
        if self._place < self._past.first and self._place < self._until:
            self._cut_off()
        elif self._outlet is not None:
            self._outlet.push()

    def take(self) -> bytes | None:
        """Return the chunk that is due next; None when there is none, for good if `ended`."""
        self._missed = 0
        if self._first:
            chunk = self._first.pop(0)
        elif self._place < self._past.end and self._place < self._until:
            if self._place < self._past.first:
                self._cut_off()
                return None
            chunk = self._past.chunk(self._place)
            self._place += 1
        elif self._aside:
            # Frames are whole here, so that what is told aside falls between two of them.
            chunk = self._aside.pop(next(iter(self._aside)))
        else:
            return None
        return chunk.deflated if self._in_gzip else chunk

    def beat(self, chunk: Chunk) -> None:
        """Send the clock; who has taken nothing for too many beats is cut off."""
        if self._outlet is not None and not self._outlet.is_full:
            self._say("beat", chunk)
            return
        # An old clock would be a wrong one, so it does not wait.
        self._missed += 1
        if self._missed > BEATS_MISSED_AT_MOST:
            self._cut_off()

    def tell_viewer(self, outlook: object) -> None:
        """Send a frame for this viewer alone, unless it says what they know already."""
        if outlook != self._told:
            self._told = outlook
            self._say("you", _chunk("you", outlook))

    def end(self, reason: EndReason) -> None:
        """Say why, after everything that is due, and close; what comes later is not sent."""
        if self.ended:
            return
        self._until = self._past.end
        self._aside["end"] = _chunk("end", {"reason": reason})
        self.ended = reason
        self.push()

    def abort(self) -> None:
        """Close at once, whatever is due."""
        if self._outlet is not None:
            self._outlet.abort()
        self.close()

    def close(self) -> None:
        """Let go of the stream, because its client is gone or has got its last frame."""
        self._first.clear()
        self._aside.clear()
        self._until = self._place
        self._past.release(self)

    def _say(self, name: str, chunk: Chunk) -> None:
        """Send what stands in no past; what waits under this name is out of date."""
        if not self.ended:
            self._aside[name] = chunk
            self.push()

    def _cut_off(self) -> None:
        self.ended = EndReason.TOO_SLOW
        self.abort()


def _chunk(event: str, data: object) -> Chunk:
    """Return a small frame."""
    (chunk,) = chunked(encode(event, data))
    return chunk
