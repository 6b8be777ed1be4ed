"""Writes what people earn into their voice profiles, each batch exactly once."""

from dataclasses import asdict

from pymongo import UpdateOne

from auth.identity import UserId
from db.client import Database, Document, Session
from db.errors import reaching_database
from db.profiles import COLLECTION as PROFILES
from db.profiles import HIDDEN, fields_of, profile_of
from player.ledger.account import AccountId, account_of
from player.profiles.earning import Rest, earned
from player.profiles.earnings import Batch, Earning
from player.profiles.profile import Profile

COLLECTION = "earnings"
LATEST = {"_id": "latest"}
CHANGED = ("experience", "level", "text", "timespent")
NOT_OURS = {"voicepoints": 0, "hidden": False}


class EarningStore:
    """Adds to profiles, and makes those that are missing (`player.profiles.earnings`).

    The name of the latest batch is kept beside the profiles and changes in the same transaction.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._written = database.collection(COLLECTION)
        self._profiles = database.collection(PROFILES)
        self._hidden = database.collection(HIDDEN)

    async def write(self, batch: Batch) -> None:
        async def work(session: Session) -> None:
            latest = {"batch": batch.id}
            if await self._written.find_one({**LATEST, **latest}, session=session) is None:
                await self._add(batch, session)
                await self._written.update_one(
                    LATEST, {"$set": latest}, upsert=True, session=session
                )

        await self._database.in_transaction(work)
        await self._keep_hidden([each.user_id for each in batch.earnings])

    async def _add(self, batch: Batch, session: Session) -> None:
        wanted = {"_id": {"$in": [_id_of(each) for each in batch.earnings]}}
        found = self._profiles.find(wanted, session=session)
        known = {document["_id"]: document async for document in found}
        writes = [_update(each, known.get(_id_of(each))) for each in batch.earnings]
        await self._profiles.bulk_write(writes, session=session)

    async def _keep_hidden(self, user_ids: list[UserId]) -> None:
        """Hide new profiles of those who hide.

        Asked after the profiles are there: whoever hides meanwhile finds them themselves.
        """
        with reaching_database():
            hiding = await self._hidden.distinct("_id", {"_id": {"$in": user_ids}})
            if hiding:
                theirs = {"user_id": {"$in": hiding}, "hidden": False}
                await self._profiles.update_many(theirs, {"$set": {"hidden": True}})


def _id_of(earning: Earning) -> AccountId:
    return account_of(earning.guild_id, earning.user_id).id


def _update(earning: Earning, document: Document | None) -> UpdateOne:
    profile = profile_of(document) if document else Profile(earning.guild_id, earning.user_id)
    rest = Rest(**(document or {}).get("rest", {}))
    profile, rest = earned(profile, rest, earning.presence, earning.rules)
    fields = fields_of(profile)
    changed = {name: fields.pop(name) for name in CHANGED}
    update = {
        "$set": {**changed, "rest": asdict(rest)},
        "$setOnInsert": {**fields, **NOT_OURS},
    }
    return UpdateOne({"_id": profile.account.id}, update, upsert=True)
