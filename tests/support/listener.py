"""Listens to a stream of the hub without any connection; has always room for what is due."""

from tests.support.screen import Json, decode_frames
from web.live.chunks import content
from web.live.pull import Pull
from web.live.subscription import EndReason, Subscription


class Listener(Pull):
    def __init__(self, subscription: Subscription) -> None:
        super().__init__(subscription)
        self.subscription = subscription
        subscription.attach(self)

    @property
    def is_full(self) -> bool:
        return False

    @property
    def ended(self) -> EndReason | None:
        return self.subscription.ended

    def due(self) -> list[Json]:
        """Return all frames that are due, and no more."""
        chunks = iter(self.subscription.take, None)
        return decode_frames(b"".join(map(content, chunks)).decode())

    def close(self) -> None:
        self.subscription.close()
