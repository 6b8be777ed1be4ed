"""Measures what pages ask of the history, beside the same asked of the plays themselves.

`make bench-history ARGS="--plays 2000000"` takes a server of its own, or that of `MONGODB_URI`.
"""

import argparse
import asyncio
import os
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from rich.progress import MofNCompleteColumn, Progress, TimeElapsedColumn, TimeRemainingColumn

from benchmarks.by_turns import here_and_there, ours_and_plainly
from benchmarks.going_on import go_on
from benchmarks.invented_plays import the_busiest, the_steady
from benchmarks.loading import Amount, is_loaded, load
from benchmarks.questions import Questions
from benchmarks.tables import print_compared, print_timed
from db.client import Database, connect
from db.embedded import EmbeddedServer

MANY, FEW = "auxcord_benchmark", "auxcord_benchmark_few"
TIMES_AS_MANY = 50


async def main(amount: Amount, data: Path | None) -> None:
    async with AsyncExitStack() as stack:
        uri = os.environ.get("MONGODB_URI") or await _embedded(stack, data)
        few = Amount(amount.plays // TIMES_AS_MANY, amount.profiles // TIMES_AS_MANY)
        in_few, in_many = [await _loaded(stack, uri, *one) for one in ((FEW, few), (MANY, amount))]
        many = f"{amount.plays:,} plays, {amount.profiles:,} profiles"
        found = await ours_and_plainly(Questions(in_many, *the_busiest()))
        print_compared(f"The busiest server of {many}", "ours", "plainly", found)
        asked = [Questions(database, *the_steady()) for database in (in_few, in_many)]
        print_compared(
            f"The same server among {few.plays:,} plays of others, and among {amount.plays:,}",
            *("among few", "among many"),
            await here_and_there(*asked),
        )
        with _progress() as progress:
            steps = await go_on(in_many, progress)
        print_timed(f"Beside {many}", steps)
        if data is None:
            for database in (in_few, in_many):
                await database.client.drop_database(database.name)


async def _embedded(stack: AsyncExitStack, data: Path | None) -> str:
    directory = data or Path(stack.enter_context(tempfile.TemporaryDirectory()))
    server = EmbeddedServer(directory)
    uri = await server.start()
    stack.push_async_callback(server.stop)
    return uri


async def _loaded(stack: AsyncExitStack, uri: str, name: str, amount: Amount) -> Database:
    database = await connect(uri, name)
    stack.push_async_callback(database.close)
    if not await is_loaded(database, amount):
        with _progress() as progress:
            loaded = await load(database, amount, progress)
        print_timed(f"Loading {amount.plays:,} plays and {amount.profiles:,} profiles", loaded)
    return database


def _progress() -> Progress:
    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn())
    return Progress(*columns, TimeElapsedColumn(), TimeRemainingColumn())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plays", type=int, default=200_000, help="how many to load (200,000)")
    parser.add_argument(
        "--profiles", type=int, default=100_000, help="how many voice profiles (100,000)"
    )
    parser.add_argument(
        "--data",
        type=Path,
        help="a directory that keeps what was loaded, so that the next run only asks",
    )
    given = parser.parse_args()
    asyncio.run(main(Amount(given.plays, given.profiles), given.data))
