"""Reads the collection of tallies for those who make statistics, every question by an index."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from db.client import Database, Document
from db.errors import reaching_database
from db.plays import COLLECTION as PLAYS
from db.plays_as_tallies import each_of
from db.tallies import COLLECTION, SHOWN
from player.history.periods import ALL, Grain, Parts, Stretch
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
        self, subject: Subject, kind: Kind, parts: Parts, limit: int
    ) -> Sequence[Tallied]:
        with reaching_database():
            if wanted := _counted_in_one(subject, kind, parts):
                found = await self._documents.find(wanted).sort(MOST_FIRST).limit(limit).to_list()
            else:
                stages = summing(subject, kind, parts, limit)
                found = await (await self._documents.aggregate(stages)).to_list()
        return [_tallied(one) for one in found]

    async def hours(self, subject: Subject, periods: Sequence[str]) -> Mapping[int, int]:
        hours: Counter[int] = Counter()
        wanted = wanted_in(subject, Kind.TOTAL, periods)
        with reaching_database():
            async for one in self._documents.find(wanted, {"hours": 1}):
                hours.update({int(hour): plays for hour, plays in one["hours"].items()})
        return hours

    async def different(self, subject: Subject, kind: Kind, parts: Parts) -> int:
        with reaching_database():
            if wanted := _counted_in_one(subject, kind, parts):
                return await self._documents.count_documents(wanted)
            stages = [
                *counted_in(subject, kind, parts),
                {"$group": {"_id": "$key"}},
                {"$count": "number"},
            ]
            found = await (await self._documents.aggregate(stages)).to_list()
        return int(found[0]["number"]) if found else 0

    async def discovered(
        self, subject: Subject, kind: Kind, stretch: Stretch, limit: int
    ) -> tuple[int, Sequence[Tallied]]:
        began = {"$gte": stretch.since, "$lt": stretch.until}
        wanted = {"s": subject, "k": kind, "p": ALL, "first_at": began}
        with reaching_database():
            number = await self._documents.count_documents(wanted)
            found = await self._documents.find(wanted).sort("first_at", -1).limit(limit).to_list()
        return number, [_tallied(one) for one in found]


def wanted_in(subject: Subject, kind: Kind, periods: Sequence[str]) -> Document:
    return {"s": subject, "k": kind, "p": {"$in": list(periods)}}


def summing(subject: Subject, kind: Kind, parts: Parts, limit: int) -> list[Document]:
    """Return how several parts are added up, thing by thing."""
    sums: Document = {
        "_id": "$key",
        "plays": {"$sum": "$plays"},
        "ms": {"$sum": "$ms"},
        "first_at": {"$min": "$first_at"},
        # As in the tallies themselves, the latest play wins.
        "latest": {"$max": "$latest"},
    }
    return [
        *counted_in(subject, kind, parts),
        {"$group": sums},
        {"$set": {"key": "$_id"}},
        {"$sort": dict(MOST_FIRST)},
        {"$limit": limit},
    ]


def counted_in(subject: Subject, kind: Kind, parts: Parts) -> list[Document]:
    """Return how the tallies of all parts are found, and each play like a tally of its own."""
    plays = ({"coll": PLAYS, "pipeline": each_of(subject, kind, one)} for one in parts.stretches)
    return [
        {"$match": wanted_in(subject, kind, parts.periods)},
        *({"$unionWith": union} for union in plays),
    ]


def _counted_in_one(subject: Subject, kind: Kind, parts: Parts) -> Document | None:
    """Return the query for what no two tallies or plays have to be added up for."""
    is_one = len(parts.periods) == 1 and not parts.stretches
    return wanted_in(subject, kind, parts.periods) if is_one else None


def _tallied(document: Document) -> Tallied:
    latest = document.get("latest") or {}
    return Tallied(
        key=document["key"],
        plays=document["plays"],
        played_ms=document["ms"],
        first_at=document["first_at"],
        **{name: latest[name] for name in SHOWN if name in latest},
    )
