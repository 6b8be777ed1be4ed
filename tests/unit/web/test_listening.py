import socket
import sys

import pytest

from web.listening import CannotListen, listen


def test_it_accepts_before_anybody_serves() -> None:
    with listen("127.0.0.1", 0) as listening:
        with socket.create_connection(listening.getsockname(), timeout=5):
            accepted, _ = listening.accept()
        accepted.close()


def test_accepted_connections_keep_little_in_the_kernel() -> None:
    with (
        listen("127.0.0.1", 0) as listening,
        socket.create_connection(listening.getsockname(), timeout=5),
        listening.accept()[0] as accepted,
    ):
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert accepted.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        if sys.platform == "linux":
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT) == 16 * 1024


def test_a_taken_port_is_told_in_a_sentence() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotListen) as caught:
            listen("127.0.0.1", port)
    told = f"Port {port} on 127.0.0.1 is in use; set AUXCORD_PORT to another."
    assert str(caught.value) == told


def test_a_foreign_address_is_told_in_a_sentence() -> None:
    with pytest.raises(CannotListen, match=r"has no address 192\.0\.2\.1; set AUXCORD_HOST"):
        listen("192.0.2.1", 0)
