"""A server of streams and nothing else: the real hub behind the real server, on real sockets."""

import asyncio
import contextlib
import itertools
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from quart import Quart, Response

from tests.support.bare_stream import HOST, BareStream
from tests.support.listening_ports import port_to_listen_on
from web.listening import listen
from web.live.answer import stream_answer
from web.live.frames import encode
from web.live.hub import Hub, Present
from web.live.hypercorn_connection import SendInScope
from web.live.subscription import EndReason, Viewer
from web.live.topic import TopicName
from web.serve import answer_requests
from web.stop import Stop

NEWS = TopicName("news")


@dataclass
class StreamServer:
    """Everybody who asks for `/stream` hears what is told, and `size` bytes at first."""

    port: int
    hub: Hub = field(default_factory=lambda: Hub(lambda: time.time_ns() // 1_000_000))
    size: int = 100
    stop: Stop = field(default_factory=Stop)
    clients: list[BareStream] = field(default_factory=list)
    _seq: int = 0
    _holders: "itertools.count[int]" = field(default_factory=itertools.count)

    async def opened(self) -> BareStream:
        """Return a client that has the beginning of a stream."""
        client = BareStream()
        self.clients.append(client)
        await client.open(self.port)
        await client.until(b"event: reset")
        return client

    def tell(self, data: object) -> None:
        self._seq += 1
        self.hub.publish(NEWS, self._seq, lambda cursor: encode("news", data, cursor))

    def app(self) -> Quart:
        app = Quart("streams")
        app.add_url_rule("/stream", view_func=self._stream, methods=["GET"])
        app.add_url_rule("/quick", view_func=self._quick, methods=["GET"])
        app.asgi_app = SendInScope(app.asgi_app)  # type: ignore[method-assign]
        return app

    async def _stream(self) -> Response:
        viewer = Viewer(str(next(self._holders)), None, _always)
        present = Present(self._seq, lambda: "x" * self.size)
        return stream_answer(lambda after: self.hub.subscribe(NEWS, present, after, viewer))

    async def _quick(self) -> Response:
        return Response(b"quick")


@contextlib.asynccontextmanager
async def streaming() -> AsyncIterator[StreamServer]:
    """Run a server of streams in this loop, until the block ends."""
    server = StreamServer(port_to_listen_on())
    ready = asyncio.Event()
    listening = listen(HOST, server.port)
    serving = asyncio.create_task(
        answer_requests(server.app(), server.hub, listening, server.stop, ready.set)
    )
    await ready.wait()
    try:
        yield server
    finally:
        for client in server.clients:
            client.close()
        server.stop.ask()
        await serving


async def _always() -> EndReason | None:
    return None
