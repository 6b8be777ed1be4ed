"""A turn is measured as time that really sounded, and never more than the clock allows."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from auth.identity import UserId
from player.core.playback import Playhead
from player.core.state import PlayerState
from player.core.track import Entry, EntryId
from player.history.play import Origin, Play, PlayId
from player.history.turn import Turn
from tests.support.builders import ADA, BOB, GUILD, ROOM, track

LENGTH_MS = 200_000


def playing(at: int = 0, position_ms: int = 0, **changes: object) -> PlayerState:
    head = Playhead(position_ms, at)
    entry = Entry(EntryId(1), track(length_ms=LENGTH_MS), ADA)
    state = PlayerState(
        GUILD, channel_id=ROOM, voice_connected=True, listeners=(ADA,), current=entry, playhead=head
    )
    return replace(state, **changes)  # type: ignore[arg-type]  # Any field may change.


def turn() -> Turn:
    play = Play(PlayId("p"), Origin.PLAYER, "Song", "Artist", 0, duration_ms=LENGTH_MS)
    return Turn(play, EntryId(1), 0)


def test_a_pause_and_a_jump_are_not_played() -> None:
    measured = turn().measured(playing(), 10_000)
    paused = playing(playhead=Playhead(10_000, 10_000, paused=True))
    measured = measured.measured(paused, 60_000)
    jumped = playing(playhead=Playhead(150_000, 60_000))
    play = measured.measured(jumped, 65_000).over()
    assert (play.played_ms, play.ended_at, play.is_valid) == (15_000, 65_000, False)


def test_a_faster_track_plays_more_of_itself() -> None:
    fast = playing(playhead=Playhead(0, 0, rate=1.5))
    measured = turn().measured(fast, 40_000)
    assert (measured.played_ms, measured.audible_ms) == (60_000, 40_000)


def test_listeners_heard_half_a_minute_or_half_of_it() -> None:
    late = UserId("3")
    measured = turn().measured(playing(listeners=(ADA, BOB)), 29_000)
    measured = measured.measured(playing(29_000, 29_000, listeners=(ADA, late)), 60_000)
    assert measured.over().listeners == (ADA, late)
    measured = measured.measured(playing(60_000, 60_000, listeners=(BOB,)), 61_000)
    assert set(measured.over().listeners) == {ADA, BOB, late}


def test_of_a_short_turn_half_is_enough() -> None:
    measured = turn().measured(playing(), 4_000).measured(playing(4_000, listeners=(BOB,)), 6_000)
    assert measured.over().listeners == (ADA,)


def test_the_deafened_and_the_absent_hear_nothing() -> None:
    assert turn().measured(playing(deafened=(ADA,)), 60_000).over().listeners == ()
    assert turn().measured(playing(), 0).over().listeners == ()


@given(
    st.lists(
        st.tuples(
            st.integers(0, 90_000),
            st.integers(0, LENGTH_MS),
            st.sampled_from([0.5, 1.0, 1.5, 2.0]),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_nothing_plays_longer_than_the_clock_allows(
    spans: list[tuple[int, int, float, bool]],
) -> None:
    measured, now, most = turn(), 0, 0.0
    for lasts, position, rate, paused in spans:
        state = playing(playhead=Playhead(position, now, rate=rate, paused=paused))
        now += lasts
        most += lasts * rate
        measured = measured.measured(state, now)
    assert measured.audible_ms <= now
    assert measured.played_ms <= most + len(spans)
    assert all(gained <= measured.audible_ms for gained in measured.heard_ms.values())
