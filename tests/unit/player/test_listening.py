"""Hearing is counted as wall time in which music really sounded, and never more than that."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from auth.identity import UserId
from player.core.playback import Playhead
from player.core.state import PlayerState
from player.core.track import Entry, EntryId
from player.listening import Audience, Sitting, Tally, covered, heard_between, total
from tests.support.builders import ADA, BOB, GUILD, ROOM, track

LENGTH_MS = 100_000


def playing(
    position_ms: int = 0,
    *,
    rate: float = 1.0,
    paused: bool = False,
    stalled: bool = False,
    listeners: tuple[UserId, ...] = (ADA, BOB),
    deafened: tuple[UserId, ...] = (),
    length_ms: int = LENGTH_MS,
) -> PlayerState:
    return PlayerState(
        GUILD,
        channel_id=ROOM,
        voice_connected=True,
        listeners=listeners,
        deafened=deafened,
        current=Entry(EntryId(1), track(length_ms=length_ms, stream=not length_ms), ADA),
        playhead=Playhead(position_ms, 0, rate=rate, paused=paused, stalled=stalled),
    )


def listened(state: PlayerState, until: int) -> dict[UserId, int]:
    return heard_between(state, 0, until, Audience())[0].listened_ms


def test_everybody_in_the_room_hears() -> None:
    assert listened(playing(), 30_000) == {ADA: 30_000, BOB: 30_000}


def test_the_deafened_hear_nothing() -> None:
    assert listened(playing(deafened=(BOB,)), 30_000) == {ADA: 30_000}


def test_nothing_is_heard_in_a_pause_a_stall_or_without_voice() -> None:
    assert listened(playing(paused=True), 30_000) == {}
    assert listened(playing(stalled=True), 30_000) == {}
    assert listened(replace(playing(), voice_connected=False), 30_000) == {}
    assert listened(PlayerState(GUILD, listeners=(ADA,), voice_connected=True), 30_000) == {}


def test_nothing_is_heard_beyond_the_end() -> None:
    assert listened(playing(90_000), 30_000) == {ADA: 10_000, BOB: 10_000}


def test_speed_changes_how_much_of_the_track_is_heard_not_the_time() -> None:
    heard, audience = heard_between(playing(rate=2.0), 0, 26_000, Audience())
    assert heard.listened_ms[ADA] == 26_000
    assert heard.mostly == {ADA, BOB}
    assert audience.spans[ADA] == ((0, 52_000),)


def test_more_than_half_counts_once_per_turn() -> None:
    heard, audience = heard_between(playing(), 0, 50_000, Audience())
    assert heard.mostly == frozenset()
    heard, audience = heard_between(playing(50_000), 0, 1, audience)
    assert heard.mostly == {ADA, BOB}
    heard, audience = heard_between(playing(60_000), 0, 40_000, audience)
    assert heard.mostly == frozenset()


def test_hearing_the_same_part_twice_is_not_hearing_more_of_it() -> None:
    _, audience = heard_between(playing(), 0, 30_000, Audience())
    heard, audience = heard_between(playing(), 0, 30_000, audience)
    assert heard.listened_ms[ADA] == 30_000
    assert heard.mostly == frozenset()


def test_who_comes_late_has_heard_less() -> None:
    _, audience = heard_between(playing(listeners=(ADA,)), 0, 30_000, Audience())
    heard, _ = heard_between(playing(30_000), 0, 30_000, audience)
    assert heard.mostly == {ADA}


def test_a_live_stream_has_no_half() -> None:
    heard, _ = heard_between(playing(length_ms=0), 0, 10_000_000, Audience())
    assert heard.listened_ms[ADA] == 10_000_000
    assert heard.mostly == frozenset()


moments = st.integers(0, 400)
spans = st.tuples(moments, moments).map(lambda pair: (min(pair), max(pair)))


@given(st.lists(spans, max_size=12))
def test_covered_parts_are_disjoint_and_exact(parts: list[tuple[int, int]]) -> None:
    merged: tuple[tuple[int, int], ...] = ()
    for part in parts:
        merged = covered(merged, part)
    assert all(left[1] < right[0] for left, right in pairwise(merged))
    assert total(merged) == len({ms for start, end in parts for ms in range(start, end)})


@given(
    st.lists(
        st.tuples(
            st.integers(0, LENGTH_MS),
            st.integers(0, 60_000),
            st.sampled_from((0.25, 0.5, 1.0, 1.3, 2.0, 3.0)),
            st.booleans(),
        ),
        max_size=20,
    )
)
def test_nobody_hears_longer_than_time_has_passed(
    steps: list[tuple[int, int, float, bool]],
) -> None:
    audience, time_ms, listened_ms, times = Audience(), 0, 0, 0
    for position_ms, duration_ms, rate, paused in steps:
        state = playing(position_ms, rate=rate, paused=paused)
        heard, audience = heard_between(state, 0, duration_ms, audience)
        time_ms += duration_ms
        listened_ms += heard.listened_ms.get(ADA, 0)
        times += ADA in heard.mostly
    assert listened_ms <= time_ms
    assert times <= 1
    assert total(audience.spans.get(ADA, ())) <= LENGTH_MS


def test_sitting_is_counted_from_moment_to_moment() -> None:
    gains, sitting = Sitting(frozenset({ADA}), 1_000).until(4_000)
    assert gains == {ADA: Tally(voice_ms=3_000)}
    gains, sitting = sitting.until(4_500)
    assert gains == {ADA: Tally(voice_ms=500)}
    assert sitting.until(4_000)[0] == {ADA: Tally()}
