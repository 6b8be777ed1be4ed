"""The connection to MongoDB: how long it waits, and how durable its writes are."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import pymongo
from pymongo import AsyncMongoClient, WriteConcern
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import ConfigurationError, InvalidName

from db.errors import DatabaseRefused, reaching_database

Document = dict[str, Any]
Session = AsyncClientSession
Result = TypeVar("Result")

SELECT_SERVER_MS = 2_750
CONNECT_MS = 2_000
ANSWER_MS = 10_000
ATTEMPT_SECONDS = 0.05
GOODBYE_SECONDS = 0.25

DURABLE = WriteConcern(w="majority", j=True, wtimeout=ANSWER_MS)
"""An acknowledged write survives a crash, whatever the address asks for."""


class Database:
    """One MongoDB database and the client it is reached by; made by `connect`."""

    def __init__(self, client: AsyncMongoClient[Document], name: str) -> None:
        self.client = client
        self.raw: AsyncDatabase[Document] = client.get_database(name, write_concern=DURABLE)

    @property
    def name(self) -> str:
        return self.raw.name

    def collection(self, name: str) -> AsyncCollection[Document]:
        return self.raw[name]

    async def in_transaction(self, work: Callable[[Session], Awaitable[Result]]) -> Result:
        """Do some work as a whole or not at all, and again where it met another's.

        The work may run several times, and passes the session it gets to everything it asks.
        """
        with reaching_database():
            async with self.client.start_session() as session:
                return await session.with_transaction(work, write_concern=DURABLE)

    async def ping(self) -> None:
        """Return when the database answers; raise `DatabaseDown` when it does not in time."""
        with reaching_database():
            await self.raw.command("ping")

    async def close(self) -> None:
        await _close(self.client)


async def connect(uri: str, database: str) -> Database:
    """Return the named database once it answers.

    Raises `DatabaseRefused` for an unusable address or wrong credentials, else `DatabaseDown`.
    """
    client = _client(uri)
    try:
        connected = Database(client, database)
        await connected.ping()
    except InvalidName as error:
        await _close(client)
        raise DatabaseRefused(f"“{database}” is not a possible name of a database.") from error
    except BaseException:
        await _close(client)
        raise
    return connected


async def _close(client: AsyncMongoClient[Document]) -> None:
    if not client.topology_description.has_writable_server():
        # The driver forgets the socket of an attempt to connect that it cancels (PYTHON-5867).
        await asyncio.sleep(ATTEMPT_SECONDS)
    with pymongo.timeout(GOODBYE_SECONDS):
        await client.close()


def _client(uri: str) -> AsyncMongoClient[Document]:
    try:
        return AsyncMongoClient(
            uri,
            serverSelectionTimeoutMS=SELECT_SERVER_MS,
            connectTimeoutMS=CONNECT_MS,
            socketTimeoutMS=ANSWER_MS,
            tz_aware=True,
            uuidRepresentation="standard",
            appname="auxcord",
        )
    except (ConfigurationError, ValueError) as error:
        reason = "" if "@" in uri else f": {error}"  # The driver may quote a password.
        raise DatabaseRefused(
            f"AUXCORD_MONGODB_URI is not a usable MongoDB address{reason}"
        ) from None
