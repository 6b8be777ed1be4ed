"""The collection of what people have chosen for themselves, on whatever device they sign in."""

from auth.identity import UserId
from db.client import Database
from db.errors import reaching_database

COLLECTION = "preferences"


class Preferences:
    """Remembers one document for each person who has chosen something (`PreferenceStore`)."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def language_of(self, user_id: UserId) -> str | None:
        with reaching_database():
            document = await self._documents.find_one({"_id": user_id})
        return document["language"] if document else None

    async def choose_language(self, user_id: UserId, language: str | None) -> None:
        with reaching_database():
            if language is None:
                await self._documents.delete_one({"_id": user_id})
            else:
                chosen = {"$set": {"language": language}}
                await self._documents.update_one({"_id": user_id}, chosen, upsert=True)
