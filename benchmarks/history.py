"""Measures what pages ask of the history, beside the same asked of the plays themselves.

`make bench-history ARGS="--plays 2000000"` takes a server of its own, or that of `MONGODB_URI`.
"""

import argparse
import asyncio
import itertools
import os
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn
from rich.table import Table

from benchmarks.invented_plays import guilds_of, invented_plays, the_busiest
from benchmarks.invented_profiles import MINT, gifts_for, invented_profiles
from benchmarks.questions import Questions
from db import ledger
from db.client import Database, connect
from db.embedded import EmbeddedServer
from db.plays import COLLECTION, document_of
from db.profiles import fields_of
from db.recount import recount
from db.schema import prepare

NAME = "auxcord_benchmark"
AT_ONCE = 2_000
ROUNDS, OURS_A_ROUND = 40, 4

Question = Callable[[], Awaitable[object]]


@dataclass(frozen=True)
class Measured:
    """How long one answer took in milliseconds, in the middle of all tries."""

    what: str
    ours: float
    plain: float


async def main(plays: int, profiles: int) -> None:
    async with AsyncExitStack() as stack:
        database = await _database(stack)
        await database.client.drop_database(NAME)
        await prepare(database)
        columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns) as progress:
            await _load_profiles(database, profiles, guilds_of(plays), progress)
            await _load_plays(database, plays, progress)
        print_table(f"{plays:,} plays, {profiles:,} profiles", await _measure(database))
        await database.client.drop_database(NAME)


async def _database(stack: AsyncExitStack) -> Database:
    uri = os.environ.get("MONGODB_URI")
    if uri is None:
        directory = stack.enter_context(tempfile.TemporaryDirectory())
        server = EmbeddedServer(Path(directory))
        uri = await server.start()
        stack.push_async_callback(server.stop)
    database = await connect(uri, NAME)
    stack.push_async_callback(database.close)
    return database


async def _load_profiles(
    database: Database, profiles: int, guilds: int, progress: Progress
) -> None:
    written, minted = progress.add_task("Writing profiles", total=profiles), 0
    invented = invented_profiles(profiles, guilds)
    while some := list(itertools.islice(invented, AT_ONCE)):
        documents, transactions = [], []
        for bare, gifts in some:
            profile, bookings = gifts_for(bare, gifts, minted)
            minted += profile.voicepoints
            points = {"_id": profile.account.id, "voicepoints": profile.voicepoints}
            documents.append({**fields_of(profile), **points, "hidden": False})
            transactions += [ledger.document_of(booking) for booking in bookings]
        await database.collection(ledger.PROFILES).insert_many(documents)
        await database.collection(ledger.COLLECTION).insert_many(transactions)
        progress.advance(written, len(some))
    owed = {"_id": MINT.id, "balance": -minted}
    await database.collection(ledger.ACCOUNTS).insert_one(owed)


async def _load_plays(database: Database, plays: int, progress: Progress) -> None:
    written = progress.add_task("Writing plays", total=plays)
    invented = invented_plays(plays)
    while some := list(itertools.islice(invented, AT_ONCE)):
        await database.collection(COLLECTION).insert_many(map(document_of, some))
        progress.advance(written, len(some))
    counted = progress.add_task("Counting tallies", total=plays)
    await recount(
        database,
        time.time_ns() // 1_000_000,
        lambda so_far: progress.update(counted, completed=so_far),
    )
    await prepare(database)


async def _measure(database: Database) -> list[Measured]:
    questions = Questions(database, *the_busiest())
    compared: dict[str, tuple[Question, Question]] = {
        "recent 50 of a person in a server": (questions.recent, questions.recent_by_key),
        "top 10 artists of a server's year": (questions.top_artists, questions.top_artists_plain),
        "hours of the week of a server's year": (questions.hours, questions.hours_plain),
        "a page of a server's leaderboard": (questions.leaderboard, questions.leaderboard_plain),
        "a member's balance graph": (questions.balance_graph, questions.balance_graph_plain),
    }
    found = []
    for what, (ours, plain) in compared.items():
        if await ours() != await plain():
            raise AssertionError(f"{what}: both ways must come to the same.")
        found.append(await _compared(what, ours, plain))
    return found


async def _compared(what: str, ours: Question, plain: Question) -> Measured:
    """Ask both ways by turns, since who else uses the machine changes from second to second."""
    ours_took, plain_took = [], []
    for _ in range(ROUNDS):
        plain_took.append(await _took(plain))
        ours_took += [await _took(ours) for _ in range(OURS_A_ROUND)]
    return Measured(what, statistics.median(ours_took), statistics.median(plain_took))


async def _took(ask: Question) -> float:
    """Return how long an answer takes in milliseconds."""
    begun = time.perf_counter()
    await ask()
    return (time.perf_counter() - begun) * 1_000


def print_table(what: str, measured: list[Measured]) -> None:
    table = Table(title=f"{what}: medians")
    for heading in ("question", "ours, ms", "plain, ms", "plain / ours"):
        table.add_column(heading, justify="left" if heading == "question" else "right")
    for one in measured:
        table.add_row(
            one.what, f"{one.ours:.2f}", f"{one.plain:.2f}", f"{one.plain / one.ours:.1f}"
        )
    Console(width=100).print(table)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plays", type=int, default=200_000, help="how many to load (200,000)")
    parser.add_argument(
        "--profiles", type=int, default=100_000, help="how many voice profiles (100,000)"
    )
    given = parser.parse_args()
    asyncio.run(main(given.plays, given.profiles))
