"""Deletes the account by name and password that somebody has or has linked."""

from auth.account import LOCAL
from auth.identity import UserId
from db import accounts, password_resets, sign_in_families
from db.client import Database, Document
from db.errors import reaching_database


class AccountForgetting:
    """Deletes an account with everything by which one gets into it."""

    def __init__(self, database: Database) -> None:
        self._accounts = database.collection(accounts.COLLECTION)
        self._families = database.collection(sign_in_families.COLLECTION)
        self._resets = database.collection(password_resets.COLLECTION)

    async def forget(self, user_id: UserId) -> None:
        with reaching_database():
            found = await self._accounts.find_one(_theirs(user_id), {"_id": 1})
            if found is not None:
                await self._families.delete_many({"account": found["_id"]})
                await self._resets.delete_one({"_id": found["_id"]})
                await self._accounts.delete_one({"_id": found["_id"]})


def _theirs(user_id: UserId) -> Document:
    if user_id.startswith(LOCAL):
        return {"_id": user_id.removeprefix(LOCAL)}
    return {"discord.id": user_id}
