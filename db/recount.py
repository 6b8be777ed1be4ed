"""Counts the tallies anew from the plays."""

from collections.abc import Callable
from dataclasses import dataclass

from auth.identity import GuildId, UserId
from db.anew import Tell, beside, make_anew
from db.client import Database, Document
from db.plays import COLLECTION as PLAYS
from db.tallies import COLLECTION
from db.tallies_anew import TalliesAnew
from player.history.play import Origin, Play, PlayId
from player.history.tallies import Gains, count_for_guild, count_for_listener

READ_AT_ONCE = 2_000

COUNTED_BY = (
    *("origin", "title", "artist", "started_at", "source", "url", "artwork_url", "duration_ms"),
    *("ended_at", "played_ms", "guild_id", "requester", "listeners"),
)
"""What of a play is in the tallies, or decides about it."""


@dataclass(frozen=True, slots=True)
class Family:
    """Subjects of one kind: how their plays are found, and how a play counts for one of them."""

    stages: list[Document]
    count: Callable[[Gains, str, Play], None]


FAMILIES = (
    Family(
        [{"$match": {"guild_id": {"$ne": None}}}, {"$set": {"subject": "$guild_id"}}],
        lambda gains, _guild_id, play: count_for_guild(gains, play),
    ),
    Family(
        [
            {"$unwind": "$listeners"},
            {"$set": {"subject": "$listeners"}},
            {"$unset": ["listeners", "guild_id", "requester"]},
        ],
        lambda gains, user_id, play: count_for_listener(gains, UserId(user_id), play),
    ),
)


async def recount(database: Database, now: int, tell: Tell = lambda _counted: None) -> int:
    """Count everything anew, and return how many plays there are; `tell` hears of the progress.

    Raises `db.anew.ServerRuns`, having changed nothing, when a server uses the database or begins
    to.
    """
    return await make_anew(database, COLLECTION, now, lambda: _count(database, tell))


async def _count(database: Database, tell: Tell) -> int:
    plays, shares = await _extent(database)
    counted = 0

    def tell_more(more: int) -> None:
        nonlocal counted
        counted += more
        tell(plays * counted // shares)

    async with TalliesAnew(database, beside(COLLECTION)) as anew:
        for family in FAMILIES:
            await _count_family(database, family, anew, tell_more)
    tell(plays)
    return plays


async def _extent(database: Database) -> tuple[int, int]:
    """Return how many plays there are, and for how many subjects they count altogether."""
    in_guild = {"$cond": [{"$eq": ["$guild_id", None]}, 0, 1]}
    shares = {"$cond": ["$over", {"$add": [in_guild, {"$size": "$listeners"}]}, 0]}
    group = {"_id": None, "plays": {"$sum": 1}, "shares": {"$sum": shares}}
    found = await (await database.collection(PLAYS).aggregate([{"$group": group}])).to_list()
    return (found[0]["plays"], max(1, found[0]["shares"])) if found else (0, 1)


async def _count_family(
    database: Database, family: Family, anew: TalliesAnew, tell_more: Tell
) -> None:
    """Count subject by subject, each in the order of time, so that most tallies need one write."""
    stages: list[Document] = [
        {"$match": {"over": True}},
        {"$project": dict.fromkeys(COUNTED_BY, 1)},
        *family.stages,
        {"$sort": {"subject": 1, "started_at": 1}},
    ]
    # An index would find the plays one by one all over the disk; the database sorts faster.
    found = await database.collection(PLAYS).aggregate(
        stages, allowDiskUse=True, hint={"$natural": 1}, batchSize=READ_AT_ONCE
    )
    counted = 0
    async for document in found:
        play = _play_of(document)
        await anew.go_on_to(document["subject"], play.started_at)
        if play.is_valid:
            family.count(anew.gains, document["subject"], play)
        counted += 1
        if counted % READ_AT_ONCE == 0:
            tell_more(READ_AT_ONCE)
    await anew.finish_subject()
    tell_more(counted % READ_AT_ONCE)


def _play_of(document: Document) -> Play:
    """Return what counts of a play, without the checks that would take longer than counting."""
    guild_id, requester = document.get("guild_id"), document.get("requester")
    return Play(
        PlayId(document["_id"]),
        Origin(document["origin"]),
        document["title"],
        document["artist"],
        document["started_at"],
        listeners=tuple(map(UserId, document.get("listeners", ()))),
        guild_id=GuildId(guild_id) if guild_id else None,
        source=document["source"],
        url=document["url"],
        artwork_url=document["artwork_url"],
        duration_ms=document["duration_ms"],
        requester=UserId(requester) if requester else None,
        ended_at=document["ended_at"],
        played_ms=document["played_ms"],
    )
