"""A real MongoDB for tests: one server for the whole run, an empty database for every test.

`MONGODB_URI` in the environment names a server to use instead of the embedded one.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Coroutine, Iterator
from typing import Any, TypeVar
from uuid import uuid4

import pytest

from db.client import Database, connect
from db.embedded import EmbeddedServer
from db.layout import LAYOUTS
from db.schema import VERSION_COLLECTION, prepare

NAME = f"test_{uuid4().hex[:16]}"
KEPT = {VERSION_COLLECTION, *(layout.collection for layout in LAYOUTS)}

Result = TypeVar("Result")


@pytest.fixture(scope="session", name="mongo_uri")
def mongo_of_the_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    given = os.environ.get("MONGODB_URI")
    if given:
        yield given
        in_a_loop_of_its_own(_drop(given))
        return
    server = EmbeddedServer(tmp_path_factory.mktemp("mongo"))
    yield in_a_loop_of_its_own(server.start())
    in_a_loop_of_its_own(server.stop())


@pytest.fixture(name="database")
async def database_of_the_test(mongo_uri: str) -> AsyncIterator[Database]:
    """Give a database that has its indexes and nothing else.

    It is emptied and used again, which takes a tenth of the time of a new one.
    """
    database = await connect(mongo_uri, NAME)
    try:
        await _empty(database)
        await prepare(database)
        yield database
    finally:
        await database.close()


def in_a_loop_of_its_own(work: Coroutine[Any, Any, Result]) -> Result:
    """Run something that outlives the loop of a test, and leave that loop alone."""
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        return runner.run(work)


async def _empty(database: Database) -> None:
    for name in await database.raw.list_collection_names():
        if name in KEPT:
            await database.collection(name).delete_many({})
        else:
            await database.collection(name).drop()


async def _drop(uri: str) -> None:
    database = await connect(uri, NAME)
    for name in await database.client.list_database_names():
        if name.startswith(NAME):
            await database.client.drop_database(name)
    await database.close()
