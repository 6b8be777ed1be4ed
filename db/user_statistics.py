"""The collection of what is counted of every person."""

from collections.abc import Mapping
from dataclasses import asdict

from pymongo import UpdateOne

from auth.identity import UserId
from db.client import Database
from db.errors import reaching_database
from player.listening import Tally

COLLECTION = "user_statistics"


class UserStatistics:
    """Remembers one sum per person (`player.statistics.StatisticsStore`)."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def add(self, gains: Mapping[UserId, Tally]) -> None:
        updates = [
            UpdateOne({"_id": user_id}, {"$inc": asdict(gain)}, upsert=True)
            for user_id, gain in gains.items()
        ]
        with reaching_database():
            await self._documents.bulk_write(updates, ordered=False)

    async def of(self, user_id: UserId) -> Tally:
        with reaching_database():
            document = await self._documents.find_one({"_id": user_id}) or {}
        return Tally(
            tracks_added=int(document.get("tracks_added", 0)),
            tracks_listened=int(document.get("tracks_listened", 0)),
            voice_ms=int(document.get("voice_ms", 0)),
            listened_ms=int(document.get("listened_ms", 0)),
        )
