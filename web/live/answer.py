"""The answer that is a stream: its headers, and a body that lasts as long as the client stays."""

import secrets
from collections.abc import Callable

from quart import Response, request

from web.compression import reads_gzip
from web.live.body import StreamBody
from web.live.frames import opening
from web.live.subscription import Subscription

RETRY_MS = (1_000, 3_000)


def stream_answer(subscribe: Callable[[str | None], Subscription]) -> Response:
    """Answer with a stream that `subscribe` opens after the place that the client names."""
    if request.method == "HEAD":
        return _with_headers(Response(b""))
    after = request.headers.get("Last-Event-ID") or request.args.get("after")
    in_gzip = reads_gzip()
    body = StreamBody(
        opening(_retry_ms()), lambda: subscribe(after), request.scope, in_gzip=in_gzip
    )
    answer = _with_headers(Response(body))
    if in_gzip:
        answer.headers["Content-Encoding"] = "gzip"
    answer.timeout = None
    return answer


def _with_headers(answer: Response) -> Response:
    answer.headers["Content-Type"] = "text/event-stream"
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Accel-Buffering"] = "no"
    answer.vary.add("Accept-Encoding")
    if request.http_version == "1.1":
        # The connection belongs to the stream from now on, and is closed with it.
        answer.headers["Connection"] = "close"
    return answer


def _retry_ms() -> int:
    """Spread the return of everybody who is cut off at the same time."""
    shortest, longest = RETRY_MS
    return shortest + secrets.randbelow(longest - shortest)
