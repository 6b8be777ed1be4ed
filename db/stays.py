"""The collections of the bot's stays in voice channels, and of what goes on right now."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from pymongo import DeleteMany, ReplaceOne

from auth.identity import GuildId
from db.client import Database, Document
from db.errors import reaching_database
from db.player_codec import without_lone_surrogates
from player.history.play import StayId
from player.history.ports import LeftOpen
from player.history.stay import Stay

COLLECTION = "stays"
OPEN_COLLECTION = "open_turns"
STAY = TypeAdapter(Stay)
LEFT_OPEN = TypeAdapter(LeftOpen)


class Stays:
    """Remembers stays (`player.history.ports.StayStore`)."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def save(self, stay: Stay) -> None:
        fields: Document = STAY.dump_python(stay, mode="json", exclude={"id"})
        with reaching_database():
            await self._documents.replace_one({"_id": stay.id}, fields, upsert=True)

    async def get(self, stay_id: StayId) -> Stay | None:
        with reaching_database():
            document = await self._documents.find_one({"_id": stay_id})
        return _stay_of(document) if document else None

    async def latest_of(self, guild_ids: Sequence[GuildId], limit: int) -> Sequence[Stay]:
        wanted = {"guild_id": {"$in": list(guild_ids)}}
        with reaching_database():
            found = self._documents.find(wanted).sort([("started_at", -1), ("_id", -1)])
            documents = await found.limit(limit).to_list()
        return [_stay_of(document) for document in documents]


class OpenTurns:
    """Remembers what goes on, one document a guild (`player.history.ports.OpenStore`)."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(OPEN_COLLECTION)

    async def all(self) -> Sequence[LeftOpen]:
        with reaching_database():
            documents = await self._documents.find().to_list()
        return [
            LEFT_OPEN.validate_python({**document, "guild_id": document["_id"]})
            for document in documents
        ]

    async def replace(self, everything: Sequence[LeftOpen]) -> None:
        present = [left.guild_id for left in everything]
        writes: list[DeleteMany | ReplaceOne[Document]] = [
            ReplaceOne({"_id": left.guild_id}, _open_document(left), upsert=True)
            for left in everything
        ]
        writes.append(DeleteMany({"_id": {"$nin": present}}))
        with reaching_database():
            await self._documents.bulk_write(writes)


def _stay_of(document: Document) -> Stay:
    return STAY.validate_python({**document, "id": document["_id"]})


def _open_document(left: LeftOpen) -> Document:
    return without_lone_surrogates(LEFT_OPEN.dump_python(left, mode="json", exclude={"guild_id"}))
