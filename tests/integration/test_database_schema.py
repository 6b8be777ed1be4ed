"""Collections, indexes, validators and migrations."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pymongo import IndexModel
from pymongo.errors import OperationFailure, WriteError

from db import schema
from db.client import Database
from db.errors import DatabaseTooNew
from db.layout import LAYOUTS
from db.migrations import MIGRATIONS
from db.schema import VERSION_COLLECTION, prepare

KEY = "0" * 64
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


async def version_of(database: Database) -> int:
    [document] = await database.collection(VERSION_COLLECTION).find({}).to_list()
    return int(document["version"])


async def emptied(database: Database) -> Database:
    for name in await database.raw.list_collection_names():
        await database.collection(name).drop()
    return database


async def test_all_indexes_are_there_under_their_names(database: Database) -> None:
    for layout in LAYOUTS:
        found = await database.collection(layout.collection).index_information()
        assert set(found) == {"_id_", *(one.document["name"] for one in layout.indexes)}


async def test_what_expires_does_so_by_an_index(database: Database) -> None:
    sessions = await database.collection("browser_sessions").index_information()
    pending = await database.collection("pending_sign_ins").index_information()
    day = 86_400
    assert sessions["lifetime"]["expireAfterSeconds"] == 30 * day
    assert sessions["idleness"]["expireAfterSeconds"] == 7 * day
    assert pending["lifetime"]["expireAfterSeconds"] == 600


async def test_preparing_again_changes_nothing(database: Database) -> None:
    await database.collection("node_sessions").insert_one({"_id": "node", "session_id": "s"})
    await prepare(database)
    assert await version_of(database) == max(MIGRATIONS)
    assert await database.collection("node_sessions").count_documents({}) == 1


async def test_several_processes_may_prepare_at_once(database: Database) -> None:
    await emptied(database)
    await asyncio.gather(*(prepare(database) for _ in range(5)))
    names = await database.raw.list_collection_names()
    assert {*names} == {VERSION_COLLECTION, *(layout.collection for layout in LAYOUTS)}


async def test_an_index_whose_definition_has_changed_is_made_anew(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = IndexModel("created_at", name="lifetime", expireAfterSeconds=60)
    layouts = [
        replace(layout, indexes=(later,)) if layout.collection == "pending_sign_ins" else layout
        for layout in LAYOUTS
    ]
    with monkeypatch.context() as patched:
        patched.setattr(schema, "LAYOUTS", layouts)
        await prepare(database)
    pending = database.collection("pending_sign_ins")
    assert (await pending.index_information())["lifetime"]["expireAfterSeconds"] == 60
    await prepare(database)
    assert (await pending.index_information())["lifetime"]["expireAfterSeconds"] == 600


async def test_an_index_that_cannot_be_made_is_an_error(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    impossible = IndexModel("x", name="impossible", expireAfterSeconds=-5)
    layouts = [replace(LAYOUTS[0], indexes=(impossible,))]
    monkeypatch.setattr(schema, "LAYOUTS", layouts)
    with pytest.raises(OperationFailure):
        await prepare(database)


@pytest.mark.parametrize(
    ("collection", "document"),
    [
        ("browser_sessions", {"_id": KEY, "person": {"id": "1"}, "guilds": []}),
        (
            "browser_sessions",
            # A number is no date: the session would never expire.
            {
                "_id": KEY,
                "person": {"id": "1"},
                "guilds": [],
                "created_at": 1.5,
                "last_seen_at": MOMENT,
            },
        ),
        ("pending_sign_ins", {"_id": "state", "browser": KEY, "created_at": MOMENT, "guilds": []}),
        ("pending_sign_ins", {"_id": KEY, "browser": KEY, "created_at": 5, "guilds": []}),
        ("players", {"_id": "1", "seq": "5", "saved_at": 1, "state": {}}),
        ("players", {"_id": 1, "seq": 5, "saved_at": 1, "state": {}}),
        ("players", {"_id": "1", "seq": 5, "saved_at": 1, "state": None}),
        ("liveness", {"_id": "player", "at": "now"}),
        ("node_sessions", {"_id": "node", "session_id": None}),
    ],
)
async def test_a_document_of_the_wrong_shape_is_refused(
    database: Database, collection: str, document: dict[str, object]
) -> None:
    with pytest.raises(WriteError, match="failed validation"):
        await database.collection(collection).insert_one(document)


async def test_a_new_database_needs_no_migration(database: Database) -> None:
    await emptied(database)

    async def never(_database: Database) -> None:
        pytest.fail("There is nothing to migrate.")

    await prepare(database, {2: never, 3: never})
    assert await version_of(database) == 3


async def become_the_first_version(database: Database) -> None:
    await database.collection(VERSION_COLLECTION).update_one({}, {"$set": {"version": 1}})


async def test_an_older_database_is_migrated_step_by_step_and_once(database: Database) -> None:
    await become_the_first_version(database)
    steps: list[int] = []

    async def second(_database: Database) -> None:
        steps.append(2)

    async def third(_database: Database) -> None:
        assert await version_of(database) == 2
        steps.append(3)

    await prepare(database, {2: second, 3: third})
    await prepare(database, {2: second, 3: third})
    assert steps == [2, 3]
    assert await version_of(database) == 3


async def test_a_migration_that_fails_is_tried_again(database: Database) -> None:
    await become_the_first_version(database)
    tried: list[int] = []

    async def second(_database: Database) -> None:
        tried.append(2)
        if len(tried) == 1:
            raise RuntimeError("The power went.")

    with pytest.raises(RuntimeError):
        await prepare(database, {2: second})
    assert await version_of(database) == 1
    await prepare(database, {2: second})
    assert await version_of(database) == 2


async def test_a_newer_database_is_left_alone(database: Database) -> None:
    await database.collection(VERSION_COLLECTION).update_one({}, {"$set": {"version": 9}})
    await database.collection("players").drop()
    with pytest.raises(
        DatabaseTooNew, match=f"schema version 9, this program knows only {max(MIGRATIONS)}"
    ):
        await prepare(database)
    assert "players" not in await database.raw.list_collection_names()
