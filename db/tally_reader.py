"""Reads the collection of tallies for those who make statistics, every question by an index."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from db.client import Database, Document
from db.errors import reaching_database
from db.tallies import COLLECTION
from player.history.periods import ALL, Grain
from player.history.tallied import Step, Tallied
from player.history.tallies import Kind, Subject

MOST_FIRST = [("plays", -1), ("key", 1)]


class TallyReader:
    """Answers by what is kept for it (`player.history.tallied.TallyReader`)."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def began_at(self, subject: Subject) -> int | None:
        wanted = {"s": subject, "k": Kind.TOTAL, "p": ALL}
        with reaching_database():
            found = await self._documents.find_one(wanted, {"first_at": 1})
        return int(found["first_at"]) if found else None

    async def totals(self, subject: Subject, periods: Sequence[str]) -> Sequence[Step]:
        with reaching_database():
            found = await self._documents.find(wanted_in(subject, Kind.TOTAL, periods)).to_list()
        return [Step(one["p"], one["plays"], one["ms"]) for one in found]

    async def days(self, subject: Subject) -> Sequence[date]:
        wanted = {"s": subject, "k": Kind.TOTAL, "g": Grain.DAY}
        with reaching_database():
            # The index holds all of the answer.
            found = await self._documents.find(wanted, {"_id": 0, "p": 1}).sort("p", 1).to_list()
        return [date.fromisoformat(one["p"]) for one in found]

    async def tops(
        self, subject: Subject, kind: Kind, periods: Sequence[str], limit: int
    ) -> Sequence[Tallied]:
        wanted = wanted_in(subject, kind, periods)
        with reaching_database():
            if len(periods) == 1:
                found = await self._documents.find(wanted).sort(MOST_FIRST).limit(limit).to_list()
            else:
                stages = summing(wanted, limit)
                found = await (await self._documents.aggregate(stages)).to_list()
        return [_tallied(one) for one in found]

    async def hours(self, subject: Subject, periods: Sequence[str]) -> Mapping[int, int]:
        hours: Counter[int] = Counter()
        wanted = wanted_in(subject, Kind.TOTAL, periods)
        with reaching_database():
            async for one in self._documents.find(wanted, {"hours": 1}):
                hours.update({int(hour): plays for hour, plays in one["hours"].items()})
        return hours

    async def different(self, subject: Subject, kind: Kind, periods: Sequence[str]) -> int:
        wanted = wanted_in(subject, kind, periods)
        with reaching_database():
            if len(periods) == 1:
                return await self._documents.count_documents(wanted)
            stages: list[Document] = [
                {"$match": wanted},
                {"$group": {"_id": "$key"}},
                {"$count": "number"},
            ]
            found = await (await self._documents.aggregate(stages)).to_list()
        return int(found[0]["number"]) if found else 0

    async def discovered(
        self, subject: Subject, kind: Kind, since: int, until: int, limit: int
    ) -> tuple[int, Sequence[Tallied]]:
        wanted = {"s": subject, "k": kind, "p": ALL, "first_at": {"$gte": since, "$lt": until}}
        with reaching_database():
            number = await self._documents.count_documents(wanted)
            found = await self._documents.find(wanted).sort("first_at", -1).limit(limit).to_list()
        return number, [_tallied(one) for one in found]


def wanted_in(subject: Subject, kind: Kind, periods: Sequence[str]) -> Document:
    return {"s": subject, "k": kind, "p": {"$in": list(periods)}}


def summing(wanted: Document, limit: int) -> list[Document]:
    """Return how several periods are added up, thing by thing."""
    sums: Document = {
        "_id": "$key",
        "plays": {"$sum": "$plays"},
        "ms": {"$sum": "$ms"},
        "first_at": {"$min": "$first_at"},
        # As in the tallies themselves, the latest play wins.
        "latest": {"$max": "$latest"},
    }
    return [
        {"$match": wanted},
        {"$group": sums},
        {"$set": {"key": "$_id"}},
        {"$sort": dict(MOST_FIRST)},
        {"$limit": limit},
    ]


def _tallied(document: Document) -> Tallied:
    latest = document["latest"]
    return Tallied(
        key=document["key"],
        plays=document["plays"],
        played_ms=document["ms"],
        first_at=document["first_at"],
        title=latest["title"],
        artist=latest["artist"],
        url=latest["url"],
        artwork_url=latest["artwork_url"],
        source=latest["source"],
    )
