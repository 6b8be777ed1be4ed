"""Adding, moving, removing, repeat and shuffle."""

from player.core.commands import EndReason, NodeTrackEnded
from player.core.effects import JoinChannel, PlayTrack
from player.core.errors import NotInVoice, OutOfRange, QueueFull, UnknownEntry
from player.core.events import EntryMoved
from player.core.requests import (
    AddTracks,
    Index,
    MoveEntries,
    MoveEntry,
    Placement,
    RemoveEntries,
    RemoveEntry,
    SetRepeat,
    SetRepeatTrack,
    SetShuffle,
    UndoEdit,
)
from player.core.track import EntryId
from tests.support.builders import OTHER_ROOM, ROOM, Scene, connected_scene, tracks


def finish(scene: Scene) -> None:
    scene.report(NodeTrackEnded(scene.state.play_id, EndReason.FINISHED))


def test_the_first_track_brings_the_bot_and_starts() -> None:
    scene = connected_scene()
    decision = scene.ask(AddTracks(tracks("a", "b")))
    assert scene.playing() == "a"
    assert scene.titles() == ["b"]
    assert scene.state.channel_id == ROOM
    assert [type(effect) for effect in decision.effects] == [JoinChannel, PlayTrack]


def test_somebody_outside_voice_cannot_add() -> None:
    scene = connected_scene()
    assert isinstance(scene.refused(AddTracks(tracks("a")), room=None), NotInVoice)


def test_somebody_in_another_channel_cannot_take_the_bot_from_its_listeners() -> None:
    scene = connected_scene("a")
    assert isinstance(scene.refused(AddTracks(tracks("b")), room=OTHER_ROOM), NotInVoice)


def test_next_and_now_go_in_front() -> None:
    scene = connected_scene("a", "b")
    scene.ask(AddTracks(tracks("c", "d"), Placement.NEXT))
    assert scene.titles() == ["c", "d", "b"]
    scene.ask(AddTracks(tracks("e"), Placement.NOW))
    assert scene.playing() == "e"
    assert scene.titles() == ["c", "d", "b"]
    assert [entry.track.title for entry in scene.state.history] == ["a"]


def test_a_full_queue_takes_nothing_of_a_list() -> None:
    scene = connected_scene("a")
    refusal = scene.refused(AddTracks(tracks("b") * 5001))
    assert isinstance(refusal, QueueFull)
    assert scene.titles() == []


def test_moving_by_index_and_by_id() -> None:
    scene = connected_scene("a", "b", "c", "d")
    scene.ask(MoveEntry(Index(0), 2))
    assert scene.titles() == ["c", "d", "b"]
    scene.ask(MoveEntry(EntryId(4), 0))
    assert scene.titles() == ["d", "c", "b"]


def test_moving_to_where_it_is_changes_nothing() -> None:
    scene = connected_scene("a", "b", "c")
    assert scene.ask(MoveEntry(Index(1), 1)).events == ()


def test_moving_refuses_places_that_do_not_exist() -> None:
    scene = connected_scene("a", "b", "c")
    index = scene.refused(MoveEntry(Index(2), 0))
    assert isinstance(index, OutOfRange)
    assert (index.field, index.low, index.high) == ("index", 0, 1)
    position = scene.refused(MoveEntry(Index(0), 2))
    assert isinstance(position, OutOfRange)
    assert position.field == "position"


def test_an_entry_that_went_away_is_told_apart_from_its_neighbour() -> None:
    scene = connected_scene("a", "b", "c")
    scene.ask(RemoveEntry(EntryId(2)))
    assert scene.titles() == ["c"]
    assert isinstance(scene.refused(RemoveEntry(EntryId(2))), UnknownEntry)


def ids(*numbers: int) -> frozenset[EntryId]:
    return frozenset(map(EntryId, numbers))


