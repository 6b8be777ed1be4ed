"""Asks for one address over and over, on a few connections at once: a process of its own.

`python -m benchmarks.asking PORT COUNT CONNECTIONS`, with the request on standard input; prints the
seconds that it took.
"""

import asyncio
import re
import sys
import time

LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


async def ask(port: int, request: bytes, count: int, connections: int) -> None:
    """Ask so often in all; raise `SystemExit` for an answer that is no success."""
    async with asyncio.TaskGroup() as all_of_them:
        for _ in range(connections):
            all_of_them.create_task(_ask_on_one(port, request, count // connections))


async def _ask_on_one(port: int, request: bytes, count: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for _ in range(count):
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = LENGTH.search(head)
        if length is None or not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(head.decode())
        await reader.readexactly(int(length[1]))
    writer.close()
    await writer.wait_closed()


if __name__ == "__main__":
    port, count, connections = map(int, sys.argv[1:])
    request = sys.stdin.buffer.read()
    began_at = time.perf_counter()
    asyncio.run(ask(port, request, count, connections))
    sys.stdout.write(str(time.perf_counter() - began_at))
