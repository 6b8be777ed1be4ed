"""The gateway's addresses: where clients ask for it, and where they connect."""

from aiohttp import web

from sim.discord.gateway.connection import GatewayConnection
from sim.discord.gateway.frames import Close, Encoder
from sim.discord.gateway.requests import GatewayRequests
from sim.discord.gateway.sessions import GatewaySessions
from sim.discord.rest.callers import Access, Caller, Callers
from sim.discord.rest.routing import Route
from sim.discord.wire import JsonObject
from sim.discord.world import World

LARGEST_FRAME = 64 * 1024
CLOSING_HANDSHAKE_S = 0.5


class GatewayEndpoint:
    """Serves ``/gateway`` and tells where it is."""

    def __init__(
        self, world: World, sessions: GatewaySessions, callers: Callers, heartbeat_interval_ms: int
    ) -> None:
        self._sessions = sessions
        self._requests = GatewayRequests(world)
        self._callers = callers
        self._heartbeat_interval_ms = heartbeat_interval_ms

    def install(self, app: web.Application) -> None:
        app.router.add_get("/gateway", self.connect)

    def routes(self) -> list[Route]:
        return [Route("GET", "/gateway/bot", self.address, Access(bot=True))]

    async def address(self, _request: web.Request, _caller: Caller) -> JsonObject:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return {"url": self._sessions.resume_url, "shards": 1, "session_start_limit": limit}

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(
            timeout=CLOSING_HANDSHAKE_S, max_msg_size=LARGEST_FRAME, compress=False
        )
        await socket.prepare(request)
        compression = request.query.get("compress")
        if request.query.get("v", "10") != "10":
            await socket.close(code=Close.INVALID_VERSION, message=b"Invalid API version.")
        elif request.query.get("encoding", "json") != "json" or compression not in (
            None,
            "zlib-stream",
        ):
            await socket.close(code=Close.DECODE_ERROR, message=b"Unsupported encoding.")
        else:
            connection = GatewayConnection(
                socket,
                Encoder(compressed=compression is not None),
                self._sessions,
                self._requests,
                self._callers.is_bot_token,
            )
            await connection.serve(self._heartbeat_interval_ms)
        return socket
