"""`auxcord rebuild-statistics` and `rebuild-library`, as an operator calls them."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from db.client import Database, connect
from db.library import COLLECTION as LIBRARY
from db.plays import Plays
from db.schema import prepare
from db.tallies import COLLECTION
from tests.support.mongo import NAME, in_a_loop_of_its_own
from tests.support.program import started
from tests.support.random_plays import random_plays
from web.compose import now_ms

ENOUGH = {
    "AUXCORD_DISCORD__CLIENT_ID": "123456789012345678",
    "AUXCORD_DISCORD__CLIENT_SECRET": "hush-client",
    "AUXCORD_DISCORD__BOT_TOKEN": "MTIzNDU2Nzg5MDEyMzQ1Njc4.hush.bot",
    "AUXCORD_LAVALINK_NODES": json.dumps([{"name": "a", "host": "h", "password": "hush-node"}]),
    "AUXCORD_DATABASE": f"{NAME}_rebuild",
}


@pytest.fixture(name="plays")
def thirty_plays_and_no_tallies(mongo_uri: str) -> None:
    async def write(database: Database) -> None:
        await prepare(database)
        for play in random_plays(3, 30):
            await Plays(database).end(play)
        await database.collection(COLLECTION).delete_many({})

    on_the_database(mongo_uri, write)


def on_the_database(uri: str, work: Callable[[Database], Awaitable[object]]) -> None:
    async def connected() -> None:
        database = await connect(uri, ENOUGH["AUXCORD_DATABASE"])
        await work(database)
        await database.close()

    in_a_loop_of_its_own(connected())


@pytest.mark.usefixtures("plays")
def test_it_counts_everything_and_refuses_beside_a_server(mongo_uri: str, tmp_path: Path) -> None:
    counted = []

    async def count(database: Database) -> None:
        counted.append(await database.collection(COLLECTION).count_documents({}))

    async def serve(database: Database) -> None:
        # As if it lived on for a while, however long the command takes to begin.
        await database.collection("liveness").replace_one(
            {"_id": "player"}, {"at": now_ms() + 600_000}, upsert=True
        )

    with started(tmp_path, "rebuild-statistics", AUXCORD_MONGODB_URI=mongo_uri, **ENOUGH) as done:
        assert done.wait() == 0, done.err
        assert done.out == "All statistics are counted anew, from 30 plays.\n"
    on_the_database(mongo_uri, count)
    assert counted[0] > 200
    on_the_database(mongo_uri, serve)
    with started(tmp_path, "rebuild-statistics", AUXCORD_MONGODB_URI=mongo_uri, **ENOUGH) as done:
        assert done.wait() == 1
        assert "A server is using this database" in done.err


@pytest.mark.usefixtures("plays")
def test_it_puts_libraries_together(mongo_uri: str, tmp_path: Path) -> None:
    before, after = [], []

    async def lose(database: Database) -> None:
        await prepare(database)
        libraries = database.collection(LIBRARY)
        before.extend(await libraries.find().sort("_id", 1).to_list())
        await libraries.delete_many({})
        await database.collection("liveness").delete_many({})

    async def look(database: Database) -> None:
        after.extend(await database.collection(LIBRARY).find().sort("_id", 1).to_list())

    on_the_database(mongo_uri, lose)
    with started(tmp_path, "rebuild-library", AUXCORD_MONGODB_URI=mongo_uri, **ENOUGH) as done:
        assert done.wait() == 0, done.err
        assert "from 30 plays, playlists and favourites" in done.out
    on_the_database(mongo_uri, look)
    assert after == before
    assert len(after) > 50
