"""Statistics are counted as things happen, and written once."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from auth.identity import SYSTEM, Actor, UserId, person
from player.bus import Recorded
from player.core.events import Event, TracksAdded, TrackStarted
from player.core.playback import Playhead
from player.core.state import PlayerState
from player.core.track import Entry, EntryId, PlayId
from player.listening import Tally
from player.statistics import Statistics
from tests.support.builders import ADA, BOB, GUILD, ROOM, track


class MemoryTallies:
    def __init__(self) -> None:
        self.stored: dict[UserId, Tally] = {}
        self.failure: Exception | None = None

    async def add(self, gains: Mapping[UserId, Tally]) -> None:
        if self.failure is not None:
            raise self.failure
        for user_id, gain in gains.items():
            self.stored[user_id] = self.stored.get(user_id, Tally()) + gain

    async def of(self, user_id: UserId) -> Tally:
        return self.stored.get(user_id, Tally())


class Counting:
    """Statistics with a clock and seats that are moved by hand."""

    def __init__(self) -> None:
        self.now = 1_000
        self.sitters: list[UserId] = []
        self.store = MemoryTallies()
        self.statistics = Statistics(self.store, lambda _: self.sitters, lambda: self.now)
        self.state = PlayerState(GUILD, channel_id=ROOM, voice_connected=True, listeners=(ADA,))

    def happens(self, *events: Event, actor: Actor = SYSTEM, **changes: object) -> None:
        before, self.state = self.state, replace(self.state, **changes)  # type: ignore[arg-type]
        self.statistics.record(Recorded(GUILD, 1, self.now, actor, events, before, self.state))

    def plays(self, number: int = 1) -> None:
        entry = Entry(EntryId(number), track(length_ms=100_000), ADA)
        head = Playhead(0, self.now)
        self.happens(TrackStarted(entry, PlayId(number), head), current=entry, playhead=head)


async def test_added_tracks_count_for_who_asked_for_them() -> None:
    counting = Counting()
    entries = tuple(Entry(EntryId(n), track(), ADA if n else None) for n in range(3))
    counting.happens(TracksAdded(entries, 0), actor=person(BOB))
    assert await counting.statistics.of(ADA) == Tally(tracks_added=2)
    assert await counting.statistics.of(BOB) == Tally()


async def test_listening_is_counted_while_nothing_happens() -> None:
    counting = Counting()
    counting.plays()
    counting.now += 40_000
    assert await counting.statistics.of(ADA) == Tally(listened_ms=40_000)
    counting.now += 20_000
    assert await counting.statistics.of(ADA) == Tally(listened_ms=60_000, tracks_listened=1)


async def test_a_track_counts_again_in_its_next_turn() -> None:
    counting = Counting()
    for turn in range(2):
        counting.plays()
        counting.now += 60_000
        await counting.statistics.flush()
        assert (await counting.statistics.of(ADA)).tracks_listened == turn + 1


async def test_who_leaves_hears_no_more() -> None:
    counting = Counting()
    counting.plays()
    counting.now += 10_000
    counting.happens(listeners=())
    counting.now += 10_000
    assert await counting.statistics.of(ADA) == Tally(listened_ms=10_000)


async def test_sitting_in_voice_is_counted() -> None:
    counting = Counting()
    counting.sitters = [ADA, BOB]
    counting.statistics.seats_changed(GUILD)
    counting.now += 5_000
    counting.sitters = [BOB]
    counting.statistics.seats_changed(GUILD)
    counting.now += 5_000
    assert await counting.statistics.of(ADA) == Tally(voice_ms=5_000)
    assert await counting.statistics.of(BOB) == Tally(voice_ms=10_000)
    counting.sitters = []
    counting.statistics.seats_changed(GUILD)
    counting.now += 5_000
    assert await counting.statistics.of(BOB) == Tally(voice_ms=10_000)


async def test_nothing_is_lost_or_doubled_by_a_failed_write() -> None:
    counting = Counting()
    counting.plays()
    counting.now += 10_000
    counting.store.failure = ConnectionError("gone")
    with pytest.raises(ConnectionError):
        await counting.statistics.flush()
    counting.store.failure = None
    counting.now += 5_000
    assert await counting.statistics.of(ADA) == Tally(listened_ms=15_000)
    assert await counting.statistics.of(ADA) == Tally(listened_ms=15_000)


async def test_a_clock_that_steps_back_takes_nothing_away() -> None:
    counting = Counting()
    counting.plays()
    counting.now += 10_000
    await counting.statistics.flush()
    counting.now -= 5_000
    counting.happens(volume=5)
    counting.now += 5_000
    assert await counting.statistics.of(ADA) == Tally(listened_ms=10_000)
