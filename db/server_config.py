"""The collection of what admins have changed while the server ran."""

from collections.abc import Mapping

from pymongo import UpdateOne

from auth.account_ports import ConfigValue
from db.client import Database
from db.errors import reaching_database

COLLECTION = "server_config"


class ServerConfigStore:
    """Remembers one document a key (`auth.account_ports.ConfigStore`)."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def load(self) -> Mapping[str, ConfigValue]:
        with reaching_database():
            documents = await self._documents.find({}).to_list()
        return {document["_id"]: document["value"] for document in documents}

    async def save(self, values: Mapping[str, ConfigValue]) -> None:
        if not values:
            return
        writes = [
            UpdateOne({"_id": key}, {"$set": {"value": value}}, upsert=True)
            for key, value in values.items()
        ]
        with reaching_database():
            await self._documents.bulk_write(writes)
