"""The collection of tokens that let somebody choose a new password."""

from auth.account import AccountId
from db.client import Database, Document
from db.errors import reaching_database
from db.times import date_of

COLLECTION = "password_resets"


class PasswordResets:
    """Remembers the hash of one token an account (`auth.account_ports.ResetStore`)."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def save(self, account_id: AccountId, token_hash: str, expires_at: float) -> None:
        document = {"_id": account_id, "hash": token_hash, "expires_at": date_of(expires_at)}
        with reaching_database():
            await self._documents.replace_one({"_id": account_id}, document, upsert=True)

    async def find(self, token_hash: str, now: float) -> AccountId | None:
        with reaching_database():
            document = await self._documents.find_one(_living(token_hash, now))
        return AccountId(document["_id"]) if document else None

    async def take(self, token_hash: str, now: float) -> AccountId | None:
        with reaching_database():
            document = await self._documents.find_one_and_delete(_living(token_hash, now))
        return AccountId(document["_id"]) if document else None


def _living(token_hash: str, now: float) -> Document:
    return {"hash": token_hash, "expires_at": {"$gt": date_of(now)}}
