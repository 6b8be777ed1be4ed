"""The collection of the guilds' overlay keys."""

from auth.identity import GuildId
from db.client import Database
from db.errors import reaching_database
from db.times import date_of, seconds_of

COLLECTION = "overlay_keys"


class OverlayKeyStore:
    """Remembers one hash for each guild that has a key (`auth.ports.OverlayKeyStore`)."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def save(self, guild_id: GuildId, key_hash: str, made_at: float) -> None:
        document = {"_id": guild_id, "hash": key_hash, "made_at": date_of(made_at)}
        with reaching_database():
            await self._documents.replace_one({"_id": guild_id}, document, upsert=True)

    async def delete(self, guild_id: GuildId) -> None:
        with reaching_database():
            await self._documents.delete_one({"_id": guild_id})

    async def find(self, key_hash: str) -> GuildId | None:
        with reaching_database():
            document = await self._documents.find_one({"hash": key_hash})
        return GuildId(document["_id"]) if document else None

    async def made_at(self, guild_id: GuildId) -> float | None:
        with reaching_database():
            document = await self._documents.find_one({"_id": guild_id})
        return seconds_of(document["made_at"]) if document else None
