"""Tallies that are counted anew are those that were counted play by play."""

import asyncio

import pytest

from db import recount as recounting
from db import tallies_anew
from db.anew import ServerRuns, Tell, beside
from db.client import Database, Document
from db.layout import LAYOUTS
from db.players import Players
from db.plays import Plays
from db.recount import recount
from db.tallies import COLLECTION
from player.history.play import Origin
from tests.support.random_plays import random_plays

NOW = 1_800_000_000_000


async def written(database: Database, seed: int, count: int = 60) -> None:
    """Write a random history: some plays together, others end several at a time, and twice."""
    store, plays = Plays(database), list(random_plays(seed, count))
    await store.tell([play for play in plays if play.origin is not Origin.PLAYER])
    ours = [play for play in plays if play.origin is Origin.PLAYER]
    for at in range(0, len(ours), 4):
        await asyncio.gather(*(store.end(play) for play in ours[at : at + 4]))
        await store.end(ours[at])


async def tallies(database: Database) -> list[Document]:
    return await database.collection(COLLECTION).find().sort("_id", 1).to_list()


@pytest.mark.parametrize(("seed", "fitting"), [(0, 100_000), (1, 100_000), (2, 20), (3, 1)])
async def test_counted_anew_is_counted_one_by_one(
    database: Database, monkeypatch: pytest.MonkeyPatch, seed: int, fitting: int
) -> None:
    await written(database, seed)
    one_by_one = await tallies(database)
    assert len(one_by_one) > 300
    # What does not fit into memory at once is added up in the database.
    monkeypatch.setattr(tallies_anew, "TALLIES_AT_ONCE", fitting)
    monkeypatch.setattr(tallies_anew, "WRITTEN_AT_ONCE", 50)
    monkeypatch.setattr(recounting, "READ_AT_ONCE", 20)
    progress: list[int] = []
    assert await recount(database, NOW, progress.append) == 60
    assert await tallies(database) == one_by_one
    assert progress == sorted(progress)
    assert len(progress) > 2
    assert progress[-1] == 60


async def test_what_is_wrong_is_set_right_and_the_indexes_come_back(database: Database) -> None:
    await written(database, 7)
    right = await tallies(database)
    await database.collection(COLLECTION).update_many({}, {"$inc": {"plays": 1}})
    await database.collection(COLLECTION).insert_one({**right[0], "_id": "stray"})
    await recount(database, NOW)
    assert await tallies(database) == right
    indexes = await database.collection(COLLECTION).index_information()
    (layout,) = [each for each in LAYOUTS if each.collection == COLLECTION]
    assert {*indexes} == {"_id_", *(index.document["name"] for index in layout.indexes)}
    assert beside(COLLECTION) not in await database.raw.list_collection_names()


async def test_it_is_refused_while_a_server_runs(database: Database) -> None:
    await written(database, 8, 10)
    before = await tallies(database)
    await Players(database).say_alive(NOW - 1_000)
    with pytest.raises(ServerRuns, match="Stop it"):
        await recount(database, NOW)
    assert await tallies(database) == before
    await recount(database, NOW + 60_000)


async def test_a_server_that_starts_meanwhile_keeps_its_tallies(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await written(database, 9, 10)
    await database.collection(COLLECTION).update_many({}, {"$inc": {"plays": 1}})
    before = await tallies(database)
    count = recounting._count

    async def starts_while_counting(database: Database, tell: Tell) -> int:
        counted = await count(database, tell)
        await Players(database).say_alive(NOW + 5_000)
        return counted

    monkeypatch.setattr(recounting, "_count", starts_while_counting)
    with pytest.raises(ServerRuns, match="meanwhile"):
        await recount(database, NOW)
    assert await tallies(database) == before
    assert beside(COLLECTION) not in await database.raw.list_collection_names()
