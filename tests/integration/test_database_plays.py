"""Plays on a real MongoDB."""

from dataclasses import replace

import pytest

from auth.identity import GuildId, UserId
from db.client import Database
from db.plays import COLLECTION, Plays
from player.history.play import Origin, Play, PlayId
from player.history.ports import PlayStore

ADA, NOOR = UserId("1"), UserId("2")
HARBOUR, MOON = GuildId("5"), GuildId("6")


def play(number: int, **changes: object) -> Play:
    at = 1_700_000_000_000 + number * 60_000
    made = Play(
        PlayId(f"p{number}"),
        Origin.PLAYER,
        f"Song {number} 🎧",
        "Artist",
        at,
        listeners=(ADA,),
        guild_id=HARBOUR,
        duration_ms=50_000,
        ended_at=at + 50_000,
        played_ms=50_000,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # Any field may change.


@pytest.fixture(name="store")
def a_store(database: Database) -> PlayStore:
    return Plays(database)


async def test_a_play_comes_back_as_it_was(store: PlayStore) -> None:
    for one in (play(1), play(2, ended_at=None, played_ms=None, guild_id=None, album="B-sides")):
        await store.add(one)
        assert await store.get(one.id) == one
    ended = play(2, album="B-sides", requester=NOOR)
    await store.end(ended)
    assert await store.get(ended.id) == ended
    assert await store.get(PlayId("none")) is None


async def test_the_latest_of_each_come_first(store: PlayStore) -> None:
    await store.add(play(1))
    await store.add(play(2, guild_id=MOON, listeners=(ADA, NOOR)))
    await store.add(play(3, listeners=(NOOR,)))
    await store.add(play(4, ended_at=None, played_ms=None))
    assert [each.id for each in await store.recent_of_guild(HARBOUR, 10)] == ["p3", "p1"]
    assert [each.id for each in await store.recent_of_listener(ADA, 10)] == ["p2", "p1"]
    assert [each.id for each in await store.recent_of_listener(NOOR, 1)] == ["p3"]
    before, after = play(3).started_at, play(1).started_at
    assert [each.id for each in await store.recent_of_listener(NOOR, 9, before)] == ["p2"]
    assert [each.id for each in await store.recent_of_listener(ADA, 9, None, after)] == ["p2"]


async def test_what_is_told_twice_is_one_play(store: PlayStore) -> None:
    told = [play(number, guild_id=None, origin=Origin.LISTENBRAINZ) for number in range(20)]
    assert await store.tell(told[:10]) == told[:10]
    again = [replace(one, id=PlayId(f"again {one.id}")) for one in told]
    assert await store.tell(again) == again[10:]
    same_song = replace(told[0], id=PlayId("loud"), title=told[0].title.upper())
    others = replace(told[0], id=PlayId("noor's"), listeners=(NOOR,))
    assert await store.tell([same_song, others]) == [others]
    assert [each.id async for each in store.all()].count(told[0].id) == 1


async def test_what_a_key_for_some_servers_sees_of_a_person(store: PlayStore) -> None:
    for one in (play(1), play(2, guild_id=MOON), play(3, guild_id=None), play(4)):
        await store.add(one)
    seen = await store.recent_of_listener(ADA, 9, guild_ids=[HARBOUR, GuildId("7")])
    assert [each.id for each in seen] == ["p4", "p1"]
    assert await store.recent_of_listener(ADA, 9, guild_ids=[]) == []


async def test_what_is_there_about_a_person_is_there_once(store: PlayStore) -> None:
    both = play(1, requester=ADA)
    asked_for = play(2, requester=ADA, listeners=(NOOR,))
    for one in (both, asked_for, play(3, listeners=(NOOR,)), play(4, ended_at=None)):
        await store.add(one)
    assert [each async for each in store.about(ADA)] == [asked_for, both]


@pytest.mark.parametrize(
    "whose",
    [
        {"listeners": ADA, "over": True},
        {"guild_id": HARBOUR, "over": True},
        {"listeners": ADA, "guild_id": {"$in": [HARBOUR, MOON]}, "over": True},
        {"$or": [{"listeners": ADA, "over": True}, {"requester": ADA, "over": True}]},
    ],
)
async def test_recent_plays_are_read_off_an_index(
    database: Database, whose: dict[str, object]
) -> None:
    latest = database.collection(COLLECTION).find(whose)
    plan = await latest.sort([("started_at", -1), ("_id", -1)]).limit(50).explain()
    stages = str(plan["queryPlanner"]["winningPlan"])
    assert "IXSCAN" in stages
    assert "'SORT'" not in stages
    assert "COLLSCAN" not in stages


@pytest.mark.parametrize(
    ("collection", "wanted", "order"),
    [
        (COLLECTION, {"stay_id": "s"}, [("started_at", 1)]),
        (COLLECTION, {}, [("started_at", 1), ("_id", 1)]),
        ("stays", {"guild_id": {"$in": [HARBOUR, MOON]}}, [("started_at", -1), ("_id", -1)]),
    ],
)
async def test_stays_and_their_plays_are_read_off_an_index(
    database: Database, collection: str, wanted: dict[str, object], order: list[tuple[str, int]]
) -> None:
    plan = await database.collection(collection).find(wanted).sort(order).limit(50).explain()
    stages = str(plan["queryPlanner"]["winningPlan"])
    assert "IXSCAN" in stages
    assert "'SORT'" not in stages
