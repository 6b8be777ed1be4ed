"""The history of what plays, from the bus to a real database."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace

import pytest

from auth.identity import SYSTEM
from db.client import Database, Document
from db.plays import Plays
from db.stays import OpenTurns, Stays
from db.tallies import COLLECTION, Tallies
from player.bus import Recorded
from player.core.events import Event, Outcome, TrackEnded, TrackStarted
from player.core.playback import Playhead
from player.core.state import PlayerState
from player.core.track import Entry, EntryId
from player.core.track import PlayId as StartId
from player.history.history import History, UnknownPlay
from player.history.periods import hour_of_week
from player.history.play import Origin, Play, PlayId
from player.history.recorder import Recorder
from player.history.tallies import gains_of
from tests.support.builders import ADA, BOB, GUILD, ROOM, track

NOON = 1_795_435_200_000


class Watching:
    """A recorder with a clock and a player that are moved by hand."""

    def __init__(self, database: Database) -> None:
        self.now = NOON
        self.database = database
        self.told: list[Play] = []
        self.history = History(Plays(database), Stays(database), lambda: self.now)
        self.recorder = self._recorder()
        self.state = PlayerState(GUILD, voice_connected=True, listeners=(ADA,))

    def happens(self, *events: Event, **changes: object) -> None:
        before, self.state = self.state, replace(self.state, **changes)  # type: ignore[arg-type]
        self.recorder.record(Recorded(GUILD, 1, self.now, SYSTEM, events, before, self.state))

    def plays(self, number: int) -> None:
        entry = Entry(EntryId(number), track(f"Song {number}", length_ms=100_000), ADA)
        head = Playhead(0, self.now)
        self.happens(TrackStarted(entry, StartId(number), head), current=entry, playhead=head)

    def ends(self) -> None:
        ended = TrackEnded(Outcome.FINISHED, 0, self.now)
        self.happens(ended, current=None, playhead=None)

    async def restarts(self) -> None:
        self.recorder = self._recorder()
        await self.recorder.load()

    async def plays_known(self) -> list[Play]:
        return [play async for play in self.history.plays.all()]

    def _recorder(self) -> Recorder:
        open_turns = OpenTurns(self.database)
        return Recorder(self.history, open_turns, lambda: self.now, self._ended)

    async def _ended(self, play: Play) -> None:
        self.told.append(play)


@pytest.fixture(name="watching")
def a_recorder_at_work(database: Database) -> Watching:
    return Watching(database)


async def tallies(database: Database) -> dict[str, Document]:
    found = await database.collection(COLLECTION).find().to_list()
    return {f"{each['s']} {each['k']} {each['p']} {each['key']}": each for each in found}


async def test_a_stay_and_its_plays_are_written(watching: Watching) -> None:
    watching.happens(channel_id=ROOM)
    watching.plays(1)
    watching.now += 60_000
    watching.ends()
    watching.now += 1_000
    watching.plays(2)
    watching.now += 5_000
    watching.happens(TrackEnded(Outcome.SKIPPED, 5_000, watching.now), current=None, playhead=None)
    watching.happens(channel_id=None)
    await watching.recorder.flush()
    (stay,) = await watching.history.stays.latest_of([GUILD], 9)
    assert (stay.started_at, stay.ended_at) == (NOON, watching.now)
    first, second = [each async for each in watching.history.plays.of_stay(stay.id)]
    assert (first.title, first.played_ms, first.listeners) == ("Song 1", 60_000, (ADA,))
    assert (first.requester, first.origin, first.is_valid) == (ADA, Origin.PLAYER, True)
    assert (second.played_ms, second.is_valid) == (5_000, False)
    counted = await tallies(watching.database)
    assert counted[f"g:{GUILD} total all "]["plays"] == 1
    assert counted[f"g:{GUILD} total all "]["hours"] == {str(hour_of_week(NOON)): 1}
    assert counted[f"u:{ADA} artist 2026 {first.artist.casefold()}"]["ms"] == 60_000
    assert await OpenTurns(watching.database).all() == []


async def test_a_play_is_there_while_it_goes_on(watching: Watching) -> None:
    watching.plays(1)
    await watching.recorder.flush()
    (play,) = await watching.plays_known()
    assert (play.title, play.listeners, play.is_valid) == ("Song 1", (ADA,), None)
    assert await tallies(watching.database) == {}
    watching.now += 60_000
    await watching.restarts()
    watching.happens(listeners=())
    watching.now += 60_000
    watching.ends()
    await watching.recorder.flush()
    (ended,) = await watching.plays_known()
    assert (ended.id, ended.listeners) == (play.id, ())


async def test_a_restart_goes_on_with_the_same_play(watching: Watching) -> None:
    watching.happens(channel_id=ROOM)
    watching.plays(1)
    watching.now += 30_000
    await watching.recorder.flush()
    watching.now += 10_000
    await watching.restarts()
    watching.happens(playhead=Playhead(40_000, watching.now))
    watching.now += 20_000
    watching.ends()
    await watching.recorder.flush()
    (play,) = await watching.plays_known()
    assert (play.started_at, play.played_ms) == (NOON, 50_000)
    (stay,) = await watching.history.stays.latest_of([GUILD], 9)
    assert play.stay_id == stay.id


async def test_what_a_restart_did_not_go_on_with_is_over(watching: Watching) -> None:
    watching.plays(1)
    watching.now += 30_000
    await watching.recorder.flush()
    watching.state = replace(watching.state, current=None, playhead=None)
    await watching.restarts()
    watching.plays(2)
    await watching.recorder.flush()
    play, goes_on = await watching.plays_known()
    assert (play.title, play.ended_at) == ("Song 1", NOON + 30_000)
    assert (goes_on.title, goes_on.ended_at) == ("Song 2", None)


async def test_each_play_counts_once_however_often_it_is_ended(watching: Watching) -> None:
    plays = watching.history.plays
    play = Play(PlayId("p"), Origin.ARCHIVE, "Song", "Artist", NOON, (ADA, BOB), GUILD)
    ended = replace(play, ended_at=NOON + 60_000)
    await plays.add(play)
    done = await asyncio.gather(*(plays.end(ended) for _ in range(8)))
    assert sorted(done) == [False] * 7 + [True]
    counted = await tallies(watching.database)
    assert counted[f"g:{GUILD} listener all {BOB}"]["plays"] == 1
    again = await watching.history.end_play(play.id, NOON + 999_000)
    assert again.ended_at == NOON + 60_000
    with pytest.raises(UnknownPlay):
        await watching.history.end_play(PlayId("none"))


async def test_counting_one_by_one_and_at_once_come_to_the_same(watching: Watching) -> None:
    told = [
        Play(
            PlayId(f"p{number}"),
            Origin.LISTENBRAINZ,
            f"Song {number % 7}",
            f"Artist {number % 3}",
            NOON + number * 7_777_777,
            (ADA,),
            ended_at=NOON + number * 7_777_777 + 40_000,
        )
        for number in range(60)
    ]
    backwards = list(reversed(told))
    for few in (backwards[:10], backwards[10:11], backwards[11:], told):
        await watching.history.tell(few)
    one_by_one = await tallies(watching.database)
    await watching.database.collection(COLLECTION).delete_many({})
    await Tallies(watching.database).add(gains_of(await watching.plays_known()))
    assert _without_ids(await tallies(watching.database)) == _without_ids(one_by_one)
    everything = one_by_one[f"u:{ADA} total all "]
    assert everything["plays"] == sum(everything["hours"].values()) == 60


def _without_ids(counted: dict[str, Document]) -> Iterable[tuple[str, Document]]:
    return sorted((name, {**each, "_id": None}) for name, each in counted.items())


async def test_whoever_waits_for_the_end_of_plays_hears_of_it_until_they_have(
    watching: Watching,
) -> None:
    watching.plays(1)
    watching.now += 60_000
    await watching.recorder.flush()
    watching.now += 20_000
    watching.ends()

    async def is_away(_play: Play) -> None:
        raise OSError

    heard, watching.recorder._ended = watching.recorder._ended, is_away
    with pytest.raises(OSError):  # noqa: PT011 - Raised right above.
        await watching.recorder.flush()
    (written,) = await watching.plays_known()
    assert written.is_valid
    watching.recorder._ended = heard
    await watching.recorder.flush()
    assert watching.told == [written]


async def test_a_crash_before_that_is_made_up_for_with_what_was_written(
    watching: Watching,
) -> None:
    watching.plays(1)
    watching.now += 60_000
    await watching.recorder.flush()
    left = await OpenTurns(watching.database).all()
    watching.now += 20_000
    watching.ends()
    await watching.recorder.flush()
    await OpenTurns(watching.database).replace(left)
    watching.told.clear()
    await watching.restarts()
    watching.plays(2)
    await watching.recorder.flush()
    (told,) = watching.told
    assert told.played_ms == 80_000
