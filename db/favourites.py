"""The collection of people's favourite tracks."""

from collections.abc import AsyncIterator, Sequence

from pydantic import TypeAdapter
from pymongo.errors import DuplicateKeyError

from auth.identity import UserId
from db.client import Database, Document
from db.errors import reaching_database
from db.player_codec import without_lone_surrogates
from player.core.track import Track
from player.playlists.errors import TooManyFavourites
from player.playlists.ports import TrackKey

COLLECTION = "favourites"
TRACK = TypeAdapter(Track)
LATEST_FIRST = [("_id", -1)]
"""MongoDB's own ids grow with time."""


class Favourites:
    """Remembers one document for each track and person who likes it (`FavouriteStore`)."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def toggle(self, user_id: UserId, track: Track, limit: int) -> bool:
        found = {"user_id": user_id, "key": _key(track)}
        with reaching_database():
            if (await self._documents.delete_one(found)).deleted_count:
                return False
            if await self._documents.count_documents({"user_id": user_id}, limit=limit) >= limit:
                raise TooManyFavourites(limit)
            await self._add({**found, "track": TRACK.dump_python(track, mode="json")})
        return True

    async def find(self, user_id: UserId, url: str) -> Track | None:
        with reaching_database():
            document = await self._documents.find_one({"user_id": user_id, "track.url": url})
        return _track_of(document) if document else None

    async def count(self, user_id: UserId) -> int:
        with reaching_database():
            return await self._documents.count_documents({"user_id": user_id})

    async def list_of(self, user_id: UserId, start: int, count: int) -> Sequence[Track]:
        with reaching_database():
            latest_first = self._documents.find({"user_id": user_id}).sort(LATEST_FIRST)
            documents = await latest_first.skip(start).limit(count).to_list()
        return [_track_of(document) for document in documents]

    async def among(self, user_id: UserId, tracks: Sequence[Track]) -> frozenset[TrackKey]:
        keys = {_key(track): (track.source, track.identifier) for track in tracks}
        with reaching_database():
            documents = await self._documents.find(
                {"user_id": user_id, "key": {"$in": list(keys)}}, {"key": 1, "_id": 0}
            ).to_list()
        return frozenset(keys[document["key"]] for document in documents)

    async def all(self) -> AsyncIterator[tuple[UserId, Track]]:
        """Give every favourite there is, with whose it is."""
        with reaching_database():
            async for document in self._documents.find({}):
                yield UserId(document["user_id"]), _track_of(document)

    async def _add(self, document: Document) -> None:
        try:
            await self._documents.insert_one(document)
        except DuplicateKeyError:
            # The same person has just pressed twice; a favourite it is.
            return
        except UnicodeEncodeError:
            await self._add(without_lone_surrogates(document))


def _key(track: Track) -> str:
    """Return what makes two tracks the same, as text that UTF-8 can hold."""
    return f"{track.source} {track.identifier}".encode(errors="replace").decode()


def _track_of(document: Document) -> Track:
    return TRACK.validate_python(document["track"])
