"""Each question in two ways: of what we keep for it, and plainly of the plays."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from auth.identity import GuildId, UserId
from db.client import Database, Document
from db.ledger import COLLECTION as TRANSACTIONS
from db.ledger import PROFILES, Ledger
from db.plays import COLLECTION, Plays, play_of
from db.profiles import Profiles
from db.tally_reader import TallyReader
from player.history.periods import Parts
from player.history.tallies import Kind, of_guild
from player.ledger.account import account_of
from player.profiles.ports import Circle, Span, TopType

Question = Callable[[], Awaitable[object]]

YEAR = 2024
TOP = 10
RECENT = PAGE = 50


class Questions:
    """What pages ask about one server and one of its people."""

    def __init__(self, database: Database, guild_id: GuildId, user_id: UserId) -> None:
        self._store = Plays(database)
        self._plays = database.collection(COLLECTION)
        self._database = database
        self._reader = TallyReader(database)
        self._ledger = Ledger(database)
        self._profiles = Profiles(database, self._ledger)
        self._account = account_of(guild_id, user_id).id
        self._guild_id = guild_id
        self._user_id = user_id
        self._recent: list[str] = []

    def every(self) -> dict[str, tuple[Question, Question]]:
        """Return each question by name: as pages ask it, and plainly."""
        return {
            "recent 50 of a person in a server": (self.recent, self.recent_by_key),
            "top 10 artists of a server's year": (self.top_artists, self.top_artists_plain),
            "hours of the week of a server's year": (self.hours, self.hours_plain),
            "a page of a server's leaderboard": (self.leaderboard, self.leaderboard_plain),
            "a member's balance graph": (self.balance_graph, self.balance_graph_plain),
        }

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
        found = await self._reader.tops(
            of_guild(self._guild_id), Kind.ARTIST, Parts([str(YEAR)]), TOP
        )
        return [tallied.plays for tallied in found]

    async def top_artists_plain(self) -> list[int]:
        groups = await self._grouped(
            {"$toLower": "$artist"}, {"$sort": {"plays": -1, "_id": 1}}, {"$limit": TOP}
        )
        return [group["plays"] for group in groups]

    async def hours(self) -> dict[int, int]:
        return dict(await self._reader.hours(of_guild(self._guild_id), [str(YEAR)]))

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

    async def leaderboard(self) -> list[int]:
        circle, page = Circle(self._guild_id), Span(0, PAGE)
        return [
            profile.timespent["global"]
            async for profile in self._profiles.top(circle, TopType.TIME, page)
        ]

    async def leaderboard_plain(self) -> list[int]:
        stages: list[Document] = [
            {"$match": {"guild_id": self._guild_id, "hidden": False}},
            {"$sort": {"timespent.global": -1, "_id": 1}},
            {"$limit": PAGE},
        ]
        found = await self._all(PROFILES, stages)
        return [profile["timespent"]["global"] for profile in found]

    async def balance_graph(self) -> list[tuple[int, int]]:
        balances = self._ledger.balances(self._account, None, None, ())
        return [(each.timestamp, each.balance) async for each in balances]

    async def balance_graph_plain(self) -> list[tuple[int, int]]:
        got = {"$in": [self._account, "$receiver.ids"]}
        so_far = {"$sum": "$change", "window": {"documents": ["unbounded", "current"]}}
        stages: list[Document] = [
            {"$match": {"ids": self._account}},
            {"$set": {"change": {"$cond": [got, "$amount", {"$subtract": [0, "$amount"]}]}}},
            {"$setWindowFields": {"sortBy": {"at": 1}, "output": {"balance": so_far}}},
        ]
        return [(each["at"], each["balance"]) for each in await self._all(TRANSACTIONS, stages)]

    async def _all(self, collection: str, stages: list[Document]) -> list[Document]:
        """Ask the raw collection, without the indexes that were made for the question."""
        asked = self._database.collection(collection).aggregate(stages, hint={"$natural": 1})
        return await (await asked).to_list()


def _new_year(year: int) -> int:
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp() * 1_000)
