"""Pause, seek, skip, previous, stop, eject, jump."""

from player.core.commands import (
    EndReason,
    NodeLost,
    NodePlayback,
    NodeReady,
    NodeTrackEnded,
    PositionReported,
)
from player.core.effects import DestroyPlayer, LeaveChannel, PauseNode, PlayTrack, SeekTo, StopTrack
from player.core.errors import (
    NothingBefore,
    NothingPlaying,
    NotInVoice,
    NotSeekable,
    OutOfRange,
)
from player.core.requests import (
    AddTracks,
    Eject,
    Index,
    JumpTo,
    Previous,
    Seek,
    SetPaused,
    SetRepeat,
    Skip,
    Stop,
)
from tests.support.builders import OTHER_ROOM, connected_scene, track


def audible(*names: str):  # noqa: ANN201 - The scene's type is evident.
    scene = connected_scene(*names)
    scene.report(PositionReported(0, scene.now, connected=True))
    return scene


def test_pausing_freezes_the_position() -> None:
    scene = audible("a")
    scene.now += 5_000
    decision = scene.ask(SetPaused(True))
    scene.now += 60_000
    assert scene.state.position_at(scene.now) == 5_000
    assert decision.effects == (PauseNode(True),)
    scene.ask(SetPaused(False))
    scene.now += 1_000
    assert scene.state.position_at(scene.now) == 6_000


def test_pausing_twice_changes_nothing() -> None:
    scene = audible("a")
    scene.ask(SetPaused(True))
    assert scene.ask(SetPaused(True)).events == ()


def test_pausing_needs_a_track() -> None:
    assert isinstance(connected_scene().refused(SetPaused(True)), NothingPlaying)


def test_position_ends_at_the_length() -> None:
    scene = audible("a")
    scene.now += 10_000_000
    assert scene.state.position_at(scene.now) == 200_000


def test_seek_within_the_track() -> None:
    scene = audible("a")
    assert scene.ask(Seek(90_000)).effects == (SeekTo(90_000),)
    assert scene.state.position_at(scene.now + 10) == 90_010


def test_seek_beyond_the_end_is_refused() -> None:
    refusal = audible("a").refused(Seek(200_001))
    assert isinstance(refusal, OutOfRange)
    assert (refusal.field, refusal.high) == ("position", 200_000)


def test_large_numbers_are_told_as_people_write_them() -> None:
    problem = OutOfRange("position", 1_000_000_000, 0, 3_723_000)
    assert str(problem) == "position must be between 0 and 3723000, not 1000000000."


def test_seek_in_a_live_stream_is_refused() -> None:
    scene = connected_scene()
    scene.ask(AddTracks((track("live", stream=True),)))
    assert isinstance(scene.refused(Seek(0)), NotSeekable)


def test_seek_while_the_node_is_away_wins_over_the_node_that_returns() -> None:
    scene = audible("a")
    before = scene.state.play_id
    scene.report(NodeLost())
    scene.ask(Seek(90_000))
    decision = scene.report(NodeReady(NodePlayback(before, 3_000, paused=False, connected=True)))
    play = decision.effects[0]
    assert isinstance(play, PlayTrack)
    assert play.position_ms == 90_000


def test_skip_plays_the_next_and_the_last_skip_stops() -> None:
    scene = audible("a", "b")
    assert isinstance(scene.ask(Skip()).effects[0], PlayTrack)
    assert scene.playing() == "b"
    assert scene.ask(Skip()).effects == (StopTrack(),)
    assert scene.playing() is None
    assert isinstance(scene.refused(Skip()), NothingPlaying)


def test_the_late_end_of_a_skipped_track_is_ignored() -> None:
    scene = audible("a", "b", "c")
    first = scene.state.play_id
    scene.ask(Skip())
    scene.report(NodeTrackEnded(first, EndReason.FINISHED))
    assert scene.playing() == "b"


def test_previous_goes_back_and_forth() -> None:
    scene = audible("a", "b", "c")
    scene.ask(Skip())
    scene.ask(Skip())
    scene.ask(Previous())
    assert (scene.playing(), scene.titles()) == ("b", ["c"])
    scene.ask(Previous())
    assert (scene.playing(), scene.titles()) == ("a", ["b", "c"])
    assert isinstance(scene.refused(Previous()), NothingBefore)


def test_what_had_its_turn_is_remembered_with_its_play_and_its_end() -> None:
    scene = audible("a", "b", "c")
    began = scene.state.play_id
    scene.now += 5_000
    scene.ask(Skip())
    scene.now += 7_000
    scene.ask(Skip())
    told = [(past.track.title, past.play_id, past.ended_at) for past in scene.state.history]
    assert told == [("a", began, scene.now - 7_000), ("b", began + 1, scene.now)]
    before = scene.state.history[-1]
    scene.ask(Previous())
    assert scene.state.current == before.again()
    assert [past.track.title for past in scene.state.history] == ["a"]


def test_previous_under_repeat_takes_the_entry_out_of_the_queue() -> None:
    scene = audible("a", "b", "c")
    scene.ask(SetRepeat(True))
    scene.ask(Skip())
    assert (scene.playing(), scene.titles()) == ("b", ["c", "a"])
    scene.ask(Previous())
    assert (scene.playing(), scene.titles()) == ("a", ["b", "c"])


def test_stop_keeps_the_track_in_front_and_play_starts_it_again() -> None:
    scene = audible("a", "b")
    assert scene.ask(Stop()).effects == (StopTrack(),)
    assert (scene.playing(), scene.titles()) == (None, ["a", "b"])
    scene.ask(SetPaused(False))
    assert (scene.playing(), scene.titles()) == ("a", ["b"])


def test_eject_forgets_everything_and_leaves() -> None:
    scene = audible("a", "b")
    assert scene.ask(Eject()).effects == (DestroyPlayer(), LeaveChannel())
    assert (scene.playing(), scene.titles(), scene.state.channel_id) == (None, [], None)


def test_jump_plays_that_entry_and_leaves_the_others() -> None:
    scene = audible("a", "b", "c", "d")
    scene.ask(JumpTo(Index(1)))
    assert (scene.playing(), scene.titles()) == ("c", ["b", "d"])


def test_strangers_to_the_channel_control_nothing() -> None:
    scene = audible("a", "b")
    for command in (Skip(), Stop(), Eject(), SetPaused(True), Seek(0), Previous()):
        assert isinstance(scene.refused(command, room=OTHER_ROOM), NotInVoice)
        assert isinstance(scene.refused(command, room=None), NotInVoice)
