"""Fills a database with what a large installation has, step by step."""

import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import pymongo
from rich.progress import Progress

from benchmarks.invented_plays import guilds_of, invented_plays, steady_plays
from benchmarks.invented_profiles import MINT, gifts_for, invented_profiles, steady_profiles
from benchmarks.timed_steps import Step, Tell, Timed, timed
from db import ledger
from db.client import Database
from db.plays import COLLECTION as PLAYS
from db.plays import document_of
from db.profiles import fields_of
from db.recount import recount
from db.schema import prepare

Some = TypeVar("Some")

AT_ONCE = 2_000
INDEXING_SECONDS = 24 * 60 * 60.0
LOADED, LOADED_ID = "benchmark", "loaded"


@dataclass(frozen=True, slots=True)
class Amount:
    plays: int
    profiles: int


async def is_loaded(database: Database, amount: Amount) -> bool:
    """Say whether an earlier run has loaded just this, and all of it."""
    found = await database.collection(LOADED).find_one({"_id": LOADED_ID})
    return found is not None and (found["plays"], found["profiles"]) == (
        amount.plays,
        amount.profiles,
    )


async def load(database: Database, amount: Amount, progress: Progress) -> list[Timed]:
    """Load so much, beside a server that is always the same."""
    await database.client.drop_database(database.name)
    await prepare(database)
    # What is sorted once is written faster than what is kept in order from the first to the last.
    await database.collection(PLAYS).drop_indexes()
    steps: tuple[tuple[str, int, Step], ...] = (
        ("Writing profiles", amount.profiles, _write_profiles),
        ("Writing plays", amount.plays, _write_plays),
        ("Indexing plays", amount.plays, _index_plays),
        ("Counting statistics", amount.plays, _count_statistics),
    )
    loaded = [await timed(database, progress, *step) for step in steps]
    marker = {"_id": LOADED_ID, "plays": amount.plays, "profiles": amount.profiles}
    await database.collection(LOADED).insert_one(marker)
    return loaded


async def _write_profiles(database: Database, count: int, tell: Tell) -> None:
    written, minted = 0, 0
    invented = itertools.chain(steady_profiles(), invented_profiles(count, guilds_of(count)))
    for some in _batches(invented):
        documents, transactions = [], []
        for bare, gifts in some:
            profile, bookings = gifts_for(bare, gifts, minted)
            minted += profile.voicepoints
            points = {"_id": profile.account.id, "voicepoints": profile.voicepoints}
            documents.append({**fields_of(profile), **points, "hidden": False})
            transactions += [ledger.document_of(booking) for booking in bookings]
        await database.collection(ledger.PROFILES).insert_many(documents)
        await database.collection(ledger.COLLECTION).insert_many(transactions)
        written += len(some)
        tell(written)
    owed = {"_id": MINT.id, "balance": -minted}
    await database.collection(ledger.ACCOUNTS).insert_one(owed)


async def _write_plays(database: Database, count: int, tell: Tell) -> None:
    written = 0
    for some in _batches(itertools.chain(steady_plays(), invented_plays(count))):
        await database.collection(PLAYS).insert_many(map(document_of, some), ordered=False)
        written += len(some)
        tell(written)


async def _index_plays(database: Database, _count: int, _tell: Tell) -> None:
    with pymongo.timeout(INDEXING_SECONDS):
        await prepare(database)


async def _count_statistics(database: Database, _count: int, tell: Tell) -> None:
    await recount(database, time.time_ns() // 1_000_000, tell)


def _batches(invented: Iterator[Some]) -> Iterator[list[Some]]:
    while some := list(itertools.islice(invented, AT_ONCE)):
        yield some
