"""Counts and sums over profiles and transactions, each by one aggregation."""

from typing import Any

from db.client import Database, Document
from db.ledger import COLLECTION as TRANSACTIONS
from db.ledger import PROFILES, query_of
from player.ledger.ports import Wanted
from player.profiles.ports import Circle, Summary

RICHEST = 10


async def summary_of(database: Database, within: Document, circle: Circle) -> Summary:
    """Sum up the profiles that a query finds; `circle` says the same of their transactions."""
    sums = await _grouped(database, PROFILES, within, _SUMS)
    moved = await _grouped(database, TRANSACTIONS, query_of(_wanted(circle)), _MOVED)
    richest = await _richest(database, within)
    held = sums.get("voicepoints", 0)
    world = held
    if circle.guild_id is not None:
        seen = {"guild_id": {"$nin": list(circle.without)}}
        everywhere = await _grouped(database, PROFILES, seen, {"held": {"$sum": "$voicepoints"}})
        world = everywhere.get("held", 0)
    return Summary(
        profiles=sums.get("profiles", 0),
        guilds=len(await database.collection(PROFILES).distinct("guild_id", within)),
        users=len(await database.collection(PROFILES).distinct("user_id", within)),
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


_SUMS: Document = {
    "profiles": {"$sum": 1},
    "voicepoints": {"$sum": "$voicepoints"},
    "experience": {"$sum": "$experience"},
    "time": {"$sum": "$timespent.global"},
    "messages": {"$sum": "$text.message_count"},
}
_MOVED: Document = {"transactions": {"$sum": 1}, "moved": {"$sum": "$amount"}}


async def _grouped(
    database: Database, collection: str, wanted: Document, sums: Document
) -> dict[str, int]:
    stages = [{"$match": wanted}, {"$group": {"_id": None, **sums}}]
    found: list[dict[str, Any]] = await (
        await database.collection(collection).aggregate(stages)
    ).to_list()
    # Sums that a whole number cannot hold come back as floating-point ones.
    return {name: int(each) for name, each in found[0].items() if name != "_id"} if found else {}


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
