"""One WebSocket connection to the gateway, from HELLO to the close."""

import asyncio
import contextlib
from collections.abc import Callable

from aiohttp import WSMsgType, web

from sim.discord.gateway.frames import (
    Close,
    Encoder,
    GatewayCloseError,
    Op,
    decode,
    decoded_object,
    payload,
)
from sim.discord.gateway.requests import GatewayRequests
from sim.discord.gateway.session import Session
from sim.discord.gateway.sessions import GatewaySessions
from sim.discord.wire import JsonObject

IGNORED = (Op.PRESENCE_UPDATE, Op.REQUEST_SOUNDBOARD_SOUNDS, Op.REQUEST_CHANNEL_INFO)
FOR_GOOD = (1000, 1001)

Outgoing = JsonObject | tuple[int, str]


class GatewayConnection:
    """Speaks with one client; everything sent goes through one queue, in order."""

    def __init__(
        self,
        socket: web.WebSocketResponse,
        encoder: Encoder,
        sessions: GatewaySessions,
        requests: GatewayRequests,
        is_bot_token: Callable[[object], bool],
    ) -> None:
        self._socket = socket
        self._encoder = encoder
        self._sessions = sessions
        self._requests = requests
        self._is_bot_token = is_bot_token
        self._outgoing: asyncio.Queue[Outgoing] = asyncio.Queue()
        self._session: Session | None = None
        self._is_hanging_up = False

    def send(self, payload: JsonObject) -> None:
        if not self._is_hanging_up:
            self._outgoing.put_nowait(payload)

    def hang_up(self, code: int, reason: str) -> None:
        """Close after what is already on its way."""
        if not self._is_hanging_up:
            self._is_hanging_up = True
            self._outgoing.put_nowait((code, reason))

    async def serve(self, heartbeat_interval_ms: int) -> None:
        self.send(payload(Op.HELLO, {"heartbeat_interval": heartbeat_interval_ms, "_trace": []}))
        writer = asyncio.create_task(self._write(), name="gateway writer")
        try:
            await self._read()
            if self._is_hanging_up:
                await writer
        finally:
            writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writer
            self._part()

    async def _write(self) -> None:
        while True:
            item = await self._outgoing.get()
            # The client may be gone; the reader notices that and ends the connection.
            with contextlib.suppress(ConnectionError):
                if isinstance(item, tuple):
                    code, reason = item
                    await self._socket.close(code=code, message=reason.encode())
                    return
                frame = self._encoder.encode(item)
                if isinstance(frame, str):
                    await self._socket.send_str(frame)
                else:
                    await self._socket.send_bytes(frame)

    async def _read(self) -> None:
        async for message in self._socket:
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                continue
            try:
                self._obey(*decode(message.data))
            except GatewayCloseError as error:
                self.hang_up(error.code, error.reason)
                return

    def _obey(self, op: int, data: object) -> None:
        if op == Op.HEARTBEAT:
            self.send(payload(Op.HEARTBEAT_ACK))
        elif op == Op.IDENTIFY:
            self._identify(decoded_object(data))
        elif op == Op.RESUME:
            self._resume(decoded_object(data))
        elif op in (*IGNORED, Op.VOICE_STATE_UPDATE, Op.REQUEST_GUILD_MEMBERS):
            self._serve_session(op, data)
        else:
            raise GatewayCloseError(Close.UNKNOWN_OPCODE, "Unknown opcode.")

    def _serve_session(self, op: int, data: object) -> None:
        if self._session is None:
            raise GatewayCloseError(Close.NOT_AUTHENTICATED, "Not authenticated.")
        if op == Op.VOICE_STATE_UPDATE:
            self._requests.change_voice(self._session, decoded_object(data))
        elif op == Op.REQUEST_GUILD_MEMBERS:
            self._requests.send_members(self._session, decoded_object(data))

    def _identify(self, data: JsonObject) -> None:
        self._check_newcomer(data)
        self._session = self._sessions.open(self, data)

    def _resume(self, data: JsonObject) -> None:
        self._check_newcomer(data)
        self._session = self._sessions.resume(self, data.get("session_id"), data.get("seq"))
        if self._session is None:
            self.send(payload(Op.INVALID_SESSION, data=False))

    def _check_newcomer(self, data: JsonObject) -> None:
        if self._session is not None and self._session.outlet is self:
            raise GatewayCloseError(Close.ALREADY_AUTHENTICATED, "Already authenticated.")
        if not self._is_bot_token(data.get("token")):
            raise GatewayCloseError(Close.AUTHENTICATION_FAILED, "Authentication failed.")

    def _part(self) -> None:
        if self._session is not None:
            # A client that says goodbye in the WebSocket's own way gives its session up.
            said_goodbye = self._socket.close_code in FOR_GOOD and not self._is_hanging_up
            self._sessions.lose(self._session, self, resumable=not said_goodbye)
