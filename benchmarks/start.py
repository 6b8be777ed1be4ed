"""Measures how soon the server answers after it was started, and what memory it holds at rest.

`make bench-start ARGS="--guilds 0 100 1000"`. It runs `auxcord serve` as operators do, with a
database of its own, in front of a simulated Discord whose guilds have the bot. A cold start makes
the database, a warm one finds it; the files of the program are in the system's cache either way.
"""

import argparse
import asyncio
import os
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx2
from rich.table import Table

from benchmarks.tables import CONSOLE
from sim.discord.blueprint import Blueprint
from sim.discord.model import Person
from tests.support.production import variables
from tests.support.program import Program, started
from tests.support.world import World, running_world

GUILDS = (0, 100, 1_000)
MEMBERS = 20
FIRST_ID = 700_000_000_000_000_000
REST_S = 5.0
NOBODYS_DATABASE = "mongodb://127.0.0.1:1"


@dataclass(frozen=True)
class Started:
    """Seconds until the first answer, of the clock and of our processor time, and MiB at rest.

    `ready` is when Discord and a node are there.
    """

    answering: float
    cpu: float
    ready: float
    ours: float
    databases: float


async def main(counts: Sequence[int]) -> None:
    table = Table(title="Starting, and at rest")
    for heading in (
        "guilds",
        "start",
        "answers after s",
        "of CPU s",
        "all there, s",
        "MiB",
        "mongod, MiB",
    ):
        table.add_column(heading, justify="right")
    for guilds in counts:
        for kind, one in (await start_twice(guilds)).items():
            seconds = f"{one.answering:.1f}", f"{one.cpu:.1f}", f"{one.ready:.1f}"
            table.add_row(f"{guilds:,}", kind, *seconds, f"{one.ours:.0f}", f"{one.databases:.0f}")
    CONSOLE.print(table)


async def start_twice(guilds: int) -> dict[str, Started]:
    async with AsyncExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        unstarted = running_world(NOBODYS_DATABASE, "none", place / "unused", started=False)
        world = await stack.enter_async_context(unstarted)
        populate(world, guilds)
        return {kind: await start(world, place) for kind in ("cold", "warm")}


def populate(world: World, guilds: int) -> None:
    """Let the bot be in so many guilds and no others, each with some people."""
    discord = world.discord.world
    discord.guilds.clear()
    people = [str(FIRST_ID + number) for number in range(MEMBERS)]
    for person in people:
        discord.people[person] = Person(person, f"member{person}")
    for number in range(1, guilds + 1):
        guild_id = str(FIRST_ID + MEMBERS + 10 * number)
        plan = Blueprint(guild_id, f"Guild {number}", people[0], None)
        plan.text(str(int(guild_id) + 1), "talk")
        plan.voice(str(int(guild_id) + 2), "listen")
        for member in (*people, discord.bot_id):
            plan.member(member, "2026-01-01")
        discord.guilds[guild_id] = plan.guild


async def start(world: World, place: Path) -> Started:
    """Start the server, look at it once it rests, and stop it."""
    began_at = time.perf_counter()
    with started(place / "run", "serve", **variables(world, place / "data")) as program:
        async with httpx2.AsyncClient(base_url=world.url, trust_env=False) as client:
            await until_success(client, "/healthz", program)
            answering, cpu = time.perf_counter() - began_at, cpu_s(program.process.pid)
            await until_success(client, "/readyz", program)
            ready = time.perf_counter() - began_at
            await asyncio.sleep(REST_S)
            children = sum(map(resident_mib, program.children()))
            found = Started(answering, cpu, ready, resident_mib(program.process.pid), children)
        program.process.terminate()
        await program.wait_in_loop()
    return found


async def until_success(client: httpx2.AsyncClient, path: str, program: Program) -> None:
    while True:
        try:
            if (await client.get(path)).is_success:
                return
        except httpx2.TransportError:
            if program.ended:
                raise SystemExit(program.err) from None
        await asyncio.sleep(0.01)


def cpu_s(pid: int) -> float:
    """Return how long the processor has worked for a process."""
    times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, times)) / os.sysconf("SC_CLK_TCK")


def resident_mib(pid: int) -> float:
    """Return how much memory a process holds."""
    status = Path(f"/proc/{pid}/status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--guilds", type=int, nargs="+", default=GUILDS)
    asyncio.run(main(parser.parse_args().guilds))
