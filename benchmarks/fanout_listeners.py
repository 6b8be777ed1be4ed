"""Opens many streams and reads them all, with as little work of its own as Python allows.

`python -m benchmarks.fanout_listeners PORT COUNT` prints `open` once all streams have begun, and a
line of JSON whenever another event has come to everybody: how late it was, and the own work so far.
"""

import json
import re
import select
import socket
import sys
import time

from tests.support.bare_stream import HOST

REQUEST = b"GET /stream HTTP/1.1\r\nHost: x\r\n\r\n"
EVENT = b"event: news"
SENT_AT = re.compile(rb'"at": ?(\d+)')
AT_ONCE = 100


class Listeners:
    def __init__(self, port: int, count: int) -> None:
        self._port = port
        self._count = count
        self._epoll = select.epoll()
        self._sockets: dict[int, socket.socket] = {}
        self._waiting: set[int] = set()
        self._late_ms: list[float] = []

    def run(self) -> None:
        for _ in range(self._count):
            self._open()
            while len(self._waiting) >= AT_ONCE:
                self._read_what_has_come()
        while self._waiting:
            self._read_what_has_come()
        print("open", flush=True)
        while self._sockets:
            self._read_what_has_come()

    def _open(self) -> None:
        stream = socket.create_connection((HOST, self._port))
        stream.sendall(REQUEST)
        stream.setblocking(False)
        self._sockets[stream.fileno()] = stream
        self._waiting.add(stream.fileno())
        self._epoll.register(stream.fileno(), select.EPOLLIN)

    def _read_what_has_come(self) -> None:
        for number, _ in self._epoll.poll(1.0, 1_000):
            data = self._sockets[number].recv(65_536)
            if not data:
                self._epoll.unregister(number)
                self._sockets.pop(number).close()
                continue
            if number in self._waiting and b"event: reset" in data:
                self._waiting.remove(number)
            if EVENT in data:
                self._note(data)

    def _note(self, data: bytes) -> None:
        now = time.monotonic_ns()
        self._late_ms += [(now - int(sent_at)) / 1e6 for sent_at in SENT_AT.findall(data)]
        if len(self._late_ms) >= self._count:
            told = {"late_ms": self._late_ms, "cpu_s": time.process_time()}
            print(json.dumps(told), flush=True)
            self._late_ms = []


def main() -> None:
    port, count = map(int, sys.argv[1:])
    Listeners(port, count).run()


if __name__ == "__main__":
    main()
