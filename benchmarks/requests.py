"""Measures a request of the API beside one to a bare Quart route, in the same run and process.

`make bench-requests ARGS="--count 4000"`. Both are asked by turns, by a client in a process of its
own. Processor time tells more than the clock does: what else the machine does changes the latter.
"""

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from hypercorn.asyncio import serve
from hypercorn.config import Config
from quart import Quart
from rich.table import Table

from auth.api_key import Scope
from auth.identity import Person, UserId
from benchmarks.living import cookies_of, living
from benchmarks.tables import CONSOLE
from player.core.bands import FLAT
from sim.discord import seed
from tests.support.listening_ports import port_to_listen_on
from tests.support.world import World
from web.listening import listen

PATH = "/functions/player"
CONNECTIONS = 8
ROUNDS = 7
NO_LIMIT = 1_000_000.0


@dataclass(frozen=True)
class Asked:
    """Where to ask, with which headers."""

    port: int
    headers: str = ""

    @property
    def request(self) -> bytes:
        lines = f"GET {PATH} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept: */*\r\n"
        return f"{lines}{self.headers}\r\n".encode()


@dataclass(frozen=True)
class Measured:
    """What one request took: microseconds of our processor time, and how many came in a second."""

    cpu_us: float
    per_second: float


async def main(count: int) -> None:
    async with living() as world, bare_route() as port:
        world.limits.scale = NO_LIMIT
        asked = {"a bare Quart route": Asked(port)}
        asked["ours, with a cookie"] = await _with_cookie(world)
        asked["ours, with a key"] = await _with_key(world)
        rounds: dict[str, list[Measured]] = {what: [] for what in asked}
        for _ in range(ROUNDS):
            for what, one in asked.items():
                rounds[what].append(await measure(one, count // ROUNDS))
        print_table(rounds)


@asynccontextmanager
async def bare_route() -> AsyncIterator[int]:
    """Serve the same answer by nothing but Quart, and give the port."""
    app, stop, port = Quart("bare"), asyncio.Event(), port_to_listen_on()

    @app.get(PATH)
    async def player() -> dict[str, object]:
        modes = {"shuffle": False, "repeat": False, "repeat_song": False}
        data = {"paused": True, "position": 0, **modes, "volume": 100, "equalizer": list(FLAT)}
        return {"status": "success", "data": data}

    config = Config()
    config.bind = [f"fd://{listen('127.0.0.1', port).detach()}"]
    config.accesslog = config.errorlog = None
    serving = asyncio.create_task(serve(app, config, shutdown_trigger=stop.wait))
    try:
        yield port
    finally:
        stop.set()
        await serving


async def measure(asked: Asked, count: int) -> Measured:
    """Ask so often from another process."""
    arguments = [str(asked.port), str(count), str(CONNECTIONS)]
    client = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "benchmarks.asking",
        *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    cpu = time.process_time()
    seconds, _ = await client.communicate(asked.request)
    if client.returncode:
        raise SystemExit(client.returncode)
    return Measured((time.process_time() - cpu) / count * 1e6, count / float(seconds))


async def _with_cookie(world: World) -> Asked:
    noor = await world.listening(seed.NOOR, seed.MAIN_DECK)
    return Asked(world.settings.port, f"Cookie: {cookies_of(noor)}\r\n")


async def _with_key(world: World) -> Asked:
    noor = Person(UserId(seed.NOOR), "noor", "Noor")
    keys = world.parts.services.keys
    _, secret = await keys.create("a benchmark's", noor, frozenset({Scope.PLAYER_READ}))
    return Asked(world.settings.port, f"Authorization: Bearer {secret}\r\n")


def print_table(rounds: dict[str, list[Measured]]) -> None:
    table = Table("GET " + PATH, "CPU µs", "ratio", "requests/s", "ratio")
    bare, *_ = rounds.values()
    for what, measured in rounds.items():
        cpu = statistics.median(one.cpu_us for one in measured)
        rate = statistics.median(one.per_second for one in measured)
        # Neighbours in time have the same company on this machine, so they are compared.
        pairs = list(zip(measured, bare, strict=True))
        cpu_ratio = statistics.median(theirs.cpu_us / one.cpu_us for one, theirs in pairs)
        ratio = statistics.median(one.per_second / theirs.per_second for one, theirs in pairs)
        table.add_row(what, f"{cpu:.0f}", f"{cpu_ratio:.2f}", f"{rate:.0f}", f"{ratio:.2f}")
    CONSOLE.print(table)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=7_000, help="requests of each kind")
    asyncio.run(main(parser.parse_args().count))
