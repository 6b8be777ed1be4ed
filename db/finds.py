"""The collection of what was found of followed artists, which is kept for a season."""

from collections.abc import Sequence

from bson import ObjectId
from bson.errors import InvalidId
from pydantic import TypeAdapter
from pymongo.errors import BulkWriteError

from db.client import Database, Document
from db.errors import reaching_database
from db.player_codec import without_lone_surrogates
from db.times import date_of, seconds_of
from player.core.track import Track
from player.holder import Holder
from player.watchlist.followed import ArtistId, Find, FindId

COLLECTION = "finds"
KEPT_SECONDS = 90 * 24 * 60 * 60
KNOWN_ALREADY = 11000
TRACK = TypeAdapter(Track)
LATEST_FIRST = [("_id", -1)]
"""MongoDB's own ids grow with time."""


class Finds:
    """Remembers one document for each find (`player.watchlist.ports.FindStore`)."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def add(self, holder: Holder, finds: Sequence[Find]) -> Sequence[Find]:
        documents = [without_lone_surrogates(_document_of(holder, find)) for find in finds]
        known: set[int] = set()
        with reaching_database():
            try:
                await self._documents.insert_many(documents, ordered=False)
            except BulkWriteError as failure:
                errors = failure.details["writeErrors"]
                if any(each["code"] != KNOWN_ALREADY for each in errors):
                    raise
                known = {each["index"] for each in errors}
        return [find for index, find in enumerate(finds) if index not in known]

    async def list_of(self, holder: Holder, start: int, count: int) -> tuple[Sequence[Find], int]:
        theirs = {"holder": holder}
        with reaching_database():
            total = await self._documents.count_documents(theirs)
            found = self._documents.find(theirs).sort(LATEST_FIRST).skip(start).limit(count)
            return [_find_of(each) for each in await found.to_list()], total

    async def find(self, holder: Holder, find_id: FindId) -> Find | None:
        try:
            this = {"_id": ObjectId(find_id), "holder": holder}
        except InvalidId:
            return None
        with reaching_database():
            document = await self._documents.find_one(this)
        return _find_of(document) if document else None

    async def remove_artist(self, holder: Holder, artist_id: ArtistId) -> None:
        with reaching_database():
            await self._documents.delete_many({"holder": holder, "artist_id": artist_id})

    async def clear(self, holder: Holder) -> None:
        with reaching_database():
            await self._documents.delete_many({"holder": holder})


def _document_of(holder: Holder, find: Find) -> Document:
    return {
        "holder": holder,
        "key": find.key,
        "artist_id": find.artist_id,
        "artist": find.artist,
        "track": TRACK.dump_python(find.track, mode="json"),
        "found_at": date_of(find.found_at / 1000),
    }


def _find_of(document: Document) -> Find:
    return Find(
        artist_id=ArtistId(document["artist_id"]),
        artist=document["artist"],
        track=TRACK.validate_python(document["track"]),
        key=document["key"],
        found_at=round(seconds_of(document["found_at"]) * 1000),
        id=FindId(str(document["_id"])),
    )
