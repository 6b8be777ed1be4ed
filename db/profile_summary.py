"""Counts and sums over profiles and transactions, each by one aggregation over an index."""

from collections.abc import Collection
from typing import Any

from auth.identity import GuildId
from db.client import Database, Document
from db.ledger import ACCOUNTS, PROFILES, query_of
from db.ledger import COLLECTION as TRANSACTIONS
from player.ledger.ports import Wanted
from player.profiles.ports import Circle, Summary

RICHEST = 10
SUMMED = ("guild_id", "voicepoints", "experience", "timespent.global", "text.message_count")
"""What sums are made of, in the order of their index."""

EVERYWHERE: Document = {"guild_id": {"$gt": ""}}

SUMS: Document = {
    "profiles": {"$sum": 1},
    "voicepoints": {"$sum": "$voicepoints"},
    "experience": {"$sum": "$experience"},
    "time": {"$sum": "$timespent.global"},
    "messages": {"$sum": "$text.message_count"},
}
MOVED: Document = {"transactions": {"$sum": 1}, "moved": {"$sum": "$amount"}}
OWED: Document = {"owed": {"$sum": "$balance"}}


async def summary_of(database: Database, circle: Circle) -> Summary:
    """Sum up the profiles of a circle, and their transactions."""
    within = within_circle(circle)
    sums = await _grouped(database, PROFILES, summing(within, SUMS))
    transactions = query_of(_wanted(circle)) or {"at": {"$gte": 0}}
    moved = await _grouped(database, TRANSACTIONS, summing(transactions, MOVED))
    richest = await _richest(database, within)
    held = sums.get("voicepoints", 0)
    world = held if circle.guild_id is None else await _world(database, circle)
    return Summary(
        profiles=sums.get("profiles", 0),
        guilds=await _different(database, "guild_id", within),
        users=await _different(database, "user_id", within),
        voicepoints=held,
        experience=sums.get("experience", 0),
        time=sums.get("time", 0),
        messages=sums.get("messages", 0),
        transactions=moved.get("transactions", 0),
        moved=moved.get("moved", 0),
        richest_share=_share(sum(richest[:1]), held),
        richest_ten_share=_share(sum(richest), held),
        guild_share=_share(held, world),
    )


def within_circle(circle: Circle) -> Document:
    """Return the query for the profiles of a circle."""
    if circle.guild_id is not None:
        return {"guild_id": circle.guild_id}
    return without_guilds(circle.without)


def without_guilds(guild_ids: Collection[GuildId]) -> Document:
    return {"guild_id": {"$nin": list(guild_ids)}} if guild_ids else {}


def summing(wanted: Document, sums: Document) -> list[Document]:
    """Return how sums are made; what speaks of no guild is still read off an index of guilds."""
    return [{"$match": wanted or EVERYWHERE}, {"$group": {"_id": None, **sums}}]


def counting(field: str, wanted: Document) -> list[Document]:
    """Return how different values are counted; a list of them could be too long for an answer."""
    by_value: Document = {"$group": {"_id": f"${field}"}}
    return [{"$match": wanted or EVERYWHERE}, by_value, {"$count": "different"}]


async def _grouped(database: Database, collection: str, stages: list[Document]) -> dict[str, int]:
    found: list[dict[str, Any]] = await (
        await database.collection(collection).aggregate(stages)
    ).to_list()
    # Sums that a whole number cannot hold come back as floating-point ones.
    return {name: int(each) for name, each in found[0].items() if name != "_id"} if found else {}


async def _different(database: Database, field: str, within: Document) -> int:
    return (await _grouped(database, PROFILES, counting(field, within))).get("different", 0)


async def _world(database: Database, circle: Circle) -> int:
    """Return the points of all people, less those of servers that stay unseen.

    All accounts together hold nothing, so people have what the few accounts of keys owe: nobody has
    to look at every profile there is.
    """
    owing = summing({"balance": {"$ne": 0}}, OWED)
    world = -(await _grouped(database, ACCOUNTS, owing)).get("owed", 0)
    for guild_id in circle.without:
        world -= await _held(database, guild_id)
    return world


async def _held(database: Database, guild_id: GuildId) -> int:
    stages = summing({"guild_id": guild_id}, SUMS)
    return (await _grouped(database, PROFILES, stages)).get("voicepoints", 0)


async def _richest(database: Database, within: Document) -> list[int]:
    """Return the largest balances; hiding is from tops, not from sums."""
    richest: list[int] = []
    for hidden in (False, True):
        found = database.collection(PROFILES).find({"hidden": hidden, **within}, {"voicepoints": 1})
        documents = await found.sort("voicepoints", -1).limit(RICHEST).to_list()
        richest += [document["voicepoints"] for document in documents]
    return sorted(richest, reverse=True)[:RICHEST]


def _wanted(circle: Circle) -> Wanted:
    either = () if circle.guild_id is None else (circle.guild_id,)
    return Wanted(either=either, without=circle.without)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
