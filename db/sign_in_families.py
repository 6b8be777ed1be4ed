"""The collection of sign-ins with passwords, each with the hash of its refresh token."""

from auth.account import AccountId
from auth.account_ports import SignInFamily
from db.client import Database, Document
from db.errors import reaching_database
from db.times import date_of, seconds_of

COLLECTION = "sign_in_families"


class SignInFamilies:
    """Remembers one document a sign-in (`auth.account_ports.FamilyStore`)."""

    def __init__(self, database: Database) -> None:
        self._documents = database.collection(COLLECTION)

    async def save(self, family: SignInFamily) -> None:
        document = {
            "_id": family.id,
            "account": family.account_id,
            "current": family.current,
            "expires_at": date_of(family.expires_at),
        }
        with reaching_database():
            await self._documents.insert_one(document)

    async def get(self, family_id: str) -> SignInFamily | None:
        with reaching_database():
            document = await self._documents.find_one({"_id": family_id})
        return _family_of(document) if document else None

    async def rotate(self, family_id: str, old: str, new: str, expires_at: float) -> bool:
        change = {"$set": {"current": new, "expires_at": date_of(expires_at)}}
        with reaching_database():
            found = await self._documents.update_one({"_id": family_id, "current": old}, change)
        return found.matched_count == 1

    async def delete(self, family_id: str) -> None:
        with reaching_database():
            await self._documents.delete_one({"_id": family_id})

    async def delete_of(self, account_id: AccountId) -> None:
        with reaching_database():
            await self._documents.delete_many({"account": account_id})


def _family_of(document: Document) -> SignInFamily:
    return SignInFamily(
        id=document["_id"],
        account_id=AccountId(document["account"]),
        current=document["current"],
        expires_at=seconds_of(document["expires_at"]),
    )
