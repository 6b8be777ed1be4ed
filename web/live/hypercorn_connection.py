"""Takes a connection over from Hypercorn after the headers: all that we know of its inside."""

import asyncio
from collections.abc import Mapping
from importlib.metadata import version
from typing import TypeVar, cast

import h11
from hypercorn.asyncio.tcp_server import TCPServer
from hypercorn.protocol.h11 import H11Protocol
from hypercorn.protocol.http_stream import HTTPStream
from hypercorn.typing import ASGIFramework, ASGIReceiveCallable, ASGISendCallable, Scope

KNOWN_HYPERCORN = "0.18.0"
IS_KNOWN = version("hypercorn") == KNOWN_HYPERCORN
SEND = "auxcord.send"

Owner = TypeVar("Owner")


class SendInScope:
    """Middleware that keeps a request's `send` in its scope, where routes find it."""

    def __init__(self, app: ASGIFramework) -> None:
        self._app = app

    async def __call__(
        self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable
    ) -> None:
        await self._app(cast("Scope", {**scope, SEND: send}), receive, send)


def take_over(scope: Mapping[str, object]) -> asyncio.Transport | None:
    """Return the transport of a request whose headers were sent, which Hypercorn knows no more.

    The caller sets its protocol at once. For Hypercorn the client is gone, so that its tasks end.
    None if that is not safe: behind HTTP/2, TLS, other servers, and other versions.
    """
    stream = _owner(scope.get(SEND), HTTPStream)
    protocol = _owner(stream.send, H11Protocol) if stream else None
    server = _owner(protocol.send, TCPServer) if protocol else None
    if not (IS_KNOWN and protocol and server and _only_the_body_is_left(protocol)):
        return None
    transport = server.writer.transport
    if not _is_at_rest(transport, server.reader):
        return None
    # What Hypercorn still writes and closes goes nowhere.
    server.writer._transport = _Gone()  # type: ignore[attr-defined]  # noqa: SLF001 - It has no other way.
    transport.get_protocol().connection_lost(None)
    return cast("asyncio.Transport", transport)


def _owner(method: object, kind: type[Owner]) -> Owner | None:
    owner = getattr(method, "__self__", None)
    return owner if type(owner) is kind else None


def _only_the_body_is_left(protocol: H11Protocol) -> bool:
    connection = protocol.connection
    return (
        isinstance(connection, h11.Connection)
        and not protocol.ssl
        and connection.their_http_version == b"1.1"
        and connection.our_state is h11.SEND_BODY
        and connection.their_state in {h11.DONE, h11.MUST_CLOSE}
        and connection.trailing_data == (b"", False)
    )


def _is_at_rest(transport: asyncio.WriteTransport, reader: asyncio.StreamReader) -> bool:
    return (
        isinstance(transport, asyncio.Transport)
        and isinstance(transport.get_protocol(), asyncio.StreamReaderProtocol)
        and transport.is_reading()
        and transport.get_write_buffer_size() == 0
        and not reader.at_eof()
    )


class _Gone(asyncio.Transport):
    """Stands where a transport was that belongs to somebody else now."""

    def is_closing(self) -> bool:
        return True

    def write(self, data: object) -> None:
        """Lose it."""

    def write_eof(self) -> None:
        """Leave the connection as it is."""

    def close(self) -> None:
        """Leave the connection as it is."""
