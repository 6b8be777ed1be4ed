"""The collection of wishes."""

from collections.abc import Sequence

from pymongo.errors import DuplicateKeyError

from db.client import Database, Document
from db.errors import reaching_database
from db.said import said_of, said_value
from player.holder import Holder
from player.playlists.playlist import PlaylistId
from player.wishlist.errors import AlreadyWished, WishlistFull
from player.wishlist.song import Category, Song, WishedId
from player.wishlist.wish import Wish, WishId

COLLECTION = "wishes"
LATEST_FIRST = [("added_at", -1), ("_id", -1)]
OLDEST_FIRST = [("added_at", 1), ("_id", 1)]


class Wishes:
    """Remembers one document for each wish (`player.wishlist.ports.WishStore`)."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def insert(self, wish: Wish, limit: int) -> None:
        own = {"holder": wish.holder}
        with reaching_database():
            if await self._documents.count_documents(own, limit=limit) >= limit:
                raise WishlistFull(limit)
            try:
                await self._documents.insert_one(_document_of(wish))
            except DuplicateKeyError:
                raise AlreadyWished from None

    async def list_of(
        self, holder: Holder, category: Category | None, start: int, count: int
    ) -> tuple[Sequence[Wish], int]:
        wanted: Document = {"holder": holder}
        if category is not None:
            wanted["category"] = category.value
        with reaching_database():
            total = await self._documents.count_documents(wanted)
            found = self._documents.find(wanted).sort(LATEST_FIRST).skip(start).limit(count)
            return [_wish_of(each) for each in await found.to_list()], total

    async def find(self, wish_id: WishId) -> Wish | None:
        with reaching_database():
            document = await self._documents.find_one({"_id": wish_id})
        return _wish_of(document) if document else None

    async def due(self, holder: Holder, by: int | None) -> Sequence[Wish]:
        wanted: Document = {"holder": holder}
        if by is not None:
            wanted["due_at"] = {"$lte": by}
        with reaching_database():
            found = await self._documents.find(wanted).sort(OLDEST_FIRST).to_list()
        return [_wish_of(each) for each in found]

    async def due_holders(self, by: int) -> Sequence[Holder]:
        with reaching_database():
            found = await self._documents.distinct("holder", {"due_at": {"$lte": by}})
        return [Holder(each) for each in found]

    async def note(self, wish: Wish) -> None:
        document = _document_of(wish)
        tried = {name: document[name] for name in ("attempts", "tried_at", "due_at", "reason")}
        with reaching_database():
            await self._documents.update_one({"_id": wish.id}, {"$set": tried})

    async def remove(self, holder: Holder, track_id: WishedId) -> Wish | None:
        this = {"holder": holder, "song.id": track_id}
        with reaching_database():
            document = await self._documents.find_one_and_delete(this)
        return _wish_of(document) if document else None

    async def clear(self, holder: Holder) -> None:
        with reaching_database():
            await self._documents.delete_many({"holder": holder})


def _document_of(wish: Wish) -> Document:
    song = wish.song
    return {
        "_id": wish.id,
        "holder": wish.holder,
        "key": song.key,
        "category": song.category.value,
        "song": {
            "id": song.id,
            "title": song.title,
            "artists": list(song.artists),
            "album": song.album,
            "duration_ms": song.duration_ms,
            "url": song.url,
            # As text, because what programs tell may be nested or named as MongoDB does not like.
            "document": song.document,
        },
        "added_at": wish.added_at,
        "due_at": wish.due_at,
        "tried_at": wish.tried_at,
        "attempts": wish.attempts,
        "reason": said_value(wish.reason),
        "source_type": wish.source_type,
        "playlist_id": wish.playlist_id,
    }


def _wish_of(document: Document) -> Wish:
    playlist_id = document["playlist_id"]
    return Wish(
        id=WishId(document["_id"]),
        holder=Holder(document["holder"]),
        song=_song_of(document["song"], document["category"]),
        added_at=document["added_at"],
        due_at=document["due_at"],
        reason=said_of(document["reason"]) or "",
        source_type=document["source_type"],
        playlist_id=PlaylistId(playlist_id) if playlist_id else None,
        attempts=document["attempts"],
        tried_at=document["tried_at"],
    )


def _song_of(document: Document, category: str) -> Song:
    return Song(
        id=WishedId(document["id"]),
        title=document["title"],
        artists=tuple(document["artists"]),
        album=document["album"],
        category=Category(category),
        duration_ms=document["duration_ms"],
        url=document["url"],
        document=document["document"],
    )
