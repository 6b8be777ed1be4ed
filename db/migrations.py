"""How a database comes to each version from the one before; version 1 is where all began."""

from collections.abc import Awaitable, Callable, Mapping

from pymongo import UpdateOne

from db import plays, tallies
from db.client import Database
from player.history.periods import Grain
from player.history.tallies import Kind

Migration = Callable[[Database], Awaitable[None]]

AT_ONCE = 2_000


async def days_are_read_from_plays(database: Database) -> None:
    """Say in each play what it is counted by; days and months of things need no tallies then."""
    documents = database.collection(plays.COLLECTION)
    updates: list[UpdateOne] = []
    async for document in documents.find({"track_key": {"$exists": False}}):
        derived = plays.derived_from(plays.play_of(document))
        updates.append(UpdateOne({"_id": document["_id"]}, {"$set": derived}))
        if len(updates) >= AT_ONCE:
            await documents.bulk_write(updates, ordered=False)
            updates = []
    if updates:
        await documents.bulk_write(updates, ordered=False)
    short = {"k": {"$ne": Kind.TOTAL}, "g": {"$in": [Grain.DAY, Grain.MONTH]}}
    await database.collection(tallies.COLLECTION).delete_many(short)


MIGRATIONS: Mapping[int, Migration] = {2: days_are_read_from_plays}
