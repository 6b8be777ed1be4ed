"""The collection of guilds' settings."""

from collections.abc import Mapping

import structlog
from pydantic import TypeAdapter, ValidationError

from auth.identity import GuildId
from db.client import Database
from db.errors import reaching_database
from player.core.policy import Policy

COLLECTION = "guild_settings"
POLICY = TypeAdapter(Policy)

log = structlog.get_logger()


class GuildSettings:
    """Remembers each guild's settings as one document (`player.policies.PolicyStore`)."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def load_all(self) -> Mapping[GuildId, Policy]:
        """Return all settings that can be read; fields that are missing take their defaults."""
        policies: dict[GuildId, Policy] = {}
        with reaching_database():
            async with self._documents.find({}) as documents:
                async for document in documents:
                    try:
                        policies[document["_id"]] = POLICY.validate_python(document["policy"])
                    except ValidationError:
                        log.exception("guild_settings_unreadable", guild_id=document["_id"])
        return policies

    async def save(self, guild_id: GuildId, policy: Policy) -> None:
        document = {"_id": guild_id, "policy": POLICY.dump_python(policy, mode="json")}
        with reaching_database():
            await self._documents.replace_one({"_id": guild_id}, document, upsert=True)
