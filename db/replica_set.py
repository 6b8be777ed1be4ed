"""Making our own mongod the primary of a replica set of one, which transactions need."""

import asyncio

from pymongo import AsyncMongoClient
from pymongo.errors import OperationFailure

from db.client import Document
from db.data_directory import LOOPBACK

REPLICA_SET = "auxcord"
NOT_YET_INITIATED = 94
POLL_SECONDS = 0.01
ANSWER_MS = 5_000


class AnotherServer(Exception):
    """The port is answered by a server that is not our child."""


def address(port: int) -> str:
    return f"{LOOPBACK}:{port}"


def uri_of(port: int) -> str:
    return f"mongodb://{address(port)}/?replicaSet={REPLICA_SET}"


async def make_primary(port: int, pid: int) -> None:
    """Return once the server at `port` is process `pid` and accepts writes."""
    async with AsyncMongoClient[Document](
        address(port), directConnection=True, timeoutMS=ANSWER_MS
    ) as server:
        if (await server.admin.command("serverStatus"))["pid"] != pid:
            raise AnotherServer
        await _configure(server, address(port))
        while not await _is_primary(server):  # noqa: ASYNC110 - the server has no event for it.
            await asyncio.sleep(POLL_SECONDS)


async def _is_primary(server: AsyncMongoClient[Document]) -> bool:
    return bool((await server.admin.command("hello"))["isWritablePrimary"])


async def _configure(server: AsyncMongoClient[Document], host: str) -> None:
    """Initiate the set, or tell a set that has moved its new address.

    What the files hold is asked first: while mongod still looks for itself under an old address,
    it says that it was never initiated.
    """
    stored = await server.local["system.replset"].find_one()
    if stored is None:
        members = [{"_id": 0, "host": host}]
        await server.admin.command("replSetInitiate", {"_id": REPLICA_SET, "members": members})
    elif [member["host"] for member in stored["members"]] != [host]:
        while not await _has_looked_for_itself(server):  # noqa: ASYNC110 - as above.
            await asyncio.sleep(POLL_SECONDS)
        stored["members"] = [{**stored["members"][0], "host": host}]
        stored["version"] += 1
        await server.admin.command("replSetReconfig", stored, force=True)


async def _has_looked_for_itself(server: AsyncMongoClient[Document]) -> bool:
    try:
        await server.admin.command("replSetGetConfig")
    except OperationFailure as error:
        if error.code == NOT_YET_INITIATED:
            return False
        raise
    return True
