"""The collection of plays: what the bot played, and what people told us they heard."""

import re
from collections.abc import AsyncIterator, Collection, Sequence

from pydantic import TypeAdapter
from pymongo.asynchronous.cursor import AsyncCursor
from pymongo.errors import DuplicateKeyError

from auth.identity import GuildId, UserId
from db.client import Database, Document, Session
from db.errors import reaching_database
from db.library import LibraryWriter, library_gains
from db.player_codec import without_lone_surrogates
from db.tallies import Tallies
from player.history.play import Play, PlayId, StayId
from player.history.ports import Wanted
from player.history.tallies import artist_key, gains_of, track_key

COLLECTION = "plays"
PLAY = TypeAdapter(Play)
LATEST_FIRST = [("started_at", -1), ("_id", -1)]
OLDEST_FIRST = [("started_at", 1), ("_id", 1)]
BATCH = 1_000
SEARCHED = ("title", "artist", "album")


class Plays:
    """Remembers plays, and keeps the tallies in step (`player.history.ports.PlayStore`)."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._documents = database.collection(COLLECTION)
        self._tallies = Tallies(database)
        self._library = LibraryWriter(database)

    async def add(self, play: Play) -> None:
        document = document_of(play)
        with reaching_database():
            await self._documents.update_one(
                {"_id": play.id}, {"$setOnInsert": document}, upsert=True
            )

    async def end(self, play: Play) -> bool:
        document = document_of(play)
        shelved = library_gains([play])
        numbers = await self._library.numbers(shelved)

        async def work(session: Session) -> bool:
            known = await self._documents.find_one({"_id": play.id}, {"over": 1}, session=session)
            if known is not None and known["over"]:
                return False
            await self._documents.replace_one(
                {"_id": play.id}, document, upsert=True, session=session
            )
            await self._tallies.add(gains_of([play]), session)
            await self._library.add(shelved, numbers, session)
            return True

        return await self._database.in_transaction(work)

    async def tell(self, plays: Sequence[Play]) -> Sequence[Play]:
        by_told = {_told(play): play for play in reversed(plays)}
        numbers = await self._library.numbers(library_gains(plays))

        async def work(session: Session) -> Sequence[Play]:
            known = self._documents.find(
                {"told": {"$in": [*by_told]}}, {"told": 1}, session=session
            )
            before = {document["told"] async for document in known}
            new = {told: play for told, play in by_told.items() if told not in before}
            if new:
                documents = [{**document_of(play), "told": told} for told, play in new.items()]
                await self._documents.insert_many(documents, session=session)
                await self._tallies.add(gains_of(new.values()), session)
                await self._library.add(library_gains(new.values()), numbers, session)
            written = {id(play) for play in new.values()}
            return [play for play in plays if id(play) in written]

        while True:
            try:
                return await self._database.in_transaction(work)
            except DuplicateKeyError:
                # Somebody told us the same in this very moment, and now it is known.
                continue

    async def get(self, play_id: PlayId) -> Play | None:
        with reaching_database():
            document = await self._documents.find_one({"_id": play_id})
        return play_of(document) if document else None

    async def of_stay(self, stay_id: StayId) -> AsyncIterator[Play]:
        found = self._documents.find({"stay_id": stay_id}).sort("started_at", 1)
        async for play in _plays_of(found):
            yield play

    async def recent_of_guild(
        self, guild_id: GuildId, limit: int, before: int | None = None
    ) -> Sequence[Play]:
        return await self._recent({"guild_id": guild_id}, limit, before, None)

    async def recent_of_listener(
        self,
        user_id: UserId,
        limit: int,
        before: int | None = None,
        after: int | None = None,
        guild_ids: Collection[GuildId] | None = None,
    ) -> Sequence[Play]:
        where = {} if guild_ids is None else {"guild_id": {"$in": list(guild_ids)}}
        return await self._recent({"listeners": user_id, **where}, limit, before, after)

    async def found(self, user_id: UserId, wanted: Wanted, limit: int) -> Sequence[Play]:
        query = query_of(user_id, wanted)
        with reaching_database():
            documents = await self._documents.find(query).sort(LATEST_FIRST).limit(limit).to_list()
        return [play_of(document) for document in documents]

    async def about(self, user_id: UserId) -> AsyncIterator[Play]:
        heard, asked_for = {"listeners": user_id}, {"requester": user_id}
        either = {"$or": [{**heard, "over": True}, {**asked_for, "over": True}]}
        async for play in _plays_of(self._documents.find(either).sort(LATEST_FIRST)):
            yield play

    async def all(self) -> AsyncIterator[Play]:
        async for play in _plays_of(self._documents.find({}).sort(OLDEST_FIRST)):
            yield play

    async def _recent(
        self, whose: Document, limit: int, before: int | None, after: int | None
    ) -> Sequence[Play]:
        bounds = {"$lt": before, "$gt": after}
        given = {name: bound for name, bound in bounds.items() if bound is not None}
        wanted = {**whose, "over": True, **({"started_at": given} if given else {})}
        with reaching_database():
            documents = await self._documents.find(wanted).sort(LATEST_FIRST).limit(limit).to_list()
        return [play_of(document) for document in documents]


def query_of(user_id: UserId, wanted: Wanted) -> Document:
    """Return the query for a person's plays, whose order an index has."""
    query: Document = {"listeners": user_id, "over": True}
    for name, value in (("guild_id", wanted.guild_id), ("source", wanted.source)):
        if value is not None:
            query[name] = value
    times = {"$gte": wanted.since, "$lt": wanted.until}
    began = {name: moment for name, moment in times.items() if moment is not None}
    if place := wanted.after:
        began["$lte"] = place.started_at
        # Of those that began in the same millisecond some have been seen.
        query["$nor"] = [{"started_at": place.started_at, "_id": {"$gte": place.play_id}}]
    if began:
        query["started_at"] = began
    if wanted.words:
        # A regular expression has no room for halves of characters.
        words = re.escape(wanted.words.encode(errors="replace").decode())
        written = {"$regex": words, "$options": "i"}
        query["$or"] = [{name: written} for name in SEARCHED]
    return query


async def _plays_of(found: AsyncCursor[Document]) -> AsyncIterator[Play]:
    with reaching_database():
        async for document in found.batch_size(BATCH):
            yield play_of(document)


def document_of(play: Play) -> Document:
    fields = without_lone_surrogates(PLAY.dump_python(play, mode="json", exclude={"id"}))
    return {**fields, "_id": play.id, "over": play.ended_at is not None, **derived_from(play)}


def derived_from(play: Play) -> Document:
    """Return what the database has to know of a play to count it by itself."""
    return {
        "valid": play.is_valid,
        "heard_ms": play.heard_ms,
        "artist_key": artist_key(play),
        "track_key": track_key(play),
    }


def play_of(document: Document) -> Play:
    return PLAY.validate_python({**document, "id": document["_id"]})


def _told(play: Play) -> str:
    """Name a play by who heard what when, so that being told twice makes no second one."""
    who = ",".join(sorted(play.listeners))
    return f"{who}\n{play.started_at // 1000}\n{track_key(play)}"
