"""Asks a server for something small again and again, to see how long it keeps others waiting."""

import socket
import time
from threading import Event, Thread

from tests.support.bare_stream import HOST

REQUEST = b"GET /quick HTTP/1.1\r\nHost: x\r\n\r\n"
PAUSE_S = 0.005


class Asking:
    """Asks from its making until somebody wants to know the result."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._enough = Event()
        self._worst_s = 0.0
        self._thread = Thread(target=self._ask)
        self._thread.start()

    def worst_ms(self) -> float:
        """Stop, and return how long an answer took at worst."""
        self._enough.set()
        self._thread.join()
        return self._worst_s * 1000

    def _ask(self) -> None:
        with socket.create_connection((HOST, self._port)) as connection:
            while not self._enough.is_set():
                began = time.perf_counter()
                connection.sendall(REQUEST)
                answer = b""
                while not answer.endswith(b"quick"):
                    answer += connection.recv(65_536)
                self._worst_s = max(self._worst_s, time.perf_counter() - began)
                time.sleep(PAUSE_S)