def test_several_entries_move_together_in_the_order_they_have() -> None:
    scene = connected_scene("a", "b", "c", "d", "e")
    scene.ask(MoveEntries(ids(5, 3), 0))
    assert scene.titles() == ["c", "e", "b", "d"]
    scene.ask(MoveEntries(ids(3, 2), 2))
    assert scene.titles() == ["e", "d", "c", "b"]


def test_moving_several_to_where_they_are_changes_nothing() -> None:
    scene = connected_scene("a", "b", "c", "d")
    assert scene.ask(MoveEntries(ids(2, 3), 0)).events == ()


def test_several_entries_cannot_move_beyond_the_others() -> None:
    scene = connected_scene("a", "b", "c", "d")
    refusal = scene.refused(MoveEntries(ids(2, 3), 2))
    assert isinstance(refusal, OutOfRange)
    assert (refusal.field, refusal.high) == ("position", 1)


def test_several_removals_are_one_edit() -> None:
    scene = connected_scene("a", "b", "c", "d")
    scene.ask(RemoveEntries(ids(2, 4)))
    assert scene.titles() == ["c"]
    scene.ask(UndoEdit())
    assert scene.titles() == ["b", "c", "d"]


def test_entries_that_are_gone_are_passed_over_unless_all_are() -> None:
    scene = connected_scene("a", "b", "c")
    scene.ask(RemoveEntries(ids(2, 40)))
    assert scene.titles() == ["c"]
    assert isinstance(scene.refused(RemoveEntries(ids(2, 40))), UnknownEntry)
    assert isinstance(scene.refused(MoveEntries(ids(2, 40), 0)), UnknownEntry)


def test_two_moves_at_once_keep_every_entry() -> None:
    scene = connected_scene("a", "b", "c", "d")
    scene.ask(MoveEntry(EntryId(2), 2))
    scene.ask(MoveEntry(EntryId(2), 0))
    assert sorted(scene.titles()) == ["b", "c", "d"]
    assert isinstance(scene.last.events[0], EntryMoved)


def test_repeat_sends_finished_tracks_to_the_end() -> None:
    scene = connected_scene("a", "b")
    scene.ask(SetRepeat(True))
    finish(scene)
    assert scene.playing() == "b"
    assert scene.titles() == ["a"]
    finish(scene)
    finish(scene)
    assert scene.playing() == "b"


def test_repeat_with_a_single_track_starts_it_again() -> None:
    scene = connected_scene("a")
    scene.ask(SetRepeat(True))
    finish(scene)
    assert scene.playing() == "a"
    assert scene.titles() == []


def test_repeat_track_plays_it_again_and_remembers_it_once() -> None:
    scene = connected_scene("a", "b")
    scene.ask(SetRepeatTrack(True))
    finish(scene)
    finish(scene)
    assert scene.playing() == "a"
    (past,) = scene.state.history
    assert past.play_id == scene.state.play_id - 1


def test_a_failed_track_is_not_repeated() -> None:
    scene = connected_scene("a")
    scene.ask(SetRepeat(True))
    scene.report(NodeTrackEnded(scene.state.play_id, EndReason.LOAD_FAILED))
    assert scene.playing() is None
    assert scene.titles() == []


def test_shuffle_mixes_and_off_restores_the_order_of_addition() -> None:
    scene = connected_scene("a", *"bcdefghij")
    scene.ask(SetShuffle(True))
    assert scene.titles() != list("bcdefghij")
    assert sorted(scene.titles()) == list("bcdefghij")
    scene.ask(SetShuffle(False))
    assert scene.titles() == list("bcdefghij")


def test_tracks_added_while_shuffled_do_not_disturb_the_others() -> None:
    scene = connected_scene("a", *"bcdef")
    scene.ask(SetShuffle(True))
    before = scene.titles()
    scene.ask(AddTracks(tracks("x", "y", "z")), seed=3)
    assert [title for title in scene.titles() if title not in "xyz"] == before
    assert len(scene.titles()) == 8
