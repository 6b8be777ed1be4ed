"""What one person heard, on a real MongoDB."""

from collections.abc import Collection

import pytest

from auth.identity import GuildId, UserId
from db.client import Database
from db.listens import Listens
from db.plays import Plays
from db.public_listeners import PublicListenerStore
from db.tallies import COLLECTION
from player.history.heard import Heard, Listen, play_of
from player.history.play import Origin, Play, PlayId

ADA, NOOR = UserId("1"), UserId("2")
HARBOUR = GuildId("5")
FIRST_S = 1_700_000_000
SONG = Heard("Lanterns", "Mira Voss", duration_ms=180_000)
NOW = 1_790_000_000_000


def told(number: int, listener: UserId = ADA) -> Play:
    listen = Listen(SONG, (FIRST_S + number) * 1000)
    return play_of(PlayId(f"{listener}-{number}"), listener, Origin.LISTENBRAINZ, listen, NOW)


def played(number: int, played_ms: int = 60_000) -> Play:
    """Return what the bot played to two people in a server."""
    at = (FIRST_S + number) * 1000 + 7
    return Play(
        PlayId(f"played-{number}"),
        Origin.PLAYER,
        "Tide",
        "Mira Voss",
        at,
        listeners=(ADA, NOOR),
        guild_id=HARBOUR,
        duration_ms=180_000,
        ended_at=at + played_ms,
        played_ms=played_ms,
    )


def numbers(plays: Collection[Play]) -> list[str]:
    return [play.id.rpartition("-")[2] for play in plays]


@pytest.fixture(name="plays")
def all_plays(database: Database) -> Plays:
    return Plays(database)


@pytest.fixture(name="listens")
def all_listens(database: Database) -> Listens:
    return Listens(database)


async def test_listens_are_read_from_either_end(plays: Plays, listens: Listens) -> None:
    await plays.tell([told(number) for number in range(5)])
    await plays.end(played(5))
    assert numbers(await listens.latest_of(ADA, 3, None, None)) == ["5", "4", "3"]
    assert numbers(await listens.latest_of(ADA, 2, FIRST_S + 5, None)) == ["4", "3"]
    assert numbers(await listens.latest_of(ADA, 2, None, FIRST_S + 1)) == ["3", "2"]
    assert numbers(await listens.latest_of(ADA, 9, FIRST_S + 3, FIRST_S)) == ["2", "1"]
    assert numbers(await listens.latest_of(NOOR, 9, None, None)) == ["5"]
    assert await listens.span(ADA) == (FIRST_S * 1000, (FIRST_S + 5) * 1000 + 7)
    assert await listens.span(UserId("3")) is None
    assert (await listens.count(ADA), await listens.count(UserId("3"))) == (6, 0)


async def test_what_was_heard_too_briefly_is_no_listen(plays: Plays, listens: Listens) -> None:
    await plays.end(played(0, played_ms=1_000))
    assert await listens.latest_of(ADA, 9, None, None) == []
    assert await listens.count(ADA) == 0


async def test_what_a_program_tells_of_counts_however_short(plays: Plays, listens: Listens) -> None:
    listen = Listen(Heard("Jingle", "Radio"), FIRST_S * 1000)
    jingle = play_of(PlayId("jingle"), ADA, Origin.MALOJA, listen, NOW)
    await plays.tell([jingle])
    assert await listens.latest_of(ADA, 9, None, None) == [jingle]
    assert await listens.count(ADA) == 1


async def test_a_listen_that_is_taken_back_leaves_the_sums_right(
    database: Database, plays: Plays, listens: Listens
) -> None:
    await plays.tell([told(0)])
    before = await sums(database)
    await plays.tell([told(90_000_000)])
    taken = await listens.take(ADA, FIRST_S + 90_000_000, lambda play: play.title == "Lanterns")
    assert taken == told(90_000_000)
    assert await sums(database) == before
    assert await plays.get(told(90_000_000).id) is None
    assert await listens.take(ADA, FIRST_S + 90_000_000, lambda _: True) is None
    assert await listens.take(ADA, FIRST_S, lambda _: False) is None
    assert await plays.tell([told(90_000_000)]) == [told(90_000_000)]


async def test_what_others_heard_too_stays_theirs(
    database: Database, plays: Plays, listens: Listens
) -> None:
    play = played(0)
    await plays.end(play)
    await listens.take(ADA, FIRST_S, lambda _: True)
    left = await plays.get(play.id)
    assert left is not None
    assert left.listeners == (NOOR,)
    assert (await listens.count(ADA), await listens.count(NOOR)) == (0, 1)
    subjects = {document["_id"]["s"] for document in await tallies(database)}
    assert subjects == {f"u:{NOOR}", f"g:{HARBOUR}"}
    heard = [each["_id"]["key"] for each in await tallies(database) if each["k"] == "listener"]
    assert {*heard} == {NOOR}


async def test_a_public_name_belongs_to_one(database: Database) -> None:
    listeners = PublicListenerStore(database)
    assert await listeners.publish(ADA, "Ada")
    assert not await listeners.publish(NOOR, "ada")
    assert await listeners.find("ADA") == (ADA, "Ada")
    assert await listeners.publish(ADA, "Ada.L")
    assert await listeners.publish(NOOR, "ada")
    assert (await listeners.is_public(ADA), await listeners.is_public(UserId("3"))) == (True, False)
    await listeners.hide(ADA)
    await listeners.hide(ADA)
    assert await listeners.find("Ada.L") is None
    assert not await listeners.is_public(ADA)


async def sums(database: Database) -> dict[str, tuple[int, int]]:
    return {str(each["_id"]): (each["plays"], each["ms"]) for each in await tallies(database)}


async def tallies(database: Database) -> list[dict[str, object]]:
    return await database.collection(COLLECTION).find({}).to_list()
