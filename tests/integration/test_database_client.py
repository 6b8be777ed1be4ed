"""Reaching MongoDB, and not reaching it."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from pymongo import AsyncMongoClient
from pymongo.errors import DuplicateKeyError

from auth.identity import GuildId, Person, UserId
from auth.ports import BrowserSession, PendingSignIn
from db.browser_sessions import BrowserSessions
from db.client import Database, Document, connect
from db.errors import DatabaseDown, DatabaseError, DatabaseRefused, reaching_database
from db.node_sessions import NodeSessions
from db.pending_sign_ins import PendingSignIns
from db.players import Players
from db.schema import prepare
from player.core.errors import Unavailable
from player.core.state import PlayerState
from player.ports import Snapshot

KEY = "0" * 64
ADA = Person(UserId("1"), "ada", "Ada")
SESSION = BrowserSession(KEY, ADA, (), 1.0, 1.0)


def unused_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@asynccontextmanager
async def nobody_there() -> AsyncIterator[Database]:
    """Give a database whose server is gone, without the patience of `connect`."""
    client = AsyncMongoClient[Document](
        f"mongodb://127.0.0.1:{unused_port()}", serverSelectionTimeoutMS=20
    )
    database = Database(client, "tests")
    try:
        yield database
    finally:
        await database.close()


async def test_every_write_is_acknowledged_by_disk(mongo_uri: str) -> None:
    # A w=1 in the address would lose acknowledged writes when the server is killed.
    separator = "&" if "?" in mongo_uri else "/?"
    database = await connect(f"{mongo_uri}{separator}w=1&journal=false", "tests")
    concern = database.collection("things").write_concern.document
    assert (concern["w"], concern["j"]) == ("majority", True)
    await database.close()


async def test_dates_come_back_with_their_time_zone(database: Database) -> None:
    moment = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    await database.collection("things").insert_one({"at": moment})
    [thing] = await database.collection("things").find({}).to_list()
    assert thing["at"] == moment


async def test_nothing_is_left_after_closing(mongo_uri: str) -> None:
    before = asyncio.all_tasks()
    database = await connect(mongo_uri, "tests")
    await database.ping()
    await database.close()
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == before


async def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(DatabaseDown, match="does not answer right now"):
        await connect(f"mongodb://127.0.0.1:{unused_port()}", "tests")


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "http://127.0.0.1",
        "mongodb://",
        "mongodb://127.0.0.1:port",
        "mongodb://127.0.0.1:99999",
        "mongodb://127.0.0.1,",
    ],
)
async def test_an_address_that_is_none_is_told(uri: str) -> None:
    with pytest.raises(DatabaseRefused, match="MONGODB_URI is not a usable MongoDB address: "):
        await connect(uri, "tests")


@pytest.mark.parametrize(
    "uri",
    ["mongodb://ada:hunter2@host:port", "mongodb://ada:hun@ter2@host", "x://ada:hunter2@host"],
)
async def test_the_password_of_an_address_is_never_told(uri: str) -> None:
    with pytest.raises(DatabaseRefused) as caught:
        await connect(uri, "tests")
    assert "hun" not in str(caught.value)


async def test_wrong_credentials_are_told(mongo_uri: str) -> None:
    uri = mongo_uri.replace("mongodb://", "mongodb://ada:hunter2@")
    with pytest.raises(DatabaseRefused, match="refused the credentials") as caught:
        await connect(uri, "tests")
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("name", ["", "a b", "a.b", "$a", "a/b"])
async def test_a_name_that_is_none_is_told(mongo_uri: str, name: str) -> None:
    with pytest.raises(DatabaseRefused, match="not a possible name"):
        await connect(mongo_uri, name)


def test_the_player_takes_a_database_that_is_gone_for_something_unavailable() -> None:
    assert issubclass(DatabaseDown, Unavailable)
    assert issubclass(DatabaseDown, DatabaseError)


async def test_what_is_no_outage_stays_what_it_is(database: Database) -> None:
    await database.collection("things").insert_one({"_id": 1})
    with pytest.raises(DuplicateKeyError), reaching_database():
        await database.collection("things").insert_one({"_id": 1})


OPERATIONS: dict[str, Callable[[Database], Awaitable[object]]] = {
    "ping": lambda database: database.ping(),
    "prepare": prepare,
    "BrowserSessions.get": lambda database: BrowserSessions(database).get(KEY),
    "BrowserSessions.save": lambda database: BrowserSessions(database).save(SESSION),
    "BrowserSessions.touch": lambda database: BrowserSessions(database).touch(KEY, 1.0),
    "BrowserSessions.delete": lambda database: BrowserSessions(database).delete(KEY),
    "BrowserSessions.delete_of": lambda database: BrowserSessions(database).delete_of(ADA.id),
    "BrowserSessions.list_of": lambda database: BrowserSessions(database).list_of(ADA.id),
    "PendingSignIns.save": lambda database: PendingSignIns(database).save(
        PendingSignIn(KEY, KEY, None, 1.0)
    ),
    "PendingSignIns.take": lambda database: PendingSignIns(database).take(KEY),
    "NodeSessions.load": lambda database: NodeSessions(database).load(),
    "NodeSessions.save": lambda database: NodeSessions(database).save("node", "session"),
    "Players.load_all": lambda database: Players(database).load_all(),
    "Players.save": lambda database: Players(database).save(
        Snapshot(PlayerState(GuildId("1")), 1, 1)
    ),
    "Players.last_alive": lambda database: Players(database).last_alive(),
    "Players.say_alive": lambda database: Players(database).say_alive(1),
}


def test_every_operation_of_every_store_is_tried() -> None:
    stores = (BrowserSessions, PendingSignIns, NodeSessions, Players)
    operations = {
        f"{store.__name__}.{name}"
        for store in stores
        for name in vars(store)
        if not name.startswith("_")
    }
    assert {*OPERATIONS} == operations | {"ping", "prepare"}


@pytest.mark.parametrize("name", OPERATIONS)
async def test_every_operation_tells_that_the_database_is_gone(name: str) -> None:
    async with nobody_there() as database:
        with pytest.raises(DatabaseDown):
            await OPERATIONS[name](database)
