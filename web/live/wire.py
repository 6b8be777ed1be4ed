"""A connection that belongs to a stream alone: shared chunks are written straight to it."""

import asyncio

from web.live.chunks import LAST_CHUNK
from web.live.subscription import Subscription


class Wire(asyncio.Protocol):
    """Writes only while the one before has left for the kernel, so that nothing piles up here."""

    __slots__ = ("_subscription", "_transport", "is_full")

    def __init__(self, transport: asyncio.Transport, subscription: Subscription) -> None:
        self.is_full = False
        self._transport = transport
        self._subscription = subscription
        transport.set_protocol(self)
        transport.set_write_buffer_limits(high=0)

    def push(self) -> None:
        while not self.is_full:
            chunk = self._subscription.take()
            if chunk is None:
                if self._subscription.ended:
                    self._finish()
                return
            self._transport.write(chunk)

    def abort(self) -> None:
        self._transport.abort()

    def pause_writing(self) -> None:
        self.is_full = True

    def resume_writing(self) -> None:
        self.is_full = False
        self._subscription.push()

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        self.is_full = True
        self._subscription.close()

    def _finish(self) -> None:
        """Close, because everything has been said."""
        if not self._transport.is_closing():
            self._transport.write(LAST_CHUNK)
            self._transport.close()
