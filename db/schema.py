"""Bringing the database to the layout and the version that this program expects."""

from collections.abc import Mapping
from dataclasses import replace

import pymongo
from pymongo import IndexModel
from pymongo.errors import OperationFailure

from db.client import Database
from db.errors import DatabaseTooNew, reaching_database
from db.layout import LAYOUTS
from db.migrations import MIGRATIONS, Migration
from db.shapes import Layout

VERSION_COLLECTION = "schema"
VERSION_DOCUMENT = {"_id": "version"}
PREPARE_SECONDS = 3_600
"""Indexes and migrations of a large collection take their time."""

NAMESPACE_EXISTS = 48
INDEX_CONFLICTS = frozenset({85, 86})


async def prepare(database: Database, migrations: Mapping[int, Migration] = MIGRATIONS) -> None:
    """Make collections, validators and indexes, and migrate what is older; safe to repeat.

    Raises `DatabaseTooNew` when a newer program has been here, and then touches nothing.
    """
    newest = max(migrations, default=1)
    with reaching_database():
        stored = await _stored_version(database)
    if stored is not None and stored > newest:
        raise DatabaseTooNew(
            f"The database “{database.name}” has schema version {stored}, this program knows"
            f" only {newest}: start the newer program, or choose another database."
        )
    with reaching_database(), pymongo.timeout(PREPARE_SECONDS):
        if stored is None:
            await _store_version(database, newest)
        for version in range((stored or newest) + 1, newest + 1):
            await migrations[version](database)
            await _store_version(database, version)
        await _lay_out(database)


async def lay_out(database: Database, collection: str, beside: str) -> None:
    """Give a collection that is to take another's place the shape and the indexes of that one."""
    (layout,) = (layout for layout in LAYOUTS if layout.collection == collection)
    layout = replace(layout, collection=beside)
    await _shape(database, layout, exists=True)
    # All at once, so that they are made in one look through the documents.
    await database.collection(beside).create_indexes(list(layout.indexes))


async def _lay_out(database: Database) -> None:
    existing = await database.raw.list_collection_names()
    for layout in LAYOUTS:
        await _shape(database, layout, exists=layout.collection in existing)
        await _index(database, layout)


async def _stored_version(database: Database) -> int | None:
    document = await database.collection(VERSION_COLLECTION).find_one(VERSION_DOCUMENT)
    return int(document["version"]) if document else None


async def _store_version(database: Database, version: int) -> None:
    await database.collection(VERSION_COLLECTION).update_one(
        VERSION_DOCUMENT, {"$max": {"version": version}}, upsert=True
    )


async def _shape(database: Database, layout: Layout, *, exists: bool) -> None:
    validator = {"$jsonSchema": layout.shape}
    if not exists:
        try:
            await database.raw.create_collection(
                layout.collection, validator=validator, check_exists=False
            )
        except OperationFailure as error:
            if error.code != NAMESPACE_EXISTS:
                raise
            exists = True  # Another process of ours was faster.
    if exists:
        await database.raw.command("collMod", layout.collection, validator=validator)


async def _index(database: Database, layout: Layout) -> None:
    for index in layout.indexes:
        try:
            await database.collection(layout.collection).create_indexes([index])
        except OperationFailure as error:
            if error.code not in INDEX_CONFLICTS:
                raise
            await _replace_index(database, layout.collection, index)


async def _replace_index(database: Database, collection: str, index: IndexModel) -> None:
    """Make an index anew whose definition has changed under the same name."""
    documents = database.collection(collection)
    await documents.drop_index(index.document["name"])
    await documents.create_indexes([index])
