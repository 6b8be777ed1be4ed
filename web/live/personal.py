"""Tells a person's open streams what concerns them alone, on whichever guild it happens."""

from collections.abc import Callable

from auth.identity import UserId
from web.live.hub import Hub
from web.live.named_events import NamedEvents


class PersonalEvents(NamedEvents):
    """Named events per person."""

    def __init__(self, hub: Hub, greet: Callable[[UserId], object]) -> None:
        super().__init__(hub, "person", lambda subject: greet(UserId(subject)))

    def publish(self, user_id: UserId, event: str, data: object) -> None:
        """Send an event; `event` is its name in one word, `data` is made JSON."""
        self.tell(user_id, event, lambda: data)
