"""Tells the open streams of one person, or of one playlist, what concerns it by named events."""

from collections.abc import Callable

from web.live.frames import encode
from web.live.hub import Hub, Present
from web.live.subscription import Subscription, Viewer
from web.live.topic import TopicName


class NamedEvents:
    """Events by subject, resumable as a guild's stream is.

    `greet` draws what the stream of a subject begins with. Places are counted for all subjects
    together: a subject's past is forgotten when nobody has watched for a while, and a place in a
    forgotten past must not be taken for one in the new.
    """

    def __init__(self, hub: Hub, kind: str, greet: Callable[[str], object]) -> None:
        self._hub = hub
        self._kind = kind
        self._greet = greet
        self._seq = 0

    @property
    def cursor(self) -> str:
        """Name the present place, to go on after it later."""
        return self._hub.revision(self._seq)

    def tell(self, subject: str, event: str, draw: Callable[[], object]) -> None:
        """Send an event by its name in one word; its data are drawn only if somebody listens."""
        self._seq += 1
        self._hub.publish(
            self.topic(subject), self._seq, lambda cursor: encode(event, draw(), cursor)
        )

    def has_audience(self, subject: str) -> bool:
        """Say whether an event would reach anybody, now or when they resume."""
        return self._hub.is_watched(self.topic(subject))

    def audience(self) -> list[str]:
        """Return the subjects of all open streams, and of those that may be resumed soon."""
        names = self._hub.topics(self.topic(""))
        return [name.removeprefix(self.topic("")) for name in names]

    def subscribe(self, subject: str, after: str | None, viewer: Viewer) -> Subscription:
        """Open a stream that goes on after the given place, or else begins with a reset."""
        present = Present(self._seq, lambda: self._greet(subject))
        return self._hub.subscribe(self.topic(subject), present, after, viewer)

    def topic(self, subject: str) -> TopicName:
        return TopicName(f"{self._kind} {subject}")
