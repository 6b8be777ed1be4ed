"""The collection of how watchlists stand: who scans, when somebody last did, where finds go."""

from collections.abc import Sequence

from pymongo.errors import DuplicateKeyError

from db import followed_artists
from db.client import Database, Document
from db.errors import reaching_database
from db.said import said_of, said_value
from player.holder import Holder
from player.playlists.playlist import PlaylistId
from player.watchlist.ports import Standing

COLLECTION = "watchlists"


class Watchlists:
    """Remembers one document for each holder (`player.watchlist.ports.StandingStore`)."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)
        self._artists = database.collection(followed_artists.COLLECTION)

    async def of(self, holder: Holder) -> Standing:
        with reaching_database():
            document = await self._documents.find_one({"_id": holder})
        return _standing_of(document or {})

    async def begin(self, holder: Holder, now: int, until: int) -> bool:
        free = {"_id": holder, "busy_until": {"$not": {"$gt": now}}}
        try:
            with reaching_database():
                await self._documents.update_one(free, {"$set": {"busy_until": until}}, upsert=True)
        except DuplicateKeyError:
            # There is one, which is not free: it cannot be made anew.
            return False
        return True

    async def go_on(self, holder: Holder, until: int) -> None:
        await self._set(holder, {"busy_until": until})

    async def finish(self, holder: Holder, at: int, problem: str | None) -> None:
        ended = {"busy_until": 0, "scanned_at": at, "problem": said_value(problem)}
        await self._set(holder, ended)

    async def aim(self, holder: Holder, playlist_id: PlaylistId | None) -> None:
        with reaching_database():
            await self._documents.update_one(
                {"_id": holder}, {"$set": {"playlist_id": playlist_id}}, upsert=True
            )

    async def due(self, scanned_before: int) -> Sequence[Holder]:
        with reaching_database():
            following = await self._artists.distinct("holder")
            lately = {"scanned_at": {"$gt": scanned_before}, "_id": {"$in": following}}
            rested = await self._documents.distinct("_id", lately)
        return [Holder(each) for each in sorted(set(following) - set(rested))]

    async def clear(self, holder: Holder) -> None:
        with reaching_database():
            await self._documents.delete_one({"_id": holder})

    async def _set(self, holder: Holder, values: Document) -> None:
        """Change what is there; whoever has deleted all of theirs meanwhile gets nothing back."""
        with reaching_database():
            await self._documents.update_one({"_id": holder}, {"$set": values})


def _standing_of(document: Document) -> Standing:
    playlist_id = document.get("playlist_id")
    return Standing(
        playlist_id=PlaylistId(playlist_id) if playlist_id else None,
        scanned_at=document.get("scanned_at"),
        busy_until=document.get("busy_until", 0),
        problem=said_of(document.get("problem")),
    )
