"""Reads libraries: one by its indexes, several as if they were one."""

import re
from collections.abc import Sequence
from typing import Any

from db.client import Database, Document
from db.errors import reaching_database
from db.library import COLLECTION
from player.library.mention import Kind
from player.library.ports import Libraries
from player.library.shelf import Holdings, Shelved, Wanted

BY_NAME = {"look.sort": 1, "id": 1}
BEFORE_LETTERS, AFTER_LETTERS = "a", "{"
"""Between these stands every name that begins with a letter from a to z."""

Counts = dict[tuple[int, str], tuple[int, int]]
"""How many things of a kind an artist or an album has, and how long they take together."""

STAYING = ("id", "k", "artist_id", "artist")
LATEST = ("look", "cover", "link")


class LibraryReader:
    """Answers from the collection of libraries (`player.library.ports.LibraryReader`)."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._documents = database.collection(COLLECTION)

    async def find(
        self, libraries: Libraries, wanted: Wanted, start: int, limit: int
    ) -> Sequence[Shelved]:
        some: list[Document] = [{"$skip": start}, {"$limit": limit}]
        with reaching_database():
            # Numbers come off an index alone, so that what is skipped costs nothing.
            listed = await self._documents.aggregate(
                [*listing(libraries, wanted), *some], hint=index_for(wanted)
            )
            numbers = [each["id"] async for each in listed]
            found = {each["id"]: each for each in await self._found(libraries, numbers)}
            counts = await self._counts(libraries, wanted.kind, numbers)
        return [_shelved(found[number], counts) for number in numbers if number in found]

    async def count(self, libraries: Libraries, wanted: Wanted) -> int:
        query = query_of(libraries, wanted)
        with reaching_database():
            if len(libraries) == 1:
                return await self._documents.count_documents(query, hint=index_for(wanted))
            return await self._different(query)

    async def get(self, libraries: Libraries, number: int) -> Shelved | None:
        with reaching_database():
            found = await self._found(libraries, [number])
            if not found:
                return None
            counts = await self._counts(libraries, Kind(found[0]["k"]), [number])
        return _shelved(found[0], counts)

    async def holdings(self, libraries: Libraries) -> Holdings:
        artists, albums, tracks = [
            await self.count(libraries, Wanted(kind))
            for kind in (Kind.ARTIST, Kind.ALBUM, Kind.TRACK)
        ]
        with reaching_database():
            moments = [
                found["look"]["at"]
                for whose in libraries
                if (found := await self._documents.find_one({"s": whose}, sort={"look.at": -1}))
            ]
        return Holdings(artists, albums, tracks, max(moments, default=0) or None)

    async def size_bytes(self) -> int:
        with reaching_database():
            told = await self._database.raw.command("dbStats")
        return int(told["totalSize"])

    async def _found(self, libraries: Libraries, numbers: Sequence[int]) -> list[Document]:
        these = {"s": {"$in": [*libraries]}, "id": {"$in": [*numbers]}}
        stages = [{"$match": these}, *merging(libraries)]
        return await (await self._documents.aggregate(stages)).to_list()

    async def _counts(self, libraries: Libraries, kind: Kind, numbers: Sequence[int]) -> Counts:
        """Count the albums and tracks of artists, and the tracks of albums."""
        if kind is Kind.TRACK or not numbers:
            return {}
        stages = counting(libraries, "artist_id" if kind is Kind.ARTIST else "albums", numbers)
        found = await (await self._documents.aggregate(stages)).to_list()
        return {
            (each["_id"]["of"], each["_id"]["k"]): (each["count"], each["ms"]) for each in found
        }

    async def _different(self, query: Document) -> int:
        stages: list[Document] = [
            {"$match": query},
            {"$group": {"_id": "$id"}},
            {"$count": "count"},
        ]
        found = await (await self._documents.aggregate(stages)).to_list()
        return int(found[0]["count"]) if found else 0


def listing(libraries: Libraries, wanted: Wanted) -> list[Document]:
    """Return the stages that find the numbers of what is wanted, in the order of names."""
    by_number = {"_id": "$id", "id": {"$first": "$id"}, "look": {"$max": "$look"}}
    return [
        {"$match": query_of(libraries, wanted)},
        *([{"$group": by_number}] if len(libraries) > 1 else []),
        {"$sort": BY_NAME},
        {"$project": {"_id": 0, "id": 1}},
    ]


def index_for(wanted: Wanted) -> str:
    """Name the index that has the order; the database would try all that begin alike, for long."""
    if wanted.album_id is not None:
        return "albums"
    return "names" if wanted.artist_id is None else "artists"


def query_of(libraries: Libraries, wanted: Wanted) -> Document:
    """Return the query for what is wanted, whose order an index has."""
    whose = libraries[0] if len(libraries) == 1 else {"$in": [*libraries]}
    query: Document = {"s": whose, "k": wanted.kind}
    if wanted.artist_id is not None:
        query["artist_id"] = wanted.artist_id
    if wanted.album_id is not None:
        query["albums"] = wanted.album_id
    if wanted.among is not None or wanted.but:
        among = {"$in": sorted(wanted.among)} if wanted.among is not None else {}
        query["artist"] = {**among, **({"$nin": sorted(wanted.but)} if wanted.but else {})}
    if conditions := [*_names_of(wanted)]:
        query["$and"] = conditions
    return query


def merging(libraries: Libraries) -> list[Document]:
    """Return the stages that make one thing of what stands in several libraries."""
    if len(libraries) == 1:
        return []
    merged: Document = {
        "_id": "$id",
        "plays": {"$sum": "$plays"},
        "kept": {"$sum": "$kept"},
        "albums": {"$push": {"$ifNull": ["$albums", []]}},
        **{name: {"$first": f"${name}"} for name in STAYING},
        **{name: {"$max": f"${name}"} for name in LATEST},
    }
    union = {
        "$reduce": {
            "input": "$albums",
            "initialValue": [],
            "in": {"$setUnion": ["$$value", "$$this"]},
        }
    }
    return [{"$group": merged}, {"$set": {"albums": union}}]


def counting(libraries: Libraries, of: str, numbers: Sequence[int]) -> list[Document]:
    """Return the stages that count what there is of some artists or albums, by kind."""
    stages: list[Document] = [
        {"$match": {"s": {"$in": [*libraries]}, of: {"$in": [*numbers]}}},
    ]
    # Without times the index has all that it takes to count for a page of artists.
    lasts: object = {"$literal": 0}
    if of == "albums":
        stages += [{"$unwind": "$albums"}, {"$match": {of: {"$in": [*numbers]}}}]
        lasts = "$look.ms"
    one = {"of": f"${of}", "k": "$k", "id": "$id"}
    by_kind = {"of": "$_id.of", "k": "$_id.k"}
    return [
        *stages,
        {"$group": {"_id": one, "ms": {"$max": lasts}}},
        {"$group": {"_id": by_kind, "count": {"$sum": 1}, "ms": {"$sum": "$ms"}}},
    ]


def _names_of(wanted: Wanted) -> list[Document]:
    conditions: list[Document] = []
    if wanted.words:
        conditions.append({"look.sort": {"$regex": re.escape(wanted.words)}})
    if wanted.by_words:
        conditions.append({"look.by_sort": {"$regex": re.escape(wanted.by_words)}})
    if wanted.letter == "#":
        others = ({"$lt": BEFORE_LETTERS}, {"$gte": AFTER_LETTERS})
        conditions.append({"$or": [{"look.sort": bound} for bound in others]})
    elif wanted.letter is not None:
        bounds = {"$gte": wanted.letter, "$lt": chr(ord(wanted.letter) + 1)}
        conditions.append({"look.sort": bounds})
    return conditions


def _shelved(found: dict[str, Any], counts: Counts) -> Shelved:
    look, number = found["look"], found["id"]
    tracks, length_ms = counts.get((number, Kind.TRACK), (0, 0))
    return Shelved(
        id=number,
        kind=Kind(found["k"]),
        name=look["name"],
        by=look["by"],
        artist_id=found.get("artist_id"),
        key=found.get("artist") or "",
        plays=found["plays"],
        kept=found["kept"],
        heard_at=look["at"],
        length_ms=look["ms"] if found["k"] == Kind.TRACK else length_ms,
        artwork_url=(found.get("cover") or {}).get("url"),
        url=(found.get("link") or {}).get("url"),
        albums_of=tuple(sorted(found.get("albums") or ())),
        albums=counts.get((number, Kind.ALBUM), (0, 0))[0],
        tracks=tracks,
    )
