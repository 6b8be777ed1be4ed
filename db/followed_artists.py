"""The collection of followed artists, with what has been seen of each."""

from collections.abc import Sequence

from pymongo.errors import DuplicateKeyError

from db.client import Database, Document
from db.errors import reaching_database
from db.said import said_of, said_value
from player.holder import Holder
from player.watchlist.errors import TooManyArtists
from player.watchlist.followed import ArtistId, Followed

COLLECTION = "followed_artists"
SEEN_AT_MOST = 5000
"""So many marks are remembered of an artist, the latest: two of each track."""


class FollowedArtists:
    """Remembers one document for each artist of a holder (`watchlist.ports.FollowedStore`)."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def follow(self, followed: Followed, limit: int) -> bool:
        while True:
            same = {
                "holder": followed.holder,
                "$or": [{"artist_id": followed.id}, {"key": followed.key}],
            }
            with reaching_database():
                known = await self._documents.find(same, {"_id": 1}).sort("_id", 1).to_list()
                if not known and await self._is_full(followed.holder, limit):
                    raise TooManyArtists(limit)
                try:
                    await self._write(followed, [each["_id"] for each in known])
                except DuplicateKeyError:
                    # Somebody has followed the same artist in this moment.
                    continue
            return not known

    async def list_of(self, holder: Holder) -> Sequence[Followed]:
        with reaching_database():
            found = await self._documents.find({"holder": holder}, {"seen": 0}).to_list()
        return sorted(map(_followed_of, found), key=lambda one: one.name.casefold())

    async def remove(self, holder: Holder, artist_id: ArtistId) -> Followed | None:
        with reaching_database():
            document = await self._documents.find_one_and_delete(_this(holder, artist_id))
        return _followed_of(document) if document else None

    async def seen(self, followed: Followed) -> frozenset[str] | None:
        with reaching_database():
            document = await self._documents.find_one(_of(followed), {"seen": 1})
        return frozenset(document["seen"]) if document else None

    async def scanned(self, followed: Followed, seen: frozenset[str]) -> None:
        known = await self.seen(followed) or frozenset()
        change: Document = {
            "$set": {
                "scanned_at": followed.scanned_at,
                "problem": said_value(followed.problem),
            }
        }
        if new := sorted(seen - known):
            change["$push"] = {"seen": {"$each": new, "$slice": -SEEN_AT_MOST}}
        with reaching_database():
            await self._documents.update_one(_of(followed), change)

    async def clear(self, holder: Holder) -> None:
        with reaching_database():
            await self._documents.delete_many({"holder": holder})

    async def _is_full(self, holder: Holder, limit: int) -> bool:
        return await self._documents.count_documents({"holder": holder}, limit=limit) >= limit

    async def _write(self, followed: Followed, known: Sequence[object]) -> None:
        """Make one document of all that are known of an artist, or a new one."""
        names = {"artist_id": followed.id, "name": followed.name, "key": followed.key}
        if followed.image_url is not None:
            names["image_url"] = followed.image_url
        if not known:
            await self._documents.insert_one(_new(followed) | names)
            return
        await self._documents.delete_many({"_id": {"$in": list(known[1:])}})
        await self._documents.update_one({"_id": known[0]}, {"$set": names})


def _new(followed: Followed) -> Document:
    return {
        "holder": followed.holder,
        "image_url": None,
        "added_at": followed.added_at,
        "scanned_at": None,
        "problem": None,
        "seen": [],
    }


def _of(followed: Followed) -> Document:
    return _this(followed.holder, followed.id)


def _this(holder: Holder, artist_id: ArtistId) -> Document:
    return {"holder": holder, "artist_id": artist_id}


def _followed_of(document: Document) -> Followed:
    return Followed(
        holder=Holder(document["holder"]),
        id=ArtistId(document["artist_id"]),
        name=document["name"],
        added_at=document["added_at"],
        image_url=document["image_url"],
        scanned_at=document["scanned_at"],
        problem=said_of(document["problem"]),
    )
