"""A bare gateway client that speaks frames, to look at what a Discord gateway really sends."""

import asyncio
import json
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

GUILDS_AND_VOICE = 1 << 0 | 1 << 7
PATIENCE_S = 5.0


class GatewayClient:
    """One connection; ``compress`` asks for the zlib stream."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse[Any], token: str) -> None:
        self.socket = socket
        self._token = token
        self._inflate = zlib.decompressobj()

    async def send(self, op: int, data: object) -> None:
        await self.socket.send_str(json.dumps({"op": op, "d": data}))

    async def receive(self) -> dict[str, Any]:
        """Return the next message, failing when the gateway hangs up or stays silent."""
        message = await self.socket.receive(timeout=PATIENCE_S)
        if message.type is aiohttp.WSMsgType.BINARY:
            assert message.data.endswith(b"\x00\x00\xff\xff")
            return dict(json.loads(self._inflate.decompress(message.data)))
        assert message.type is aiohttp.WSMsgType.TEXT, message
        return dict(json.loads(message.data))

    async def until(self, name: str) -> dict[str, Any]:
        """Skip to the next event called ``name``."""
        while (message := await self.receive())["t"] != name:
            pass
        return message

    async def close_code(self) -> int:
        """Wait for the gateway to hang up and return with which code."""
        async with asyncio.timeout(PATIENCE_S):
            async for _ in self.socket:
                pass
        assert self.socket.close_code is not None
        return self.socket.close_code

    async def identify(self, intents: int = GUILDS_AND_VOICE, **more: object) -> dict[str, Any]:
        """Say who we are and return READY."""
        assert (await self.receive())["op"] == 10
        await self.send(2, self.identity(intents) | more)
        return await self.until("READY")

    async def quiet(self) -> list[dict[str, Any]]:
        """Return everything that arrives before the answer to a heartbeat sent now."""
        await self.send(1, None)
        seen = []
        while (message := await self.receive())["op"] != 11:
            seen.append(message)
        return seen

    def identity(self, intents: int = GUILDS_AND_VOICE) -> dict[str, Any]:
        properties = {"os": "linux", "browser": "test", "device": "test"}
        return {"token": self._token, "intents": intents, "properties": properties}


@asynccontextmanager
async def gateway(
    base_url: str, token: str, *, compress: bool = False, query: str = "v=10&encoding=json"
) -> AsyncIterator[GatewayClient]:
    zlib_stream = "&compress=zlib-stream" if compress else ""
    url = f"{base_url.replace('http', 'ws', 1)}/gateway?{query}{zlib_stream}"
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(url, max_msg_size=0) as socket,
    ):
        yield GatewayClient(socket, token)
