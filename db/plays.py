"""The collection of plays: what the bot played, and what people told us they heard."""

from collections.abc import AsyncIterator, Sequence

from pydantic import TypeAdapter
from pymongo.errors import BulkWriteError

from auth.identity import GuildId, UserId
from db.client import Database, Document
from db.errors import reaching_database
from db.player_codec import without_lone_surrogates
from player.history.play import Play, PlayId

COLLECTION = "plays"
PLAY = TypeAdapter(Play)
LATEST_FIRST = [("started_at", -1), ("_id", -1)]
DUPLICATE_KEY = 11000
BATCH = 1_000


class Plays:
    """Remembers plays (`player.history.ports.PlayStore`)."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def add(self, play: Play) -> None:
        with reaching_database():
            await self._documents.insert_one(_document_of(play))

    async def add_heard(self, plays: Sequence[Play]) -> Sequence[Play]:
        if not plays:
            return []
        documents = [{**_document_of(play), "told": _told(play)} for play in plays]
        try:
            with reaching_database():
                await self._documents.insert_many(documents, ordered=False)
        except BulkWriteError as failure:
            known = _already_known(failure)
            return [play for number, play in enumerate(plays) if number not in known]
        return plays

    async def save(self, play: Play) -> None:
        with reaching_database():
            await self._documents.update_one(
                {"_id": play.id}, {"$set": _document_of(play)}, upsert=True
            )

    async def get(self, play_id: PlayId) -> Play | None:
        with reaching_database():
            document = await self._documents.find_one({"_id": play_id})
        return _play_of(document) if document else None

    async def recent_of_guild(
        self, guild_id: GuildId, limit: int, before: int | None = None
    ) -> Sequence[Play]:
        return await self._recent({"guild_id": guild_id}, limit, before, None)

    async def recent_of_listener(
        self, user_id: UserId, limit: int, before: int | None = None, after: int | None = None
    ) -> Sequence[Play]:
        return await self._recent({"listeners": user_id}, limit, before, after)

    async def all(self) -> AsyncIterator[Play]:
        with reaching_database():
            found = self._documents.find({}, batch_size=BATCH).sort([("started_at", 1), ("_id", 1)])
            async for document in found:
                yield _play_of(document)

    async def _recent(
        self, whose: Document, limit: int, before: int | None, after: int | None
    ) -> Sequence[Play]:
        bounds = {"$lt": before, "$gt": after}
        given = {name: bound for name, bound in bounds.items() if bound is not None}
        wanted = {**whose, "over": True, **({"started_at": given} if given else {})}
        with reaching_database():
            documents = await self._documents.find(wanted).sort(LATEST_FIRST).limit(limit).to_list()
        return [_play_of(document) for document in documents]


def _document_of(play: Play) -> Document:
    fields = without_lone_surrogates(PLAY.dump_python(play, mode="json", exclude={"id"}))
    return {**fields, "_id": play.id, "over": play.ended_at is not None, "valid": play.is_valid}


def _play_of(document: Document) -> Play:
    return PLAY.validate_python({**document, "id": document["_id"]})


def _told(play: Play) -> str:
    """Name a play by who heard what when, so that being told twice makes no second one."""
    who = ",".join(sorted(play.listeners))
    what = f"{play.artist.casefold()}\n{play.title.casefold()}"
    return f"{who}\n{play.started_at // 1000}\n{what}".encode(errors="replace").decode()


def _already_known(failure: BulkWriteError) -> set[int]:
    """Return which of the documents were there before; anything else that failed is raised."""
    problems = (failure.details or {}).get("writeErrors", [])
    if any(problem["code"] != DUPLICATE_KEY for problem in problems):
        raise failure
    return {int(problem["index"]) for problem in problems}
