"""Tells a person's open streams what concerns them alone, on whichever guild it happens."""

from collections.abc import Callable

from auth.identity import UserId
from web.live.frames import encode
from web.live.hub import Hub, Present
from web.live.subscription import Subscription, Viewer
from web.live.topic import TopicName


class PersonalEvents:
    """Named events per person, resumable as a guild's stream is.

    `greet` draws what a person's stream begins with. Places are counted for all people together:
    a person's past is forgotten when nobody has watched for a while, and a place in a forgotten
    past must not be taken for one in the new.
    """

    def __init__(self, hub: Hub, greet: Callable[[UserId], object]) -> None:
        self._hub = hub
        self._greet = greet
        self._seq = 0

    def publish(self, user_id: UserId, event: str, data: object) -> None:
        """Send an event; `event` is its name in one word, `data` is made JSON."""
        self._seq += 1
        name = _topic_of(user_id)
        self._hub.publish(name, self._seq, lambda cursor: encode(event, data, cursor))

    def has_audience(self, user_id: UserId) -> bool:
        """Say whether an event for this person would reach anybody, now or when they resume."""
        return self._hub.is_watched(_topic_of(user_id))

    def subscribe(self, user_id: UserId, after: str | None, viewer: Viewer) -> Subscription:
        """Open a stream that goes on after the given place, or else begins with a reset."""
        present = Present(self._seq, lambda: self._greet(user_id))
        return self._hub.subscribe(_topic_of(user_id), present, after, viewer)


def _topic_of(user_id: UserId) -> TopicName:
    return TopicName(f"person {user_id}")
