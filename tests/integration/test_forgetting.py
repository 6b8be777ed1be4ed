"""A person who wants to be forgotten is gone, and everybody else's sums are as they were."""

import asyncio

import pytest

from auth.identity import UserId
from db.client import Database, Document
from db.forgetting import Forgetting
from db.plays import Plays
from db.recount import recount
from db.tallies import COLLECTION
from player.history.play import Origin
from player.history.tallies import of_listener
from tests.support.random_plays import PEOPLE, random_plays

GONE, *OTHERS = PEOPLE
NOW = 1_800_000_000_000


async def tallies(database: Database) -> dict[str, Document]:
    found = await database.collection(COLLECTION).find().to_list()
    return {str(each["_id"]): each for each in found}


def theirs(tally: Document) -> bool:
    as_somebody = tally["k"] in {"listener", "requester"} and tally["key"] == GONE
    return as_somebody or tally["s"] == of_listener(GONE)


@pytest.mark.parametrize("seed", range(3))
async def test_a_person_goes_and_the_sums_stay_right(database: Database, seed: int) -> None:
    store, plays = Plays(database), list(random_plays(seed, 80))
    for play in plays:
        await store.end(play)
    before = await tallies(database)
    touched = [play for play in plays if GONE in (*play.listeners, play.requester)]
    assert await Forgetting(database).forget(GONE) == len(touched)
    left = [play async for play in store.all()]
    assert not any(GONE in (*play.listeners, play.requester) for play in left)
    alone = [play for play in plays if play.guild_id is None and play.listeners == (GONE,)]
    assert alone
    assert {play.id for play in left} == {play.id for play in plays} - {play.id for play in alone}
    after = await tallies(database)
    assert after == {name: tally for name, tally in before.items() if not theirs(tally)}
    await recount(database, NOW)
    assert await tallies(database) == after


async def test_plays_that_end_meanwhile_leave_nothing_half_counted(database: Database) -> None:
    store, plays = Plays(database), list(random_plays(11, 120))
    for play in plays[:80]:
        await store.end(play)
    await asyncio.gather(
        Forgetting(database).forget(GONE), *(store.end(play) for play in plays[80:])
    )
    counted = await tallies(database)
    await recount(database, NOW)
    assert await tallies(database) == counted


async def test_what_was_told_may_be_told_again(database: Database) -> None:
    store = Plays(database)
    told = [play for play in random_plays(5, 200) if play.origin is Origin.LISTENBRAINZ]
    heard = [play for play in told if play.listeners == (GONE,)]
    assert heard
    await store.tell(heard)
    await Forgetting(database).forget(GONE)
    assert await store.tell(heard) == heard


async def test_somebody_unknown_leaves_everything_as_it_is(database: Database) -> None:
    store = Plays(database)
    for play in random_plays(6, 10):
        await store.end(play)
    before = await tallies(database)
    assert await Forgetting(database).forget(UserId("1")) == 0
    assert await tallies(database) == before


@pytest.mark.parametrize(
    ("collection", "wanted"),
    [
        ("plays", {"$or": [{"listeners": GONE}, {"requester": GONE}]}),
        (COLLECTION, {"s": of_listener(GONE)}),
        (COLLECTION, {"k": {"$in": ["listener", "requester"]}, "key": GONE}),
    ],
)
async def test_the_forgotten_are_found_by_an_index(
    database: Database, collection: str, wanted: Document
) -> None:
    plan = await database.collection(collection).find(wanted, {"_id": 1}).limit(9).explain()
    stages = str(plan["queryPlanner"]["winningPlan"])
    assert "IXSCAN" in stages
    assert "COLLSCAN" not in stages
