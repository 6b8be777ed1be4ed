"""Telling a guild's present play from former ones."""

from player.core.bands import FLAT
from player.core.commands import NodePlayback
from player.core.effects import PlayTrack
from player.core.track import PlayId
from player.lavalink.messages import Running
from player.lavalink.plays import Plays
from tests.support.builders import track


def asked(play_id: int, name: str = "Song") -> PlayTrack:
    return PlayTrack(track(name), PlayId(play_id), 0, False, 100, FLAT)


def found(play_id: int, name: str = "Song", source: str = "youtube") -> Running:
    return Running(source, name, NodePlayback(PlayId(play_id), 1_000, False, True))


def test_positions_count_from_the_start_of_the_asked_track_to_its_end() -> None:
    plays = Plays()
    assert not plays.has_position
    plays.ask(asked(1))
    assert not plays.has_position
    plays.begin(PlayId(1))
    assert plays.has_position
    plays.ask(asked(2))
    assert not plays.has_position
    plays.begin(PlayId(1))
    assert not plays.has_position
    plays.begin(PlayId(2))
    plays.end(PlayId(1))
    assert plays.has_position
    plays.end(PlayId(2))
    assert not plays.has_position


def test_only_the_asked_play_is_adopted() -> None:
    plays = Plays()
    plays.ask(asked(5))
    for other in (None, found(4), found(5, "Other"), found(5, source="http")):
        assert plays.adopt(other, any_play=True) is None
    assert not plays.has_position
    assert plays.adopt(found(5), any_play=False) == found(5).playback
    assert plays.has_position


def test_after_a_restart_any_play_of_ours_is_adopted() -> None:
    assert Plays().adopt(found(3), any_play=True) == found(3).playback
    assert Plays().adopt(found(3), any_play=False) is None


def test_a_play_that_has_ended_is_not_adopted() -> None:
    plays = Plays()
    plays.end(PlayId(3))
    assert plays.adopt(found(3), any_play=True) is None
    assert plays.adopt(found(4), any_play=True) == found(4).playback


def test_an_interrupted_play_can_be_found_again_a_forgotten_one_cannot() -> None:
    plays = Plays()
    plays.ask(asked(1))
    plays.begin(PlayId(1))
    plays.interrupt()
    assert not plays.has_position
    assert plays.adopt(found(1), any_play=False) is not None
    plays.forget()
    assert plays.adopt(found(1), any_play=False) is None
