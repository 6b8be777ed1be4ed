"""Servers that tell one thing to many: the least that Python can do, the documented way, and ours.

`python -m benchmarks.fanout_servers KIND PORT` prints `ready`, and sends an event to everybody for
every line that it reads.
"""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass

from hypercorn.asyncio import serve
from hypercorn.config import Config
from quart import Quart, Response

from tests.support.bare_stream import HOST
from tests.support.streaming import StreamServer
from web.listening import listen
from web.live import hypercorn_connection
from web.live.chunks import chunked
from web.live.frames import encode
from web.serve import answer_requests
from web.stop import Stop, run_until_stopped

DATA_BYTES = 250
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
QUICK = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nquick"

Tell = Callable[[dict[str, object]], None]


async def raw(port: int, stop: Stop) -> None:
    """Write one shared byte string to every transport: the practical limit of Python here."""
    transports: set[asyncio.Transport] = set()

    class Connection(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, asyncio.Transport)
            self._transport = transport

        def connection_lost(self, exc: Exception | None) -> None:
            del exc
            transports.discard(self._transport)

        def data_received(self, data: bytes) -> None:
            if b"/quick" in data:
                self._transport.write(QUICK)
                return
            self._transport.write(HEAD + b"".join(chunked(b"event: reset\n\n")))
            transports.add(self._transport)

    def tell(data: dict[str, object]) -> None:
        (chunk,) = chunked(encode("news", data))
        for transport in transports:
            transport.write(chunk)

    loop = asyncio.get_running_loop()
    async with await loop.create_server(Connection, sock=listen(HOST, port)):
        await _obey(tell, stop)


@dataclass
class ServerSentEvent:
    """As in the documentation of Quart."""

    data: str
    event: str

    def encode(self) -> bytes:
        return f"data: {self.data}\nevent: {self.event}\n\n".encode()


async def documented(port: int, stop: Stop) -> None:
    """Do as Quart's documentation shows: a queue for each client, who encodes for itself."""
    app = Quart("documented")
    queues: set[asyncio.Queue[dict[str, object]]] = set()

    async def sent_events() -> AsyncIterator[bytes]:
        queue: asyncio.Queue[dict[str, object]] = asyncio.Queue()
        queues.add(queue)
        try:
            yield ServerSentEvent("{}", "reset").encode()
            while True:
                yield ServerSentEvent(json.dumps(await queue.get()), "news").encode()
        finally:
            queues.remove(queue)

    async def stream() -> Response:
        answer = Response(sent_events(), content_type="text/event-stream")
        answer.timeout = None
        return answer

    async def quick() -> Response:
        return Response(b"quick")

    def tell(data: dict[str, object]) -> None:
        for queue in queues:
            queue.put_nowait(data)

    app.add_url_rule("/stream", view_func=stream)
    app.add_url_rule("/quick", view_func=quick)
    config = Config()
    config.bind = [f"fd://{listen(HOST, port).detach()}"]
    config.errorlog = None
    serving = asyncio.create_task(serve(app, config, shutdown_trigger=_never))
    await _obey(tell, stop)
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)


async def ours(port: int, stop: Stop) -> None:
    """Serve as the product does: the connections are taken over from Hypercorn."""
    server = StreamServer(port)
    obeying = asyncio.create_task(_obey(server.tell, stop))
    await answer_requests(server.app(), server.hub, listen(HOST, port), stop, lambda: None)
    obeying.cancel()


async def pulled(port: int, stop: Stop) -> None:
    """Serve as the product does where Hypercorn is another: it asks for every frame."""
    hypercorn_connection.IS_KNOWN = False
    await ours(port, stop)


async def _obey(tell: Tell, stop: Stop) -> None:
    """Tell what time it is, with some padding, for every line, until there are no more."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    print("ready", flush=True)
    while await reader.readline():
        tell({"at": time.monotonic_ns(), "padding": "x" * DATA_BYTES})
    stop.ask()


async def _never() -> None:
    await asyncio.Event().wait()


KINDS: dict[str, Callable[[int, Stop], Coroutine[object, object, None]]] = {
    each.__name__: each for each in (raw, documented, ours, pulled)
}


def main() -> None:
    kind, port = sys.argv[1:]

    async def run(stop: Stop) -> None:
        await KINDS[kind](int(port), stop)

    run_until_stopped(run)


if __name__ == "__main__":
    main()
