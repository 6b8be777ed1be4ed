"""Ports for servers under test, outside of the range that outgoing connections take theirs from."""

import random
import socket

from db.data_directory import LOOPBACK

# Linux gives outgoing connections ports from 32768 on; one of those could be gone between two
# starts of a server, or before the first.
CHOICE = range(20_000, 32_000)


def port_to_listen_on() -> int:
    """Return a port that is free, and stays so while a server restarts."""
    while True:
        port = random.choice(CHOICE)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            return port
