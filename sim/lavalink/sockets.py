"""The open websockets of a node: messages out in order, and ways to end a connection."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from aiohttp import web

from sim.lavalink.track import Json

CLOSE_TIMEOUT_S: Final = 0.1
ABNORMAL_CLOSURE: Final = 1006


class Socket:
    """One client's websocket."""

    def __init__(self, request: web.Request) -> None:
        self.response = web.WebSocketResponse(timeout=CLOSE_TIMEOUT_S)
        self.gone = asyncio.Event()
        self._request = request
        self._outbox: asyncio.Queue[Json] = asyncio.Queue()

    def send(self, message: Json) -> None:
        self._outbox.put_nowait(message)

    async def write(self) -> None:
        """Send what is put into the outbox, until the connection ends."""
        while not self.response.closed:
            text = json.dumps(await self._outbox.get())
            try:
                await self.response.send_str(text)
            except ConnectionError:
                return

    async def drop(self, code: int) -> None:
        """End the connection with a close code; 1006 tears it off without a word."""
        if code != ABNORMAL_CLOSURE:
            await self.response.close(code=code)
        transport = self._request.transport
        if transport is not None:
            transport.abort()
        await self.gone.wait()


class Sockets:
    """Every websocket that is open now."""

    def __init__(self) -> None:
        self._open: set[Socket] = set()

    @contextmanager
    def keep(self, socket: Socket) -> Iterator[None]:
        self._open.add(socket)
        try:
            yield
        finally:
            self._open.discard(socket)
            socket.gone.set()

    async def drop_all(self, code: int) -> int:
        """End every connection; return how many there were once they are all gone."""
        ending = list(self._open)
        await asyncio.gather(*(socket.drop(code) for socket in ending))
        return len(ending)
