"""Measures a thousand people who open a server's stream at once, and again after a restart.

`make bench-crowd ARGS="--people 1000"` runs a whole Auxcord with its database and the simulated
Discord; the people and all of these share a process, so the seconds are those of all together.
"""

import argparse
import asyncio
import os
import time
from collections.abc import Sequence

from benchmarks.fanout import raise_file_limit, resident_kib
from benchmarks.living import living
from sim.discord import seed
from tests.support.crowd import Onlooker, all_look, gathered
from tests.support.world import World

PEOPLE = 1_000
DESCRIPTORS_EACH = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    people = min(parser.parse_args().people, raise_file_limit() // DESCRIPTORS_EACH)
    asyncio.run(_measure(people))


async def _measure(people: int) -> None:
    async with living() as world, gathered(world, seed.HARBOUR, people) as crowd:
        # The limits that everybody has.
        world.limits.scale = 1.0
        print(f"{people} people come at once: {await _come(crowd, world, '')}")
        last_id = crowd[0].stream.last_id
        print(f"They come back with their ids: {await _come(crowd, world, last_id)}")
        await world.restart()
        world.limits.scale = 1.0
        print(f"They come back after a restart: {await _come(crowd, world, '')}")


async def _come(crowd: Sequence[Onlooker], world: World, after: str) -> str:
    before, began = _resident_kib(), time.perf_counter()
    refused = await all_look(crowd, world, seed.HARBOUR, after)
    took = time.perf_counter() - began
    kib = (_resident_kib() - before) / len(crowd)
    return f"{took:.1f} s until all are served, {len(refused)} refused, {kib:.1f} KiB more for each"


def _resident_kib() -> int:
    return resident_kib(os.getpid())


if __name__ == "__main__":
    main()
