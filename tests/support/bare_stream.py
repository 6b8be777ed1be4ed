"""A client of a stream on a bare socket, which reads only when it is told to."""

import asyncio
import contextlib
import socket
from collections.abc import Mapping

import h11

from tests.support.screen import Json, decode_frames

HOST = "127.0.0.1"
PATIENCE_S = 30.0
SMALL_WINDOW = 4096


class BareStream:
    """Asks for a stream by HTTP/1.1, and checks everything that comes against its rules."""

    def __init__(self) -> None:
        self.text = b""
        self.is_over = False
        self._socket = socket.socket()
        self._parser = h11.Connection(h11.CLIENT)

    async def open(
        self, port: int, path: str = "/stream", headers: Mapping[str, str] | None = None
    ) -> None:
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_WINDOW)
        self._socket.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(self._socket, (HOST, port))
        fields = [("Host", "x"), *(headers or {}).items()]
        ask = self._parser.send(h11.Request(method="GET", target=path, headers=fields))
        done = self._parser.send(h11.EndOfMessage())
        await loop.sock_sendall(self._socket, (ask or b"") + (done or b""))

    async def until(self, text: bytes) -> None:
        """Read until a frame with this has come, to its end."""
        async with asyncio.timeout(PATIENCE_S):
            while text not in self._whole:
                assert not self.is_over, self.text
                assert await self.read()

    async def until_closed(self) -> None:
        """Read until the server has closed the connection after a whole answer."""
        async with asyncio.timeout(PATIENCE_S):
            while not self.is_over:
                await self.read()
            assert await asyncio.get_running_loop().sock_recv(self._socket, 1) == b""

    async def until_broken_off(self) -> None:
        """Read until the server has closed the connection in the middle of the answer."""
        async with asyncio.timeout(PATIENCE_S):
            with contextlib.suppress(ConnectionResetError):
                while await self.read():
                    assert not self.is_over, self.text

    @property
    def frames(self) -> list[Json]:
        return decode_frames(self._whole.decode())

    @property
    def news(self) -> list[Json]:
        """Return what was told, without the clock and what came first."""
        return [frame["data"] for frame in self.frames if frame["event"] == "news"]

    @property
    def last_id(self) -> str:
        """Return the place to come back after."""
        return next(frame["id"] for frame in reversed(self.frames) if "id" in frame)

    @property
    def _whole(self) -> bytes:
        """Return what has come, but for the beginning of a frame whose end is still to come."""
        whole, end, _ = self.text.rpartition(b"\n\n")
        return whole + end

    def close(self) -> None:
        self._socket.close()

    async def read(self) -> int:
        """Read some of what has come; return how much."""
        data = await asyncio.get_running_loop().sock_recv(self._socket, 65_536)
        if data:
            self._parse(data)
        return len(data)

    def _parse(self, data: bytes) -> None:
        self._parser.receive_data(data)
        while (event := self._parser.next_event()) is not h11.NEED_DATA:
            if isinstance(event, h11.Data):
                self.text += event.data
            elif isinstance(event, h11.EndOfMessage):
                self.is_over = True
                return
            else:
                assert isinstance(event, h11.Response), event
                assert event.status_code == 200
