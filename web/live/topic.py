"""One thing that streams tell of: the frames of the recent past, and who listens."""

from collections import deque
from dataclasses import dataclass
from typing import NewType

from web.live.frames import Cursor
from web.live.subscription import EndReason, Subscription

RING_FRAMES = 512
RING_BYTES = 4_000_000

TopicName = NewType("TopicName", str)
"""Names what a stream tells of: a guild's player, or what concerns one person."""


@dataclass(frozen=True, slots=True)
class Frame:
    seq: int
    data: bytes


class Topic:
    """Remembers the latest frames, so that a client can go on where it was cut off.

    Every frame after revision `floor` is in the ring. Frames are counted and weighed, because one
    of them may carry a playlist of thousands. `deserted_at` is when the last listener left.
    """

    def __init__(self, name: TopicName, epoch: str, floor: int) -> None:
        self.name = name
        self.subscriptions: set[Subscription] = set()
        self.deserted_at = 0
        self._epoch = epoch
        self._floor = floor
        self._ring: deque[Frame] = deque()
        self._weight = 0

    def cursor(self, seq: int) -> Cursor:
        return Cursor(self._epoch, seq)

    def publish(self, seq: int, data: bytes) -> None:
        """Remember a frame and hand it to everybody who listens."""
        self._ring.append(Frame(seq, data))
        self._weight += len(data)
        while len(self._ring) > RING_FRAMES or self._weight > RING_BYTES:
            oldest = self._ring.popleft()
            self._floor = oldest.seq
            self._weight -= len(oldest.data)
        for subscription in tuple(self.subscriptions):
            subscription.offer(data)

    def since(self, cursor: Cursor | None, newest: int) -> bytes | None:
        """Return all frames after the cursor as one piece; None if only a reset can help."""
        if cursor is None or cursor.epoch != self._epoch:
            return None
        if not self._floor <= cursor.seq <= newest:
            return None
        return b"".join(frame.data for frame in self._ring if frame.seq > cursor.seq)

    def break_off(self, seq: int) -> None:
        """End all streams and forget the past up to `seq`: whoever comes back gets a reset."""
        self._ring.clear()
        self._weight = 0
        self._floor = seq
        for subscription in tuple(self.subscriptions):
            subscription.end(EndReason.UNAVAILABLE)
