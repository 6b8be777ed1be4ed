"""Questions about profiles, transactions and plays come off an index, whoever else is there."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from auth.identity import GuildId, UserId
from db.client import Database, Document
from db.finds import COLLECTION as FINDS
from db.finds import LATEST_FIRST as FINDS_LATEST_FIRST
from db.followed_artists import COLLECTION as FOLLOWED
from db.ledger import ACCOUNTS, NEWEST_FIRST, OLDEST_FIRST, PROFILES, Ledger, query_of
from db.ledger import COLLECTION as TRANSACTIONS
from db.plays import COLLECTION as PLAYS
from db.plays import LATEST_FIRST, Plays
from db.profile_summary import MOVED, OWED, SUMS, counting, summing, within_circle
from db.profiles import Profiles, before, guild_index, ranking
from db.resolutions import BATCHES, BATCHES_LATEST_FIRST
from db.resolutions import COLLECTION as JOBS
from db.resolutions import LATEST_FIRST as JOBS_LATEST_FIRST
from db.tallies import COLLECTION as TALLIES
from db.tally_reader import MOST_FIRST, wanted_in
from db.wishes import COLLECTION as WISHES
from db.wishes import LATEST_FIRST as WISHES_LATEST_FIRST
from player.history.tallies import Kind, of_guild
from player.ledger.account import account_of, own_account
from player.ledger.ports import Wanted
from player.ledger.transfer import Transfer
from player.profiles.ports import Circle, TopType
from player.profiles.profile import Profile
from tests.support.random_plays import GUILDS, random_plays

HERE, ELSEWHERE = GUILDS[0], [GuildId(str(10**17 + number)) for number in range(4)]
USER = UserId("800000000000000001")
BOT = own_account("key 1")
OF_PEOPLE = frozenset({WISHES, FINDS, FOLLOWED, BATCHES, JOBS})
HERE_ONLY, ALL_BUT_SOME = Circle(HERE), Circle(without=[GuildId("5"), GuildId("6")])

AGGREGATED: dict[str, tuple[str, list[Document]]] = {
    "sums of a server": (PROFILES, summing(within_circle(HERE_ONLY), SUMS)),
    "sums of all": (PROFILES, summing(within_circle(Circle()), SUMS)),
    "sums of all but some": (PROFILES, summing(within_circle(ALL_BUT_SOME), SUMS)),
    "users of a server": (PROFILES, counting("user_id", within_circle(HERE_ONLY))),
    "users of all": (PROFILES, counting("user_id", within_circle(Circle()))),
    "servers": (PROFILES, counting("guild_id", within_circle(ALL_BUT_SOME))),
    "what keys owe": (ACCOUNTS, summing({"balance": {"$ne": 0}}, OWED)),
    "moved on a server": (TRANSACTIONS, summing(query_of(Wanted(either=(HERE,))), MOVED)),
    "moved at all": (TRANSACTIONS, summing({"at": {"$gte": 0}}, MOVED)),
    "a balance until a moment": (
        TRANSACTIONS,
        summing(query_of(Wanted(either=(account_of(HERE, USER).id,), before=9)), MOVED),
    ),
}
"""What is summed up: an index finds all of it."""

FOUND: dict[str, tuple[str, Document, list[tuple[str, int]]]] = {
    "profiles": (PROFILES, {}, [("guild_id", 1), ("user_id", 1)]),
    "profiles of a server": (PROFILES, {"guild_id": HERE}, [("guild_id", 1), ("user_id", 1)]),
    "a leaderboard": (PROFILES, {"hidden": False, "guild_id": HERE}, ranking(TopType.TIME)),
    "transactions of a server": (TRANSACTIONS, query_of(Wanted(either=(HERE,))), NEWEST_FIRST),
    "a balance graph": (
        TRANSACTIONS,
        query_of(Wanted(either=(account_of(HERE, USER).id,), after=1)),
        OLDEST_FIRST,
    ),
    "recent plays of a server": (PLAYS, {"guild_id": HERE, "over": True}, LATEST_FIRST),
    "recent plays of a person there": (
        PLAYS,
        {"listeners": USER, "guild_id": HERE, "over": True},
        LATEST_FIRST,
    ),
    "top artists of a year": (
        TALLIES,
        wanted_in(of_guild(HERE), Kind.ARTIST, ["2026"]),
        MOST_FIRST,
    ),
    "the heat map of a year": (TALLIES, wanted_in(of_guild(HERE), Kind.TOTAL, ["2026"]), []),
    "a wishlist": (WISHES, {"holder": USER}, WISHES_LATEST_FIRST),
    "one kind of wishes": (WISHES, {"holder": USER, "category": "albums"}, WISHES_LATEST_FIRST),
    "wishes that are due": (WISHES, {"due_at": {"$lte": 9}}, []),
    "finds": (FINDS, {"holder": USER}, FINDS_LATEST_FIRST),
    "followed artists": (FOLLOWED, {"holder": USER}, []),
    "batches of jobs": (BATCHES, {"holder": USER}, BATCHES_LATEST_FIRST),
    "jobs": (JOBS, {"holder": USER}, JOBS_LATEST_FIRST),
    "the next job of a batch": (JOBS, {"batch_id": "1", "state": "queued"}, [("place", 1)]),
    "the report of a batch": (JOBS, {"batch_id": "1"}, [("place", 1)]),
}
"""What is listed: an index finds it, and in the order in which it is shown."""

OF_ONE_SERVER = [
    name for name, (of, *_) in FOUND.items() if name != "profiles" and of not in OF_PEOPLE
]
PAGE = 20


@pytest.mark.parametrize("what", AGGREGATED)
async def test_sums_are_made_of_what_an_index_finds(database: Database, what: str) -> None:
    collection, stages = AGGREGATED[what]
    plan = str(await aggregated(database, collection, stages, "queryPlanner"))
    assert "COLLSCAN" not in plan
    assert "IXSCAN" in plan or "DISTINCT_SCAN" in plan


@pytest.mark.parametrize("what", ["sums of a server", "sums of all", "users of all"])
async def test_sums_of_profiles_look_at_no_profile(database: Database, what: str) -> None:
    await fill(database, [HERE])
    plan = await aggregated(database, *AGGREGATED[what], "executionStats")
    assert examined(plan, "totalDocsExamined") == 0
    assert examined(plan, "totalKeysExamined") > 0


@pytest.mark.parametrize("by", TopType)
async def test_a_place_is_counted_without_looking_at_profiles(
    database: Database, by: TopType
) -> None:
    await fill(database, [HERE])
    found = await database.collection(PROFILES).find({"guild_id": HERE}).to_list()
    last = {**found[0], "_id": "f" * 64}
    for case in before(last, by):
        stages: list[Document] = [
            {"$match": {"hidden": False, "guild_id": HERE, **case}},
            {"$group": {"_id": None, "number": {"$sum": 1}}},
        ]
        plan = await aggregated(database, PROFILES, stages, "executionStats", hint=guild_index(by))
        assert examined(plan, "totalDocsExamined") == 0


@pytest.mark.parametrize("what", FOUND)
async def test_lists_are_read_in_the_order_of_an_index(database: Database, what: str) -> None:
    plan = str((await listed(database, what))["queryPlanner"]["winningPlan"])
    assert "IXSCAN" in plan
    assert "COLLSCAN" not in plan
    assert "'SORT'" not in plan


async def test_what_a_server_costs_does_not_grow_with_the_others(database: Database) -> None:
    await fill(database, [HERE])
    alone = {what: await cost(database, what) for what in OF_ONE_SERVER}
    assert all(documents > 0 for documents, _ in alone.values())
    await fill(database, ELSEWHERE)
    assert {what: await cost(database, what) for what in OF_ONE_SERVER} == alone


async def fill(database: Database, guilds: list[GuildId]) -> None:
    """Let there be people, transfers and plays on some servers."""
    ledger, plays = Ledger(database), Plays(database)
    profiles = Profiles(database, ledger)
    for guild_id in guilds:
        for number in range(3):
            await profiles.reset(Profile(guild_id, UserId(str(int(USER) + number))), BOT, 1)
        for at in range(1, 4):
            await ledger.book(Transfer(BOT, account_of(guild_id, USER), at, "gift", BOT.id, at))
        some = random_plays(int(guild_id) % 1_000, 12)
        await plays.tell([replace(play, guild_id=guild_id, listeners=(USER,)) for play in some])


async def listed(database: Database, what: str) -> dict[str, Any]:
    collection, wanted, order = FOUND[what]
    found = database.collection(collection).find(wanted).limit(PAGE)
    return await (found.sort(order) if order else found).explain()


async def aggregated(
    database: Database, collection: str, stages: list[Document], verbosity: str, **how: str
) -> dict[str, Any]:
    question = {"aggregate": collection, "pipeline": stages, "cursor": {}, **how}
    return await database.raw.command("explain", question, verbosity=verbosity)


async def cost(database: Database, what: str) -> tuple[int, int]:
    """Return how many documents, and how many keys of indexes, an answer looks at."""
    plan = await listed(database, what)
    return examined(plan, "totalDocsExamined"), examined(plan, "totalKeysExamined")


def examined(plan: object, name: str) -> int:
    """Return a number of the plan, wherever in its depths it stands."""
    return next(_numbers(plan, name))


def _numbers(plan: object, name: str) -> Iterator[int]:
    if isinstance(plan, dict):
        if name in plan:
            yield int(plan[name])
        for part in plan.values():
            yield from _numbers(part, name)
    elif isinstance(plan, list):
        for part in plan:
            yield from _numbers(part, name)
