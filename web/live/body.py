"""The body of a streaming answer: it is subscribed exactly while the answer is being sent."""

from collections.abc import AsyncIterator, Callable
from types import TracebackType

from quart.wrappers.response import ResponseBody

from web.live.subscription import HubClosed, Subscription, TooManyStreams


class StreamBody(ResponseBody):
    """Opens its subscription when the server begins to send, so that none outlives its client."""

    def __init__(self, opening: bytes, subscribe: Callable[[], Subscription]) -> None:
        self._opening = opening
        self._subscribe = subscribe
        self._subscription: Subscription | None = None

    async def __aenter__(self) -> AsyncIterator[bytes]:
        try:
            self._subscription = self._subscribe()
        except (HubClosed, TooManyStreams):
            # This came between the check and now, and the status has been sent.
            return self._frames(None)
        return self._frames(self._subscription)

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._subscription is not None:
            self._subscription.close()

    async def _frames(self, subscription: Subscription | None) -> AsyncIterator[bytes]:
        yield self._opening
        if subscription is not None:
            async for frame in subscription:
                yield frame
