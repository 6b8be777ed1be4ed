"""The collection of people who let everybody read what they hear."""

from pymongo.errors import DuplicateKeyError

from auth.identity import UserId
from db.client import Database
from db.errors import reaching_database

COLLECTION = "public_listeners"


class PublicListenerStore:
    """Remembers them by their names (`player.history.ports.PublicListeners`)."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def publish(self, user_id: UserId, name: str) -> bool:
        names = {"$set": {"name": name, "key": name.casefold()}}
        try:
            with reaching_database():
                await self._documents.update_one({"_id": user_id}, names, upsert=True)
        except DuplicateKeyError:
            return False
        return True

    async def hide(self, user_id: UserId) -> None:
        with reaching_database():
            await self._documents.delete_one({"_id": user_id})

    async def is_public(self, user_id: UserId) -> bool:
        with reaching_database():
            return await self._documents.find_one({"_id": user_id}, {"_id": 1}) is not None

    async def find(self, name: str) -> tuple[UserId, str] | None:
        with reaching_database():
            document = await self._documents.find_one({"key": name.casefold()})
        return (UserId(document["_id"]), document["name"]) if document else None
