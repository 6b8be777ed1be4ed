"""One thing that streams tell of: the frames of the recent past, and who listens."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import NewType

from web.live.chunks import Chunk, chunked
from web.live.frames import Cursor
from web.live.pump import Pump
from web.live.subscription import EndReason, Subscription

RING_FRAMES = 512
RING_BYTES = 4_000_000
PICTURE_MS = 1_000

TopicName = NewType("TopicName", str)
"""Names what a stream tells of: a guild's player, or what concerns one person."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A frame as a chunk, or one of the chunks that a large frame consists of."""

    seq: int
    chunk: Chunk


@dataclass(frozen=True, slots=True)
class Picture:
    """All of a topic at a revision, drawn once for everybody who comes in the same moment."""

    seq: int
    drawn_at: int
    chunks: tuple[Chunk, ...]


class Topic:
    """Remembers the latest frames, so that a client can go on where it fell behind or was cut off.

    Every frame after revision `floor` is in the ring, whose pieces are numbered: the first kept is
    `first`, and the next one will be `end`. Pieces are counted and weighed, because a frame may
    carry a playlist of thousands. `deserted_at` is when the last listener left.
    """

    def __init__(
        self,
        name: TopicName,
        epoch: str,
        floor: int,
        released: Callable[["Topic", Subscription], None],
    ) -> None:
        self.name = name
        self.subscriptions: set[Subscription] = set()
        self.deserted_at = 0
        self.first = 0
        self.end = 0
        self._epoch = epoch
        self._floor = floor
        self._released = released
        self._ring: deque[Piece] = deque()
        self._weight = 0
        self._picture: Picture | None = None
        self._pump = Pump(lambda: tuple(self.subscriptions))

    def cursor(self, seq: int) -> Cursor:
        return Cursor(self._epoch, seq)

    def publish(self, seq: int, data: bytes) -> None:
        """Remember a frame and send it to everybody who listens."""
        for chunk in chunked(data):
            self._ring.append(Piece(seq, chunk))
            self._weight += len(chunk)
            self.end += 1
        while len(self._ring) > RING_FRAMES or self._weight > RING_BYTES:
            oldest = self._ring.popleft()
            self._floor = oldest.seq
            self._weight -= len(oldest.chunk)
            self.first += 1
        self._pump.start()

    def chunk(self, number: int) -> Chunk:
        """Return the chunk of a piece that is still kept."""
        return self._ring[number - self.first].chunk

    def after(self, cursor: Cursor | None, newest: int) -> int | None:
        """Return the number of the first piece after the cursor; None if only a reset can help."""
        if cursor is None or cursor.epoch != self._epoch:
            return None
        if not self._floor <= cursor.seq <= newest:
            return None
        missed = sum(piece.seq > cursor.seq for piece in self._ring)
        return self.end - missed

    def picture(self, seq: int, now: int, draw: Callable[[], bytes]) -> tuple[Chunk, ...]:
        """Return all of the topic as chunks, which are shared for a moment.

        Names may change while the revision does not, so a picture is not good for long.
        """
        known = self._picture
        if known is None or known.seq != seq or not 0 <= now - known.drawn_at < PICTURE_MS:
            known = self._picture = Picture(seq, now, chunked(draw()))
        return known.chunks

    def release(self, subscription: Subscription) -> None:
        """Forget a stream that is over; once is enough."""
        if subscription in self.subscriptions:
            self.subscriptions.remove(subscription)
            self._released(self, subscription)

    def break_off(self, seq: int) -> None:
        """End all streams and forget the past up to `seq`: whoever comes back gets a reset."""
        for subscription in tuple(self.subscriptions):
            subscription.end(EndReason.UNAVAILABLE)
        self._ring.clear()
        self._weight = 0
        self._floor = seq
        self.first = self.end
