"""Each question in two ways: of what we keep for it, and plainly of the plays."""

from datetime import UTC, datetime

from auth.identity import GuildId, UserId
from db.client import Database, Document
from db.plays import COLLECTION, Plays, play_of
from db.tallies import COLLECTION as TALLIES
from player.history.tallies import Kind, of_guild

YEAR = 2024
TOP = 10
RECENT = 50


class Questions:
    """What pages ask about one server and one of its people."""

    def __init__(self, database: Database, guild_id: GuildId, user_id: UserId) -> None:
        self._store = Plays(database)
        self._plays = database.collection(COLLECTION)
        self._tallies = database.collection(TALLIES)
        self._guild_id = guild_id
        self._user_id = user_id
        self._recent: list[str] = []

    async def recent(self) -> list[str]:
        found = await self._store.recent_of_listener(
            self._user_id, RECENT, guild_ids=[self._guild_id]
        )
        self._recent = [play.id for play in found]
        return self._recent

    async def recent_by_key(self) -> list[str]:
        """Read the same plays by their primary key, and carry them over: nothing can be faster."""
        found = await self._plays.find({"_id": {"$in": self._recent}}).to_list()
        known = {play.id for play in map(play_of, found)}
        return [play_id for play_id in self._recent if play_id in known]

    async def top_artists(self) -> list[int]:
        found = self._tallies.find(self._tallied(Kind.ARTIST)).sort([("plays", -1), ("key", 1)])
        return [tally["plays"] for tally in await found.limit(TOP).to_list()]

    async def top_artists_plain(self) -> list[int]:
        groups = await self._grouped(
            {"$toLower": "$artist"}, {"$sort": {"plays": -1, "_id": 1}}, {"$limit": TOP}
        )
        return [group["plays"] for group in groups]

    async def hours(self) -> dict[int, int]:
        found = await self._tallies.find(self._tallied(Kind.TOTAL), {"hours": 1}).to_list()
        return {int(hour): plays for tally in found for hour, plays in tally["hours"].items()}

    async def hours_plain(self) -> dict[int, int]:
        began = {"$toDate": "$started_at"}
        day = {"$subtract": [{"$isoDayOfWeek": began}, 1]}
        groups = await self._grouped({"$add": [{"$multiply": [day, 24]}, {"$hour": began}]})
        return {group["_id"]: group["plays"] for group in groups}

    async def _grouped(self, by: Document, *more: Document) -> list[Document]:
        year = {"$gte": _new_year(YEAR), "$lt": _new_year(YEAR + 1)}
        wanted = {"guild_id": self._guild_id, "over": True, "valid": True, "started_at": year}
        group = {"$group": {"_id": by, "plays": {"$sum": 1}}}
        cursor = await self._plays.aggregate([{"$match": wanted}, group, *more])
        return await cursor.to_list()

    def _tallied(self, kind: Kind) -> Document:
        return {"s": of_guild(self._guild_id), "k": kind, "p": str(YEAR)}


def _new_year(year: int) -> int:
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp() * 1_000)
