"""The socket that browsers connect to, made before anything else starts."""

import errno
import socket
import sys

BACKLOG = 2048
UNSENT_BYTES = 16 * 1024
UNACKNOWLEDGED_MS = 30_000


class CannotListen(Exception):
    """The address or port is not to be had; the message says what to do."""


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; browsers that come before we are ready wait in its backlog."""
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        _set_options(listening)
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except OSError as failure:
        listening.close()
        raise CannotListen(_reason(failure, host, port)) from failure
    return listening


def _set_options(listening: socket.socket) -> None:
    """Set what every accepted connection inherits.

    A browser that has stalled must not keep megabytes of old news in the kernel, and one that is
    gone without a word must be noticed.
    """
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if sys.platform == "linux":
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT_BYTES)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNACKNOWLEDGED_MS)


def _reason(failure: OSError, host: str, port: int) -> str:
    match failure.errno:
        case errno.EADDRINUSE:
            return f"Port {port} on {host} is in use; set AUXCORD_PORT to another."
        case errno.EACCES:
            return f"Port {port} on {host} needs more rights; set AUXCORD_PORT to one above 1023."
        case errno.EADDRNOTAVAIL:
            return f"This machine has no address {host}; set AUXCORD_HOST to one it has."
        case _:
            return f"Port {port} on {host} cannot be opened: {failure.strerror}."
