"""The collections of transactions and of keys' own accounts: double-entry, whole or not at all."""

import re
from collections.abc import AsyncIterator, Collection
from dataclasses import replace

from bson import ObjectId
from pymongo.errors import DuplicateKeyError

from auth.identity import GuildId
from db.client import Database, Document, Session
from db.errors import reaching_database
from player.ledger.account import Account, AccountId
from player.ledger.ports import Balance, Wanted
from player.ledger.transfer import Booking, Transfer, balances_after, replayed
from player.profiles.errors import UnknownProfile

COLLECTION = "transactions"
ACCOUNTS = "accounts"
PROFILES = "profiles"
"""Where the balances of people stand, because tops are sorted by them."""

NEWEST_FIRST = [("at", -1), ("_id", -1)]
OLDEST_FIRST = [("at", 1), ("_id", 1)]


class Ledger:
    """Books transfers (`player.ledger.ports.LedgerStore`).

    The sum of all balances, those of people and those of keys, is always zero.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._transactions = database.collection(COLLECTION)
        self._accounts = database.collection(ACCOUNTS)
        self._profiles = database.collection(PROFILES)

    async def account(self, account_id: AccountId) -> Account | None:
        with reaching_database():
            known = await self._accounts.find_one({"_id": account_id})
        return Account(account_id) if known else None

    async def book(self, transfer: Transfer) -> Booking:
        # UTF-8 has no room for halves of characters.
        reason = transfer.reason.encode(errors="replace").decode()
        transfer = replace(transfer, reason=reason)

        async def work(session: Session) -> Booking:
            first = await self._first(transfer, session)
            return replayed(first, transfer) if first else await self.move(transfer, session)

        try:
            return await self._database.in_transaction(work)
        except DuplicateKeyError:
            # The same request came twice at once, and the other one was first.
            return await self._database.in_transaction(work)

    async def move(self, transfer: Transfer, session: Session) -> Booking:
        """Book within a transaction; another one that touches the same accounts waits its turn."""
        before = [
            await self._balance(each, session) for each in (transfer.sender, transfer.receiver)
        ]
        sender, receiver = balances_after(transfer, *before)
        await self._set(transfer.sender, sender, session)
        await self._set(transfer.receiver, receiver, session)
        booking = Booking(str(ObjectId()), transfer, sender, receiver)
        await self._transactions.insert_one(document_of(booking), session=session)
        return booking

    async def book_back(
        self, account: Account, to: Account, reason: str, at: int, session: Session
    ) -> None:
        """Book whatever a profile has to another account, within a transaction."""
        before = await self._profiles.find_one({"_id": account.id}, session=session)
        if before and before["voicepoints"]:
            transfer = Transfer(account, to, before["voicepoints"], reason, to.id, at)
            await self.move(transfer, session)

    async def all(self, wanted: Wanted, start: int, limit: int | None) -> AsyncIterator[Booking]:
        with reaching_database():
            found = self._transactions.find(query_of(wanted)).sort(NEWEST_FIRST)
            async with found.skip(start).limit(limit or 0) as documents:
                async for document in documents:
                    yield _booking(document)

    async def balances(
        self,
        place: str | None,
        after: int | None,
        before: int | None,
        without: Collection[GuildId],
    ) -> AsyncIterator[Balance]:
        sides = (place,) if place else ()
        balance = 0 if after is None else await self._sum_until(place, after, without)
        shown = query_of(Wanted(either=sides, after=after, before=before, without=without))
        with reaching_database():
            found = self._transactions.find(shown).sort(OLDEST_FIRST)
            async with found as documents:
                async for document in documents:
                    change = _change(document, place)
                    balance += change
                    yield Balance(document["at"], balance, change)

    async def _sum_until(self, place: str | None, moment: int, without: Collection[GuildId]) -> int:
        either = (place,) if place else ()
        earlier = query_of(Wanted(either=either, before=moment + 1, without=without))
        gained = {"$subtract": [_part("receiver", place), _part("sender", place)]}
        stages = [{"$match": earlier}, {"$group": {"_id": None, "sum": {"$sum": gained}}}]
        with reaching_database():
            rows = await (await self._transactions.aggregate(stages)).to_list()
        return int(rows[0]["sum"]) if rows else 0

    async def _first(self, transfer: Transfer, session: Session) -> Booking | None:
        if transfer.once is None:
            return None
        found = await self._transactions.find_one({"once": transfer.once}, session=session)
        return _booking(found) if found else None

    async def _balance(self, account: Account, session: Session) -> int:
        if account.mint:
            own = await self._accounts.find_one({"_id": account.id}, session=session)
            return own["balance"] if own else 0
        profile = await self._profiles.find_one(
            {"_id": account.id}, {"voicepoints": 1}, session=session
        )
        if profile is None:
            raise UnknownProfile
        return int(profile["voicepoints"])

    async def _set(self, account: Account, balance: int, session: Session) -> None:
        whose = {"_id": account.id}
        if account.mint:
            change = {"$set": {"balance": balance}}
            await self._accounts.update_one(whose, change, upsert=True, session=session)
        else:
            change = {"$set": {"voicepoints": balance}}
            await self._profiles.update_one(whose, change, session=session)


def query_of(wanted: Wanted) -> Document:
    """Return the query for transactions; `ids` and its like are why each part has an index."""
    query: Document = {}
    if wanted.either:
        query["ids"] = {"$all": list(wanted.either)}
    if wanted.sender is not None:
        query["sender.ids"] = wanted.sender
    if wanted.receiver is not None:
        query["receiver.ids"] = wanted.receiver
    if wanted.reason:
        query["reason"] = {"$regex": re.escape(wanted.reason)}
    times = {"$gt": wanted.after, "$lt": wanted.before}
    if given := {name: moment for name, moment in times.items() if moment is not None}:
        query["at"] = given
    if wanted.without:
        unseen = list(wanted.without)
        query["sender.guild_id"] = query["receiver.guild_id"] = {"$nin": unseen}
    return query


def _part(side: str, place: str | None) -> Document:
    """Return the amount where one side is in a place; everybody is wherever people are."""
    if place is None:
        there: Document = {"$ne": [f"${side}.user_id", None]}
    else:
        there = {"$in": [place, f"${side}.ids"]}
    return {"$cond": [there, "$amount", 0]}


def _change(document: Document, place: str | None) -> int:
    def there(side: Document) -> bool:
        return side["user_id"] is not None if place is None else place in side["ids"]

    gained = there(document["receiver"]) - there(document["sender"])
    return int(document["amount"]) * gained


def document_of(booking: Booking) -> Document:
    transfer = booking.transfer
    sender = _side(transfer.sender, booking.sender_balance)
    receiver = _side(transfer.receiver, booking.receiver_balance)
    document = {
        "_id": ObjectId(booking.id),
        "at": transfer.at,
        "amount": transfer.amount,
        "reason": transfer.reason,
        "by": transfer.by,
        "sender": sender,
        "receiver": receiver,
        "ids": sorted({*sender["ids"], *receiver["ids"]}),
    }
    # The index of `once` leaves out those that lack it.
    return document if transfer.once is None else {**document, "once": transfer.once}


def _side(account: Account, balance: int) -> Document:
    ids = [each for each in (account.id, account.guild_id, account.user_id) if each is not None]
    return {
        "id": account.id,
        "guild_id": account.guild_id,
        "user_id": account.user_id,
        "ids": ids,
        "balance": balance,
    }


def _booking(document: Document) -> Booking:
    sender, receiver = document["sender"], document["receiver"]
    transfer = Transfer(
        Account(sender["id"], sender["guild_id"], sender["user_id"]),
        Account(receiver["id"], receiver["guild_id"], receiver["user_id"]),
        document["amount"],
        document["reason"],
        document["by"],
        document["at"],
        document.get("once"),
    )
    return Booking(str(document["_id"]), transfer, sender["balance"], receiver["balance"])
