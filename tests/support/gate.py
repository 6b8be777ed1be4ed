"""A TCP gate in front of a server: it can refuse websockets, or cut clients off unnoticed."""

import asyncio
from contextlib import suppress
from types import TracebackType

_REFUSAL = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_HANDSHAKE = b"GET /v4/websocket"


class Gate:
    """Passes bytes both ways, as a proxy or a network does that can also fail."""

    def __init__(self, upstream_port: int) -> None:
        self.refuses_sockets = False
        self.refused = 0
        self._upstream_port = upstream_port
        self._server: asyncio.Server | None = None
        self._clients: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def port(self) -> int:
        assert self._server is not None
        return int(self._server.sockets[0].getsockname()[1])

    def cut(self) -> None:
        """Tear the clients' connections off, while the server behind keeps all of its own."""
        for client in self._clients:
            client.transport.abort()
        self._clients.clear()

    async def __aenter__(self) -> "Gate":
        self._server = await asyncio.start_server(self._admit, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _admit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._pass(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _pass(self, reader: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        opening = await reader.read(65536)
        if self.refuses_sockets and opening.startswith(_HANDSHAKE):
            self.refused += 1
            client.write(_REFUSAL)
            client.close()
            return
        self._clients.add(client)
        answers, server = await asyncio.open_connection("127.0.0.1", self._upstream_port)
        server.write(opening)
        onward = asyncio.create_task(_copy(reader, server))
        try:
            await _copy(answers, client)
        finally:
            onward.cancel()
            self._clients.discard(client)
            client.transport.abort()
            server.transport.abort()


async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while chunk := await source.read(65536):
            if not target.is_closing():
                target.write(chunk)
                await target.drain()
