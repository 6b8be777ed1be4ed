"""Fans what happens out to the open streams, and keeps all of their hearts beating."""

import asyncio
import secrets
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog

from auth.identity import UserId
from player.ending import end
from web.live.chunks import Chunk, chunked
from web.live.frames import Cursor, encode, parse_cursor
from web.live.outlooks import tell_viewers
from web.live.pump import SLICE
from web.live.rights import end_forbidden
from web.live.subscription import (
    EndReason,
    HubClosed,
    Subscription,
    TooManyStreams,
    Viewer,
)
from web.live.topic import Topic, TopicName

log = structlog.get_logger()

BEAT_SECONDS = 20.0
STREAMS_PER_HOLDER = 12
DESERTED_MS = 300_000
CLOSING_SECONDS = 1.0


@dataclass(slots=True)
class HubCounts:
    """What happened since the start, for the metrics."""

    frames: int = 0
    frame_bytes: int = 0
    closed_slow: int = 0
    resets: int = 0


@dataclass(frozen=True, slots=True)
class Present:
    """Where a topic stands, and how to draw all of it for those who cannot go on."""

    seq: int
    draw: Callable[[], object]


class Hub:
    """Knows every open stream. A topic that nobody watches costs nothing.

    `now` is Unix time in milliseconds; `epoch` names this life of the process.
    """

    def __init__(
        self,
        now: Callable[[], int],
        *,
        epoch: str | None = None,
        beat_seconds: float = BEAT_SECONDS,
    ) -> None:
        self.epoch = epoch or secrets.token_hex(4)
        self.counts = HubCounts()
        self.now = now
        self._beat_seconds = beat_seconds
        self._topics: dict[TopicName, Topic] = {}
        self._held: Counter[str] = Counter()
        self._closed = False
        self._hearts: tuple[asyncio.Task[None], ...] = ()
        self._telling: set[asyncio.Task[None]] = set()
        self._all_gone = asyncio.Event()

    @property
    def subscribers(self) -> int:
        return self._held.total()

    def start(self) -> None:
        """Begin to beat; one timer serves all streams, and another sees to their rights.

        Discord may be slow to say who is still a member, and clocks must not wait for it.
        """
        if not (self._hearts or self._closed):
            self._hearts = (
                asyncio.create_task(self._keep(self.tell_time), name="live heartbeat"),
                asyncio.create_task(self._keep(self.check_viewers), name="live rights"),
            )

    async def close(self) -> None:
        """End all streams with a word of farewell, and wait a moment until they are gone."""
        self._closed = True
        await end(*self._hearts)
        self._hearts = ()
        for subscription in self._subscriptions():
            subscription.end(EndReason.SHUTDOWN)
        for task in self._telling:
            task.cancel()
        await self._wait_until_all_are_gone()
        for subscription in self._subscriptions():
            subscription.abort()

    def revision(self, seq: int) -> str:
        """Name a place in a topic as clients see it, in frames and in headers."""
        return f"{self.epoch}-{seq}"

    def is_watched(self, name: TopicName) -> bool:
        """Say whether anybody listens, or may soon come back to where they were cut off."""
        return name in self._topics

    def topics(self, beginning: str) -> list[TopicName]:
        """Return the names of topics that are watched and begin so."""
        return [name for name in self._topics if name.startswith(beginning)]

    def publish(self, name: TopicName, seq: int, draw: Callable[[Cursor], bytes | None]) -> None:
        """Hand a topic's next frame on, drawn once, and only if somebody watches.

        When it cannot be drawn, everybody is sent for a reset before the error is passed on.
        """
        topic = self._topics.get(name)
        if topic is None:
            return
        try:
            frame = draw(topic.cursor(seq))
        except Exception:
            # A gap would leave screens wrong for good; those who come back get a snapshot.
            topic.break_off(seq)
            raise
        if frame is not None:
            self.counts.frames += 1
            self.counts.frame_bytes += len(frame)
            topic.publish(seq, frame)

    def check_room(self, holder: str) -> None:
        """Raise `TooManyStreams` or `HubClosed` when `subscribe` would."""
        if self._closed:
            raise HubClosed
        if self._held[holder] >= STREAMS_PER_HOLDER:
            raise TooManyStreams

    def subscribe(
        self, name: TopicName, present: Present, after: str | None, viewer: Viewer
    ) -> Subscription:
        """Open a stream that goes on after the given place, or else begins with a reset.

        Registering, replaying and going live are one step, so nothing can fall in between.
        """
        self.check_room(viewer.holder)
        topic = self._topic(name, present.seq)
        place, first = topic.after(parse_cursor(after), present.seq), self._beat()
        if place is None:
            place, first = topic.end, first + self._picture(topic, present)
        subscription = Subscription(viewer, topic, place, first)
        topic.subscriptions.add(subscription)
        self._held[viewer.holder] += 1
        if viewer.outlook is not None:
            self._tell([subscription])
        return subscription

    async def beat(self) -> None:
        """Send everybody the server's time, then make sure that everybody may still watch."""
        await self.tell_time()
        await self.check_viewers()

    async def tell_time(self) -> None:
        """Send everybody the server's time, some at a time, and close those who are stuck."""
        self._drop_deserted()
        everybody = self._subscriptions()
        for start in range(0, len(everybody), SLICE):
            (chunk,) = self._beat()
            for subscription in everybody[start : start + SLICE]:
                subscription.beat(chunk)
            await asyncio.sleep(0)

    async def check_viewers(self) -> None:
        """End the streams of those who may not watch any more; tell the others of themselves."""
        await end_forbidden(self._subscriptions())
        await tell_viewers(self._subscriptions())

    def tell_viewers(self, name: TopicName) -> None:
        """Look soon whether something has changed that concerns single viewers of a topic."""
        if topic := self._topics.get(name):
            self._tell(tuple(topic.subscriptions))

    async def recheck(self, user_id: UserId | None) -> None:
        """Check a person's streams at once, because a sign-in or a key of theirs has just ended.

        None checks those of the keys that belong to nobody.
        """
        theirs = (each for each in self._subscriptions() if each.viewer.user_id == user_id)
        await end_forbidden(theirs)

    def end(self, name: TopicName, reason: EndReason, whose: Callable[[Viewer], bool]) -> None:
        """End those streams of a topic at once whose viewers have just lost the right to it."""
        topic = self._topics.get(name)
        for subscription in tuple(topic.subscriptions) if topic else ():
            if whose(subscription.viewer):
                subscription.end(reason)

    async def _keep(self, look_after: Callable[[], Awaitable[None]]) -> None:
        while True:
            await asyncio.sleep(self._beat_seconds)
            try:
                await look_after()
            except Exception:
                log.exception("heartbeat_failed")

    def _tell(self, subscriptions: Sequence[Subscription]) -> None:
        task = asyncio.create_task(tell_viewers(subscriptions), name="viewers' own frames")
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def _wait_until_all_are_gone(self) -> None:
        if self._held:
            self._all_gone.clear()
            try:
                async with asyncio.timeout(CLOSING_SECONDS):
                    await self._all_gone.wait()
            except TimeoutError:
                log.warning("streams_left_at_shutdown", count=self.subscribers)

    def _picture(self, topic: Topic, present: Present) -> tuple[Chunk, ...]:
        def draw() -> bytes:
            return encode("reset", present.draw(), topic.cursor(present.seq))

        self.counts.resets += 1
        return topic.picture(present.seq, self.now(), draw)

    def _topic(self, name: TopicName, seq: int) -> Topic:
        topic = self._topics.get(name)
        if topic is None:
            topic = Topic(name, self.epoch, seq, self._count_out)
            self._topics[name] = topic
        return topic

    def _count_out(self, topic: Topic, subscription: Subscription) -> None:
        topic.deserted_at = self.now()
        holder = subscription.viewer.holder
        self._held[holder] -= 1
        if not self._held[holder]:
            del self._held[holder]
        if subscription.ended is EndReason.TOO_SLOW:
            self.counts.closed_slow += 1
        if not self._held:
            self._all_gone.set()

    def _drop_deserted(self) -> None:
        oldest = self.now() - DESERTED_MS
        for topic in tuple(self._topics.values()):
            if not topic.subscriptions and topic.deserted_at < oldest:
                del self._topics[topic.name]

    def _subscriptions(self) -> list[Subscription]:
        return [each for topic in self._topics.values() for each in topic.subscriptions]

    def _beat(self) -> tuple[Chunk, ...]:
        return chunked(encode("beat", self.now()))
