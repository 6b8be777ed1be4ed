"""Hands a stream's frames one by one to a server that asks for them."""

import asyncio

from web.live.chunks import content
from web.live.subscription import Subscription


class Pull:
    """Yields frames until the stream ends; while nobody asks, the server is still sending."""

    def __init__(self, subscription: Subscription) -> None:
        self._subscription = subscription
        self._wake: asyncio.Future[None] | None = None

    @property
    def is_full(self) -> bool:
        return self._wake is None

    def push(self) -> None:
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)

    def abort(self) -> None:
        self.push()

    def __aiter__(self) -> "Pull":
        return self

    async def __anext__(self) -> bytes:
        while (chunk := self._subscription.take()) is None:
            if self._subscription.ended:
                raise StopAsyncIteration
            self._wake = asyncio.get_running_loop().create_future()
            try:
                await self._wake
            finally:
                self._wake = None
        return content(chunk)
