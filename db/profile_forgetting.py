"""Takes a person's profiles and accounts away, and leaves the books as right as they were."""

import secrets
from collections.abc import Callable
from hashlib import sha256

from auth.identity import UserId
from db.client import Database, Document, Session
from db.errors import reaching_database
from db.ledger import ACCOUNTS, COLLECTION, PROFILES, Ledger
from player.ledger.account import Account, AccountId, account_of, own_account, personal_account

NOBODY = UserId("0")
"""Whose side of a transaction it is when the person is gone."""

HOUSE = own_account("people who left")
"""The account to which the points of those who leave go back."""

LEFT = "profile deleted"


class ProfileForgetting:
    """Deletes profiles; `now` is Unix time in seconds.

    Transactions stay, because they are the other side's, too, and the sum has to stay zero. What
    stood for the person in them becomes a stranger: somebody on the same server without a name.
    """

    def __init__(self, database: Database, ledger: Ledger, now: Callable[[], float]) -> None:
        self._database = database
        self._ledger = ledger
        self._now = now
        self._profiles = database.collection(PROFILES)
        self._accounts = database.collection(ACCOUNTS)
        self._transactions = database.collection(COLLECTION)

    async def forget(self, user_id: UserId) -> None:
        with reaching_database():
            found = await self._profiles.distinct("guild_id", {"user_id": user_id})
        for guild_id in found:
            await self._leave(account_of(guild_id, user_id))
        await self._close(personal_account(user_id))

    async def _leave(self, account: Account) -> None:
        async def work(session: Session) -> None:
            at = int(self._now())
            await self._ledger.book_back(account, HOUSE, LEFT, at, session)
            await self._profiles.delete_one({"_id": account.id}, session=session)
            await self._rename(account, _stranger_for(account), session)

        await self._database.in_transaction(work)

    async def _close(self, own: Account) -> None:
        """Give the account from which somebody brought points into the world another name."""

        async def work(session: Session) -> None:
            stranger = _stranger_for(own)
            balance = await self._accounts.find_one_and_delete({"_id": own.id}, session=session)
            if balance is not None:
                renamed = {**balance, "_id": stranger.id}
                await self._accounts.insert_one(renamed, session=session)
            await self._rename(own, stranger, session)

        await self._database.in_transaction(work)

    async def _rename(self, account: Account, stranger: Account, session: Session) -> None:
        ids = [each for each in (stranger.id, stranger.guild_id) if each is not None]
        instead = {"id": stranger.id, "user_id": stranger.user_id, "ids": ids}
        for side in ("sender", "receiver"):
            stages: list[Document] = [
                {"$set": {side: {"$mergeObjects": [f"${side}", {"$literal": instead}]}}},
                {"$set": {"ids": {"$setUnion": ["$sender.ids", "$receiver.ids"]}}},
            ]
            theirs = {f"{side}.ids": account.id}
            await self._transactions.update_many(theirs, stages, session=session)
        asked = {"$set": {"by": stranger.id}}
        await self._transactions.update_many({"by": account.id}, asked, session=session)


def _stranger_for(account: Account) -> Account:
    """Return an account that nobody can trace; it is a person's or a mint as the other one was."""
    stranger = AccountId(sha256(secrets.token_bytes()).hexdigest())
    return Account(stranger, account.guild_id, None if account.mint else NOBODY)
