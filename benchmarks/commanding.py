"""Sends commands, and sees when their frames come to others: a process of its own.

Reads one JSON object from standard input, and prints what it measured as another.
"""

import json
import select
import socket
import sys
import time
from typing import Any

from tests.support.bare_stream import HOST

AT_ONCE = 50
PAUSE_S = 0.05
"""What one command causes shall be over before the next one comes."""


class Viewers:
    """Many open streams, which are read as soon as something comes."""

    def __init__(self, port: int, path: str, cookies: list[str]) -> None:
        self._epoll = select.epoll()
        self._sockets: dict[int, socket.socket] = {}
        self._order: list[int] = []
        for start in range(0, len(cookies), AT_ONCE):
            some = [self._opened(port, path, each) for each in cookies[start : start + AT_ONCE]]
            self.until(b"event: reset", set(some))

    def until(self, text: bytes, waiting: set[int] | None = None) -> dict[int, float]:
        """Read until this has come to all; return when it came to each, in their order."""
        waiting = set(self._order) if waiting is None else waiting
        came: dict[int, float] = {}
        while waiting:
            for number, _ in self._epoll.poll():
                data = self._sockets[number].recv(1 << 20)
                if not data:
                    raise SystemExit("A stream has ended.")
                if text in data and number in waiting:
                    waiting.remove(number)
                    came[number] = time.perf_counter()
        return came

    @property
    def first(self) -> int:
        return self._order[0]

    def _opened(self, port: int, path: str, cookie: str) -> int:
        stream = socket.create_connection((HOST, port))
        lines = f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nCookie: {cookie}\r\n\r\n"
        stream.sendall(lines.encode())
        number = stream.fileno()
        self._sockets[number] = stream
        self._order.append(number)
        self._epoll.register(number, select.EPOLLIN)
        return number


class Line:
    """A connection for one request after the other."""

    def __init__(self, port: int, head: str) -> None:
        self._socket = socket.create_connection((HOST, port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._head = head

    def send(self, body: object) -> None:
        data = json.dumps(body)
        head = f"{self._head}Content-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n"
        self._socket.sendall((head + data).encode())

    def answer(self) -> float:
        """Wait for the answer, and return when it came."""
        data = b""
        # Both servers answer with a JSON object, which may come later than its head.
        while not data.endswith(b"}"):
            data += self._socket.recv(1 << 16)
        if not data.startswith(b"HTTP/1.1 200"):
            raise SystemExit(data.decode())
        return time.perf_counter()


def measure(told: dict[str, Any]) -> dict[str, list[float]]:
    """Return milliseconds by what took them."""
    viewers = Viewers(told["port"], told["stream"], told["cookies"])
    ours, node = Line(told["port"], told["command"]), Line(told["node_port"], told["patch"])
    found: dict[str, list[float]] = {"other": [], "last": [], "answer": [], "node": []}
    for turn in range(told["rounds"]):
        volume = 40 + turn % 2
        began_at = time.perf_counter()
        ours.send(volume)
        came = viewers.until(b'"volume":%d,' % volume)
        found["other"].append(came[viewers.first] - began_at)
        found["last"].append(max(came.values()) - began_at)
        found["answer"].append(ours.answer() - began_at)
        time.sleep(PAUSE_S)
        began_at = time.perf_counter()
        node.send({"volume": volume})
        found["node"].append(node.answer() - began_at)
        time.sleep(PAUSE_S)
    return {what: [1_000 * seconds for seconds in times] for what, times in found.items()}


if __name__ == "__main__":
    json.dump(measure(json.load(sys.stdin)), sys.stdout)
