"""Takes a person out of the plays and the tallies, and leaves everybody else's sums as they are."""

from collections.abc import AsyncIterator

from pymongo import DeleteMany, UpdateMany
from pymongo.asynchronous.collection import AsyncCollection

from auth.identity import UserId
from db import plays, tallies
from db.client import Database, Document
from db.errors import reaching_database
from player.history.tallies import Kind, of_listener

AT_ONCE = 2_000


class Forgetting:
    """Forgets people (`player.history.ports.Forgetting`)."""

    def __init__(self, database: Database) -> None:
        self._plays = database.collection(plays.COLLECTION)
        self._tallies = database.collection(tallies.COLLECTION)

    async def forget(self, user_id: UserId) -> int:
        """Forget a person, and return in how many plays they were.

        The tallies go after the plays, and a play that ends meanwhile may have lost some of its
        own: it is taken back as well, until a look after the last deletion finds nothing.
        """
        with reaching_database():
            forgotten = await self._forget_plays(user_id)
            await self._forget_tallies(user_id)
            while found := await self._forget_plays(user_id):
                forgotten += found
                await self._forget_tallies(user_id)
        return forgotten

    async def _forget_plays(self, user_id: UserId) -> int:
        forgotten = 0
        about = {"$or": [{"listeners": user_id}, {"requester": user_id}]}
        async for ids in _batches(self._plays, about):
            these = {"_id": {"$in": ids}}
            writes: list[DeleteMany | UpdateMany] = [
                # What nobody but they told of was never anybody else's.
                DeleteMany({**these, "guild_id": None, "listeners": [user_id]}),
                # The name by which a play is known as told has the person in it.
                UpdateMany(these, {"$pull": {"listeners": user_id}, "$unset": {"told": ""}}),
                UpdateMany({**these, "requester": user_id}, {"$set": {"requester": None}}),
            ]
            await self._plays.bulk_write(writes)
            forgotten += len(ids)
        return forgotten

    async def _forget_tallies(self, user_id: UserId) -> None:
        as_somebody = {"k": {"$in": [Kind.LISTENER, Kind.REQUESTER]}, "key": user_id}
        for theirs in ({"s": of_listener(user_id)}, as_somebody):
            async for ids in _batches(self._tallies, theirs):
                await self._tallies.delete_many({"_id": {"$in": ids}})


async def _batches(
    documents: AsyncCollection[Document], wanted: Document
) -> AsyncIterator[list[object]]:
    """Give the ids of what is wanted, a few at a time, until nothing is wanted any more."""
    while ids := [
        found["_id"] async for found in documents.find(wanted, {"_id": 1}).limit(AT_ONCE)
    ]:
        yield ids
