"""The collection of playlists."""

from collections.abc import AsyncIterator, Sequence

from pydantic import TypeAdapter
from pymongo.errors import DocumentTooLarge, DuplicateKeyError

from auth.identity import UserId
from db.client import Database, Document
from db.errors import reaching_database
from db.player_codec import without_lone_surrogates
from player.playlists.errors import NameTaken, PlaylistTooLarge, TooManyPlaylists
from player.playlists.playlist import COVERS, Playlist, PlaylistId, PlaylistSummary

COLLECTION = "playlists"
PLAYLIST = TypeAdapter(Playlist)
SUMMARY = TypeAdapter(PlaylistSummary)
WITHOUT_ITEMS = {
    "owner": 1,
    "author": 1,
    "name": 1,
    "kind": 1,
    "key": 1,
    "image": 1,
    "url": 1,
    "revision": 1,
    "length": {"$size": "$items"},
    "covers": {
        "$map": {
            "input": {"$slice": ["$items", COVERS]},
            "in": {"$ifNull": ["$$this.track.artwork_url", ""]},
        }
    },
}


class Playlists:
    """Remembers each playlist as one document (`player.playlists.ports.PlaylistStore`).

    A playlist takes one of its owner's numbered slots. No two can have the same one, so the limit
    holds however many playlists are made at the same moment.
    """

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def get(self, playlist_id: PlaylistId) -> Playlist | None:
        with reaching_database():
            document = await self._documents.find_one({"_id": playlist_id})
        return _playlist_of(document) if document else None

    async def list_of(self, owner: UserId) -> Sequence[PlaylistSummary]:
        with reaching_database():
            documents = await self._documents.find({"owner": owner}, WITHOUT_ITEMS).to_list()
        found = (SUMMARY.validate_python({**each, "id": each["_id"]}) for each in documents)
        return sorted(found, key=lambda summary: summary.name.casefold())

    async def all(self) -> AsyncIterator[Playlist]:
        """Give every playlist there is."""
        with reaching_database():
            async for document in self._documents.find({}):
                yield _playlist_of(document)

    async def insert(self, playlist: Playlist, limit: int) -> None:
        document = {"_id": playlist.id, **_fields(playlist)}
        # Whenever an attempt fails, somebody has taken a slot, of which there are so many.
        for _ in range(limit + 1):
            slot = await self._free_slot(playlist.owner, limit)
            if await self._insert({**document, "slot": slot}):
                return
        raise TooManyPlaylists(limit)

    async def replace(self, playlist: Playlist) -> bool:
        seen = {"_id": playlist.id, "revision": playlist.revision - 1}
        fields = _fields(playlist)
        try:
            try:
                return await self._set(seen, fields)
            except UnicodeEncodeError:
                return await self._set(seen, without_lone_surrogates(fields))
        except DuplicateKeyError:
            raise NameTaken(playlist.name) from None
        except DocumentTooLarge:
            raise PlaylistTooLarge from None

    async def delete(self, playlist_id: PlaylistId) -> None:
        with reaching_database():
            await self._documents.delete_one({"_id": playlist_id})

    async def forget_contributor(self, person: UserId) -> None:
        # Another revision, so that no edit that has read the old one brings the name back.
        changes = {"$set": {"items.$[theirs].added_by": None}, "$inc": {"revision": 1}}
        theirs = {"theirs.added_by.id": person}
        with reaching_database():
            await self._documents.update_many(
                {"items.added_by.id": person}, changes, array_filters=[theirs]
            )

    async def _free_slot(self, owner: UserId, limit: int) -> int:
        with reaching_database():
            documents = await self._documents.find({"owner": owner}, {"slot": 1}).to_list()
        taken = {document["slot"] for document in documents}
        for slot in range(limit):
            if slot not in taken:
                return slot
        raise TooManyPlaylists(limit)

    async def _insert(self, document: Document) -> bool:
        """Insert; say no when somebody else was faster in taking the slot."""
        try:
            with reaching_database():
                try:
                    await self._documents.insert_one(document)
                except UnicodeEncodeError:
                    await self._documents.insert_one(without_lone_surrogates(document))
        except DuplicateKeyError as error:
            if "name" in (error.details or {}).get("keyPattern", {}):
                raise NameTaken(document["name"]) from None
            return False
        except DocumentTooLarge:
            raise PlaylistTooLarge from None
        return True

    async def _set(self, seen: Document, fields: Document) -> bool:
        with reaching_database():
            result = await self._documents.update_one(seen, {"$set": fields})
        return result.matched_count == 1


def _playlist_of(document: Document) -> Playlist:
    return PLAYLIST.validate_python({**document, "id": document["_id"]})


def _fields(playlist: Playlist) -> Document:
    fields: Document = PLAYLIST.dump_python(playlist, mode="json", exclude={"id"})
    return fields
