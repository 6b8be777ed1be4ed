"""Somebody's server that Auxcord sends to: it remembers what came, and answers as it is told."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web


@dataclass(frozen=True)
class Got:
    """A request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: str


@dataclass
class ReceivingServer:
    """`answer` makes the answer to each request; `gate` holds all answers back while it is shut."""

    url: str = ""
    got: list[Got] = field(default_factory=list)
    answer: Callable[[Got], web.Response] = lambda _got: web.Response()
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def answers(self, status: int, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answer = lambda _got: web.Response(status=status, headers=named)

    async def handle(self, request: web.Request) -> web.Response:
        body = (await request.read()).decode()
        got = Got(request.method, request.path_qs, dict(request.headers), body)
        self.got.append(got)
        await self.gate.wait()
        return self.answer(got)


@asynccontextmanager
async def receiving(
    *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> AsyncIterator[ReceivingServer]:
    """Run such a server on a free port."""
    server = ReceivingServer()
    server.gate.set()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", server.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, host, 0, ssl_context=tls)
    await site.start()
    (address,) = runner.addresses
    server.url = f"{'https' if tls else 'http'}://{host}:{address[1]}"
    try:
        yield server
    finally:
        server.gate.set()
        await runner.cleanup()
