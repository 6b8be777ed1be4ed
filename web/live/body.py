"""The body of a streaming answer: it is subscribed exactly while the answer is being sent."""

from collections.abc import AsyncIterator, Callable, Mapping
from types import TracebackType

from quart.wrappers.response import ResponseBody

from web.live.chunks import beginning, content
from web.live.hypercorn_connection import take_over
from web.live.pull import Pull
from web.live.subscription import HubClosed, Subscription, TooManyStreams
from web.live.wire import Wire

Subscribe = Callable[[], Subscription]


class StreamBody(ResponseBody):
    """Opens its subscription when the server begins to send, so that none outlives its client.

    The connection is taken over from the server where that is possible; then the body is empty.
    Else the server is given what it has to send, frame by frame.
    """

    def __init__(
        self,
        opening: bytes,
        subscribe: Subscribe,
        scope: Mapping[str, object],
        *,
        in_gzip: bool = False,
    ) -> None:
        self._opening = beginning(opening, in_gzip=in_gzip)
        self._in_gzip = in_gzip
        self._subscribe = subscribe
        self._scope = scope
        self._subscription: Subscription | None = None

    async def __aenter__(self) -> AsyncIterator[bytes]:
        try:
            subscription = self._subscribe()
        except (HubClosed, TooManyStreams):
            # This came between the check and now, and the status has been sent.
            return _pieces(content(self._opening))
        if transport := take_over(self._scope):
            wire = Wire(transport, subscription)
            transport.write(self._opening)
            subscription.attach(wire, in_gzip=self._in_gzip)
            return _pieces()
        self._subscription = subscription
        return self._pulled(subscription)

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._subscription is not None:
            self._subscription.close()

    async def _pulled(self, subscription: Subscription) -> AsyncIterator[bytes]:
        yield content(self._opening)
        pull = Pull(subscription)
        subscription.attach(pull, in_gzip=self._in_gzip)
        async for piece in pull:
            yield piece


async def _pieces(*pieces: bytes) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece
