"""The whole numbers by which artists, albums and tracks are known: given once, kept for good."""

import hashlib
from collections import OrderedDict
from collections.abc import Collection, Mapping

from pymongo import ReturnDocument, UpdateOne
from pymongo.errors import BulkWriteError

from db.client import Database
from db.errors import reaching_database
from player.library.mention import Key

COLLECTION = "library_ids"
COUNTER = "counter"
REMEMBERED = 50_000
DUPLICATE = 11_000


class LibraryIds:
    """Gives each thing a number of its own.

    Only a hash of a name is kept, since a name may have been told by somebody who wants to be
    forgotten; numbers outlive what they name, so that nothing ever gets the number of another.
    """

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)
        self._known: OrderedDict[Key, int] = OrderedDict()

    async def of(self, keys: Collection[Key]) -> Mapping[Key, int]:
        """Return the numbers of some things, new ones for those that have none."""
        found = {key: self._known[key] for key in keys if key in self._known}
        names = {_name(key): key for key in keys if key not in found}
        if names:
            with reaching_database():
                stored = await self._stored(names)
                if missing := [name for name in names if name not in stored]:
                    await self._give(missing)
                    stored |= await self._stored(missing)
            found |= {names[name]: number for name, number in stored.items()}
        self._remember(found)
        return found

    async def _stored(self, names: Collection[str]) -> dict[str, int]:
        found = self._documents.find({"_id": {"$in": [*names]}})
        return {document["_id"]: document["id"] async for document in found}

    async def _give(self, names: Collection[str]) -> None:
        told = await self._documents.find_one_and_update(
            {"_id": COUNTER},
            {"$inc": {"id": len(names)}},
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
        # It is made where it is not there yet.
        first = (told or {})["id"] - len(names) + 1
        given = [
            UpdateOne({"_id": name}, {"$setOnInsert": {"id": first + place}}, upsert=True)
            for place, name in enumerate(names)
        ]
        try:
            await self._documents.bulk_write(given, ordered=False)
        except BulkWriteError as error:
            # Somebody else gave one of them its number in this very moment, and that one counts.
            if any(each["code"] != DUPLICATE for each in error.details["writeErrors"]):
                raise

    def _remember(self, found: Mapping[Key, int]) -> None:
        for key, number in found.items():
            self._known[key] = number
            self._known.move_to_end(key)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)


def _name(key: Key) -> str:
    return hashlib.sha256(f"{key.kind}\n{key.text}".encode(errors="replace")).hexdigest()
