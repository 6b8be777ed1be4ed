"""The collection of voice profiles, with an index for every top."""

import json
import math
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import asdict, replace

from pymongo import UpdateOne

from auth.identity import GuildId, UserId
from db.client import Database, Document, Session
from db.errors import reaching_database
from db.ledger import PROFILES, Ledger
from db.profile_summary import summary_of, within_circle, without_guilds
from player.ledger.account import Account, AccountId
from player.profiles.changes import Change
from player.profiles.errors import UnknownProfile
from player.profiles.ports import EVERYTHING, Apply, Circle, Span, Standing, Summary, TopType
from player.profiles.profile import Pray, Profile, Text

COLLECTION = PROFILES
HIDDEN = "hidden_people"
BOOKED_BACK = "profile reset"
RANKING = {
    TopType.POINTS: ("voicepoints",),
    TopType.LEVELS: ("level", "experience"),
    TopType.TIME: ("timespent.global",),
    TopType.TEXT_LEVEL: ("text.level", "text.experience"),
    TopType.TEXT_MESSAGE: ("text.message_count",),
    TopType.PRAY_STREAK: ("pray.streak",),
}
"""By which fields each top is sorted, the highest first."""


class Profiles:
    """Remembers profiles (`player.profiles.ports.ProfileStore`)."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database = database
        self._ledger = ledger
        self._documents = database.collection(COLLECTION)
        self._hidden = database.collection(HIDDEN)

    async def find(self, guild_id: GuildId, user_id: UserId) -> Profile | None:
        with reaching_database():
            found = await self._documents.find_one({"guild_id": guild_id, "user_id": user_id})
        return profile_of(found) if found else None

    async def account(self, account_id: AccountId) -> Account | None:
        with reaching_database():
            found = await self._documents.find_one(
                {"_id": account_id}, {"guild_id": 1, "user_id": 1}
            )
        return Account(account_id, found["guild_id"], found["user_id"]) if found else None

    async def all(self, circle: Circle, span: Span = EVERYTHING) -> AsyncIterator[Profile]:
        order = [("guild_id", 1), ("user_id", 1)]
        async for profile in self._sorted(within_circle(circle), order, span):
            yield profile

    async def top(self, circle: Circle, by: TopType, span: Span) -> AsyncIterator[Profile]:
        shown = {"hidden": False, **within_circle(circle)}
        async for profile in self._sorted(shown, ranking(by), span):
            yield profile

    async def standing(self, guild_id: GuildId, user_id: UserId, by: TopType) -> Standing | None:
        ranked = {"hidden": False, "guild_id": guild_id}
        with reaching_database():
            found = await self._documents.find_one({**ranked, "user_id": user_id})
            if found is None:
                return None
            better = [
                await self._documents.count_documents({**ranked, **case}, hint=guild_index(by))
                for case in before(found, by)
            ]
        return Standing(sum(better) + 1, profile_of(found))

    async def summary(self, circle: Circle) -> Summary:
        with reaching_database():
            return await summary_of(self._database, circle)

    async def guilds(self, without: Collection[GuildId]) -> Sequence[GuildId]:
        with reaching_database():
            return sorted(await self._documents.distinct("guild_id", without_guilds(without)))

    async def guilds_of(self, user_id: UserId, without: Collection[GuildId]) -> Sequence[GuildId]:
        wanted = {"user_id": user_id, **without_guilds(without)}
        with reaching_database():
            return sorted(await self._documents.distinct("guild_id", wanted))

    async def reset(self, profile: Profile, by: Account, at: int) -> Profile:
        fresh = replace(profile, voicepoints=0)

        async def work(session: Session) -> None:
            await self._ledger.book_back(fresh.account, by, BOOKED_BACK, at, session)
            update = {"$set": fields_of(fresh), "$setOnInsert": {"voicepoints": 0, "hidden": False}}
            await self._documents.update_one(
                {"_id": fresh.account.id}, update, upsert=True, session=session
            )

        await self._database.in_transaction(work)
        if await self.hides(fresh.user_id):
            # Asked after the profile is there: whoever hides meanwhile finds it themselves.
            await self._mark(fresh.user_id, hidden=True)
        return fresh

    async def change(
        self, changes: Sequence[tuple[AccountId, Change]], apply: Apply
    ) -> Sequence[Profile]:
        async def work(session: Session) -> Sequence[Profile]:
            profiles = await self._several([account_id for account_id, _ in changes], session)
            for account_id, change in changes:
                if account_id not in profiles:
                    raise UnknownProfile
                profiles[account_id] = apply(profiles[account_id], change)
            writes = [
                UpdateOne({"_id": account_id}, {"$set": fields_of(profile)})
                for account_id, profile in profiles.items()
            ]
            if writes:
                await self._documents.bulk_write(writes, session=session)
            return [profiles[account_id] for account_id, _ in changes]

        return await self._database.in_transaction(work)

    async def hide(self, user_id: UserId, hidden: bool) -> None:
        with reaching_database():
            if hidden:
                await self._hidden.update_one({"_id": user_id}, {"$set": {}}, upsert=True)
            else:
                await self._hidden.delete_one({"_id": user_id})
        await self._mark(user_id, hidden=hidden)

    async def hides(self, user_id: UserId) -> bool:
        with reaching_database():
            return await self._hidden.find_one({"_id": user_id}) is not None

    async def hidden_among(self, user_ids: Collection[UserId]) -> Collection[UserId]:
        with reaching_database():
            found = await self._hidden.find({"_id": {"$in": list(user_ids)}}).to_list()
        return {UserId(one["_id"]) for one in found}

    async def _sorted(
        self, wanted: Document, order: list[tuple[str, int]], span: Span
    ) -> AsyncIterator[Profile]:
        with reaching_database():
            found = self._documents.find(wanted).sort(order)
            async with found.skip(span.start).limit(span.limit or 0) as documents:
                async for document in documents:
                    yield profile_of(document)

    async def _several(
        self, account_ids: Collection[AccountId], session: Session
    ) -> dict[AccountId, Profile]:
        found = self._documents.find({"_id": {"$in": list(account_ids)}}, session=session)
        return {document["_id"]: profile_of(document) async for document in found}

    async def _mark(self, user_id: UserId, *, hidden: bool) -> None:
        with reaching_database():
            await self._documents.update_many({"user_id": user_id}, {"$set": {"hidden": hidden}})


def ranking(by: TopType) -> list[tuple[str, int]]:
    """Return the order of a top; ids make it the same each time where values are equal."""
    return [*((name, -1) for name in RANKING[by]), ("_id", 1)]


def guild_index(by: TopType) -> str:
    """Return the name of the index that has a guild's top in its order."""
    return f"guild_top_{by}"


