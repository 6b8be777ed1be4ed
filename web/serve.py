"""Runs the server: Hypercorn on our own socket, and an end that is quick and quiet."""

import asyncio
import contextlib
import logging
import socket
import sys
from collections.abc import Callable
from typing import Protocol

import structlog
from hypercorn.asyncio import serve as serve_app
from hypercorn.config import Config
from hypercorn.middleware import ProxyFixMiddleware
from hypercorn.typing import ASGIFramework
from quart import Blueprint

from auth.account_ports import Mail
from web.compose import assemble
from web.listening import BACKLOG, listen
from web.live.hub import Hub
from web.services import Services
from web.settings import Settings
from web.stop import Stop, run_until_stopped

log = structlog.get_logger()

KEEP_ALIVE_SECONDS = 75
LARGEST_HEAD_BYTES = 16 * 1024
LONGEST_END_SECONDS = 1.0


class Mailbox(Mail, Protocol):
    """Something that keeps letters for people to read here."""

    @property
    def pages(self) -> Blueprint: ...


def run(settings: Settings) -> None:
    """Serve until a signal arrives."""
    listening = listen(settings.host, settings.port)

    async def main(stop: Stop) -> None:
        await serve(settings, listening, stop, when_ready=lambda _services: announce(settings))

    run_until_stopped(main)


def announce(settings: Settings) -> None:
    """Say on standard output that requests are answered from now on."""
    sys.stdout.write(f"Auxcord is ready at {settings.public_url} (Ctrl-C ends it)\n")
    sys.stdout.flush()


async def serve(
    settings: Settings,
    listening: socket.socket,
    stop: Stop,
    when_ready: Callable[[Services], None],
    mailbox: Mailbox | None = None,
) -> None:
    """Serve until `stop`; `when_ready` is called once requests are answered.

    With a `mailbox` letters stay in it, and its pages are served, too.
    """
    with contextlib.closing(listening):
        async with assemble(settings, mailbox) as assembly:
            if mailbox is not None:
                assembly.app.register_blueprint(mailbox.pages)
            app = behind_proxies(assembly.app, settings.trusted_proxies)
            setup_code = await assembly.services.keys.wanted_setup_code()

            def tell() -> None:
                when_ready(assembly.services)
                if setup_code is not None:
                    _tell_setup_code(setup_code)

            await answer_requests(app, assembly.services.hub, listening, stop, tell)


def _tell_setup_code(code: str) -> None:
    """Give the operator what nobody else shall have: on the terminal, and in no log."""
    sys.stdout.write(f"There is no API key yet. The first one takes the setup code {code}\n")
    sys.stdout.flush()


def behind_proxies(app: ASGIFramework, hops: int) -> ASGIFramework:
    """Believe as many proxies as there are when they say who the caller is, and no more."""
    return ProxyFixMiddleware(app, mode="legacy", trusted_hops=hops) if hops else app


async def answer_requests(
    app: ASGIFramework,
    hub: Hub,
    listening: socket.socket,
    stop: Stop,
    when_ready: Callable[[], None],
) -> None:
    """Answer requests on a socket until `stop`; then end the streams, and soon all else."""

    async def trigger() -> None:
        when_ready()
        await stop.wait()
        # Streams never end by themselves, and Hypercorn would wait for them.
        await hub.close()
        end.reschedule(asyncio.get_running_loop().time() + LONGEST_END_SECONDS)

    # Hypercorn takes the descriptor over and closes it.
    config = _config(listening.detach())
    try:
        async with asyncio.timeout(None) as end:
            await serve_app(app, config, shutdown_trigger=trigger)
    except TimeoutError:
        if not end.expired():
            raise
        log.warning("requests_broken_off", after_seconds=LONGEST_END_SECONDS)


def _config(descriptor: int) -> Config:
    config = Config()
    config.bind = [f"fd://{descriptor}"]
    config.backlog = BACKLOG
    config.include_server_header = False
    config.keep_alive_timeout = KEEP_ALIVE_SECONDS
    config.keep_alive_max_requests = 10_000
    config.h11_max_incomplete_size = LARGEST_HEAD_BYTES
    # Longer than our own limit, because what Hypercorn does after its own prints tracebacks.
    config.graceful_timeout = 10 * LONGEST_END_SECONDS
    config.errorlog = logging.getLogger("hypercorn.error")
    config.accesslog = None
    return config
