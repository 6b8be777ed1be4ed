"""Measures how soon others see what somebody does, beside what a node takes to be told of it.

`make bench-latency ARGS="--viewers 1 100 1000"`. A client process sends commands and reads all
streams; ours, the simulated node and the simulated Discord share another. Nobody waits for the node
before the others are told, so the whole way of a frame is our share.
"""

import argparse
import asyncio
import json
import statistics
import sys
from collections.abc import Sequence

from rich.table import Table

from benchmarks.fanout import raise_file_limit
from benchmarks.living import a_link, cookies_of, living
from benchmarks.tables import CONSOLE
from sim.discord import seed
from tests.support.crowd import gathered
from tests.support.world import PASSWORD, World
from web.live.hub import STREAMS_PER_HOLDER

VIEWERS = (1, 100, 1_000)
ROUNDS = 100
SHOWN = {
    "other": "another client's frame",
    "last": "the last client's frame",
    "answer": "the answer to the command",
    "node": "the node's own PATCH",
}

Milliseconds = dict[str, list[float]]


async def main(counts: Sequence[int], rounds: int) -> None:
    raise_file_limit()
    found: dict[int, Milliseconds] = {}
    async with living() as world:
        noor = await world.listening(seed.NOOR, seed.MAIN_DECK)
        (await noor.post("/tracks/add", params={"query": a_link(world)})).raise_for_status()
        await world.session(seed.HARBOUR).settled()
        for viewers in counts:
            found[viewers] = await measure(world, cookies_of(noor), viewers, rounds)
    print_table(found)


async def measure(world: World, commander: str, viewers: int, rounds: int) -> Milliseconds:
    """Have a process of its own measure with so many viewers, of whom some share a sign-in."""
    people = -(-viewers // STREAMS_PER_HOLDER)
    async with gathered(world, seed.HARBOUR, people) as crowd:
        theirs = [one.cookie for one in crowd for _ in range(STREAMS_PER_HOLDER)]
        (session,) = world.node.sessions
        host, players = "Host: 127.0.0.1\r\n", f"/v4/sessions/{session.id}/players"
        told = {
            "port": world.settings.port,
            "stream": f"/events/guild/{seed.HARBOUR}",
            "cookies": theirs[:viewers],
            "command": f"POST /functions/volume HTTP/1.1\r\n{host}Cookie: {commander}\r\n"
            f"Origin: {world.url}\r\n",
            "node_port": world.node.port,
            "patch": f"PATCH {players}/{seed.HARBOUR} HTTP/1.1\r\n{host}"
            f"Authorization: {PASSWORD}\r\n",
            "rounds": rounds,
        }
        client = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "benchmarks.commanding"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        measured, _ = await client.communicate(json.dumps(told).encode())
    if client.returncode:
        raise SystemExit(client.returncode)
    found: Milliseconds = json.loads(measured)
    return found


def print_table(found: dict[int, Milliseconds]) -> None:
    table = Table(title="Milliseconds since a command was sent: half of them, and 99 in 100")
    table.add_column("with so many viewers")
    for viewers in found:
        table.add_column(f"{viewers:,}", justify="right")
    for what, shown in SHOWN.items():
        table.add_row(shown, *[_halves(times[what]) for times in found.values()])
    CONSOLE.print(table)


def _halves(times: list[float]) -> str:
    return f"{statistics.median(times):.1f}, {statistics.quantiles(times, n=100)[-1]:.1f}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--viewers", type=int, nargs="+", default=VIEWERS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = parser.parse_args()
    asyncio.run(main(chosen.viewers, chosen.rounds))