def before(document: Document, by: TopType) -> list[Document]:
    """Return the queries for what comes before a document in the order of a top.

    Each is a stretch of the index, so that profiles are counted without being looked at.
    """
    equal: Document = {}
    cases: list[Document] = []
    for name in RANKING[by]:
        value = _value_at(document, name)
        # Where there is no value, whatever number there is comes before it.
        cases.append({**equal, name: {"$gt": -math.inf if value is None else value}})
        equal[name] = value
    return [*cases, {**equal, "_id": {"$lt": document["_id"]}}]


def _value_at(document: Document, path: str) -> object:
    value: object = document
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def fields_of(profile: Profile) -> Document:
    """Return what edits may change, and so not the points.

    `data` is kept as text, because BSON cannot hold all that JSON can.
    """
    return {
        "guild_id": profile.guild_id,
        "user_id": profile.user_id,
        "experience": profile.experience,
        "level": profile.level,
        "pray": asdict(profile.pray),
        "text": asdict(profile.text) if profile.text else None,
        "timespent": dict(profile.timespent),
        "data": None if profile.data is None else json.dumps(profile.data),
    }


def profile_of(document: Document) -> Profile:
    text, data = document["text"], document["data"]
    return Profile(
        document["guild_id"],
        document["user_id"],
        document["experience"],
        document["voicepoints"],
        document["level"],
        Pray(**document["pray"]),
        Text(**text) if text else None,
        document["timespent"],
        None if data is None else json.loads(data),
    )
