"""A player in the node's time: what is announced, when, and in which order."""

from typing import Any

import pytest

from sim.lavalink.clock import ManualClock, NodeClock
from sim.lavalink.fate import Fate
from sim.lavalink.filters import FilterSet
from sim.lavalink.options import NodeOptions
from sim.lavalink.player import Engine, Player
from sim.lavalink.timetable import Timetable
from sim.lavalink.track import ENDLESS_MS, Track
from sim.lavalink.voice import VoiceState

VOICE = VoiceState("token", "endpoint", "session", "42")
SONG = Track("youtube", "song", "Song", "Somebody", 30_000)
OTHER = Track("youtube", "other", "Other", "Somebody", 20_000)
STREAM = Track("twitch", "live", "Live", "Somebody", ENDLESS_MS, is_stream=True)
DOUBLE_SPEED = FilterSet.model_validate({"timescale": {"speed": 2.0}})


class Stage:
    """A player, everything it announced, and the time it lives in."""

    def __init__(
        self, fate: Fate | None = None, *, require_voice: bool = True, voice: bool = True
    ) -> None:
        self._manual = ManualClock()
        clock = NodeClock(self._manual, lambda: 1_700_000_000.0, 1.0)
        self._timetable = Timetable(clock)
        options = NodeOptions(require_voice=require_voice)
        engine = Engine(clock, self._timetable, options, lambda _: fate or Fate())
        self.messages: list[dict[str, Any]] = []
        self.player = Player("1", engine, self.messages.append)
        if voice:
            self.player.connect_voice(VOICE)
            self.messages.clear()

    def play(self, track: Track = SONG, at_ms: int = 0, end_ms: int | None = None) -> None:
        self.player.play(track, position_ms=at_ms, end_time_ms=end_ms, data={})

    def wait(self, seconds: float) -> None:
        self._manual.advance(seconds)
        self._timetable.catch_up()

    @property
    def position_ms(self) -> int:
        position: int = self.player.wire()["state"]["position"]
        return position

    def events(self) -> list[str]:
        """Return events as `Type` or `Type reason`, without player updates."""
        found = [m for m in self.messages if m["op"] == "event"]
        return [f"{event['type']} {event.get('reason', '')}".strip() for event in found]

    def updates(self) -> list[int]:
        """Return the positions that player updates told."""
        return [m["state"]["position"] for m in self.messages if m["op"] == "playerUpdate"]


def test_a_start_announces_the_track_and_two_updates() -> None:
    stage = Stage()
    stage.play()
    assert [message["op"] for message in stage.messages] == [
        "event",
        "playerUpdate",
        "playerUpdate",
    ]
    assert stage.events() == ["TrackStartEvent"]


def test_updates_come_every_five_seconds_even_while_paused() -> None:
    stage = Stage()
    stage.play()
    stage.wait(7)
    stage.player.pause(True)
    stage.wait(10)
    assert stage.updates() == [0, 0, 5000, 7000, 7000]


def test_a_track_ends_at_its_length_and_nothing_follows() -> None:
    stage = Stage()
    stage.play()
    stage.wait(29.999)
    assert stage.events() == ["TrackStartEvent"]
    stage.wait(100)
    assert stage.events() == ["TrackStartEvent", "TrackEndEvent finished"]
    assert stage.messages[-1]["track"]["info"]["position"] == 30_000
    assert stage.player.wire()["track"] is None
    assert stage.position_ms == 0


def test_another_track_ends_the_first_before_it_starts() -> None:
    stage = Stage()
    stage.play()
    stage.wait(4)
    stage.messages.clear()
    stage.play(OTHER)
    assert stage.events() == ["TrackEndEvent replaced", "TrackStartEvent"]
    ended, started = stage.messages[:2]
    assert ended["track"]["info"]["identifier"] == "song"
    assert ended["track"]["info"]["position"] == 4000
    assert started["track"]["info"]["identifier"] == "other"
    assert stage.updates() == [0, 0]
    stage.wait(5)
    assert stage.updates() == [0, 0, 5000]


def test_a_stop_is_a_stop_once() -> None:
    stage = Stage()
    stage.play()
    stage.player.stop()
    stage.player.stop()
    assert stage.events() == ["TrackStartEvent", "TrackEndEvent stopped"]
    stage.messages.clear()
    stage.wait(60)
    assert stage.messages == []


def test_an_end_time_finishes_the_track() -> None:
    stage = Stage()
    stage.play(end_ms=12_000)
    stage.wait(12)
    assert stage.events()[-1] == "TrackEndEvent finished"
    assert stage.messages[-1]["track"]["info"]["position"] == 12_000


def test_an_end_time_can_be_cleared_and_one_in_the_past_has_no_effect() -> None:
    stage = Stage()
    stage.play(end_ms=12_000)
    stage.wait(5)
    stage.player.set_end_time(None)
    stage.wait(10)
    stage.player.set_end_time(4000)
    stage.wait(10)
    assert stage.events() == ["TrackStartEvent"]
    assert stage.position_ms == 25_000


def test_a_seek_past_the_end_time_finishes_the_track() -> None:
    stage = Stage()
    stage.play(end_ms=12_000)
    stage.player.seek(20_000)
    stage.wait(0)
    assert stage.events()[-1] == "TrackEndEvent finished"


def test_a_seek_tells_the_new_position_at_once() -> None:
    stage = Stage()
    stage.play()
    stage.wait(3)
    stage.messages.clear()
    stage.player.seek(10_000)
    assert stage.updates() == [10_000]
    stage.wait(1)
    assert stage.position_ms == 11_000


def test_a_seek_past_the_end_waits_while_paused() -> None:
    stage = Stage()
    stage.play()
    stage.player.pause(True)
    stage.player.seek(99_000)
    stage.wait(3)
    assert stage.position_ms == 30_000
    assert stage.events() == ["TrackStartEvent"]
    stage.player.pause(False)
    stage.wait(0)
    assert stage.events()[-1] == "TrackEndEvent finished"


def test_a_seek_without_a_track_says_nothing() -> None:
    stage = Stage()
    stage.player.seek(10_000)
    assert stage.messages == []


def test_filters_are_announced_and_change_the_pace() -> None:
    stage = Stage()
    stage.play()
    stage.wait(4)
    stage.messages.clear()
    stage.player.set_filters(DOUBLE_SPEED)
    assert stage.updates() == [4000]
    stage.wait(4)
    assert stage.position_ms == 12_000
    stage.wait(9)
    assert stage.events() == ["TrackEndEvent finished"]


def test_filters_and_volume_outlive_a_track() -> None:
    stage = Stage()
    stage.player.set_filters(DOUBLE_SPEED)
    stage.player.set_volume(5000)
    stage.play()
    stage.wait(15)
    stage.play(OTHER)
    stage.wait(1)
    assert stage.position_ms == 2000
    assert stage.player.wire()["volume"] == 1000


@pytest.mark.parametrize(("asked", "got"), [(-5, 0), (0, 0), (70, 70), (1000, 1000), (1001, 1000)])
def test_volume_is_clamped(asked: int, got: int) -> None:
    stage = Stage()
    stage.player.set_volume(asked)
    assert stage.player.wire()["volume"] == got


def test_a_stream_runs_on_and_cannot_be_moved() -> None:
    stage = Stage()
    stage.play(STREAM)
    stage.wait(86_400)
    stage.player.seek(5)
    assert stage.position_ms == 86_400_000
    assert stage.events() == ["TrackStartEvent"]


def test_a_stream_does_not_end_whatever_length_it_claims() -> None:
    stage = Stage()
    stage.play(Track("http", "live", "Live", "Somebody", 5000, is_stream=True))
    stage.wait(60)
    assert stage.events() == ["TrackStartEvent"]


def test_a_track_of_unknown_length_can_be_moved_anywhere() -> None:
    stage = Stage()
    stage.play(Track("http", "file", "File", "Somebody", ENDLESS_MS))
    stage.player.seek(ENDLESS_MS)
    assert stage.position_ms == ENDLESS_MS
    assert stage.player.wire()["track"]["encoded"]


def test_the_encoded_text_carries_the_position() -> None:
    stage = Stage()
    stage.play()
    before = stage.player.wire()["track"]["encoded"]
    stage.wait(1)
    after = stage.player.wire()["track"]
    assert after["encoded"] != before
    assert after["info"]["position"] == 1000


def test_a_track_that_cannot_be_loaded_fails_before_it_is_heard() -> None:
    stage = Stage(Fate(refuses_to_load=True))
    stage.play()
    stage.wait(1)
    assert stage.events() == ["TrackStartEvent", "TrackExceptionEvent", "TrackEndEvent loadFailed"]
    assert stage.messages[-1]["track"]["info"]["position"] == 0
    assert stage.messages[-2]["exception"]["severity"] == "common"


def test_a_track_that_cannot_be_loaded_ends_only_once_somebody_would_hear_it() -> None:
    stage = Stage(Fate(refuses_to_load=True))
    stage.play()
    stage.player.pause(True)
    stage.wait(1)
    assert stage.events() == ["TrackStartEvent", "TrackExceptionEvent"]
    stage.player.pause(False)
    assert stage.events()[-1] == "TrackEndEvent loadFailed"


def test_a_replaced_track_does_not_fail_any_more() -> None:
    stage = Stage(Fate(refuses_to_load=True))
    stage.play()
    stage.player.stop()
    stage.wait(1)
    assert stage.events() == ["TrackStartEvent", "TrackEndEvent stopped"]


def test_a_track_that_breaks_in_the_middle_is_finished() -> None:
    stage = Stage(Fate(breaks_at_ms=5000))
    stage.play()
    stage.wait(5)
    assert stage.events() == ["TrackStartEvent", "TrackExceptionEvent", "TrackEndEvent finished"]
    assert stage.messages[-1]["track"]["info"]["position"] == 5000


def test_a_stuck_track_is_reported_once_and_does_not_end() -> None:
    stage = Stage(Fate(stalls_at_ms=5000))
    stage.play()
    stage.wait(14.9)
    assert stage.events() == ["TrackStartEvent"]
    stage.wait(60)
    assert stage.events() == ["TrackStartEvent", "TrackStuckEvent"]
    stuck = next(m for m in stage.messages if m.get("type") == "TrackStuckEvent")
    assert stuck["thresholdMs"] == 10_000
    assert stage.messages[stage.messages.index(stuck) + 1]["op"] == "playerUpdate"
    assert stage.position_ms == 5000


def test_a_stuck_track_plays_on_before_the_spot() -> None:
    stage = Stage(Fate(stalls_at_ms=5000))
    stage.play()
    stage.wait(20)
    stage.player.seek(1000)
    stage.wait(2)
    assert stage.position_ms == 3000


def test_without_voice_a_track_stands_still_and_is_cleaned_up() -> None:
    stage = Stage(voice=False)
    stage.wait(3)
    stage.play()
    stage.wait(60)
    assert stage.events() == ["TrackStartEvent"]
    assert stage.position_ms == 0
    stage.wait(7)
    assert stage.events() == ["TrackStartEvent", "TrackEndEvent cleanup"]


def test_voice_that_comes_in_time_saves_the_track() -> None:
    stage = Stage(voice=False)
    stage.play()
    stage.wait(50)
    stage.player.connect_voice(VOICE)
    state = stage.messages[-1]["state"]
    assert state["connected"] is True
    assert state["ping"] == 24
    stage.wait(20)
    assert stage.position_ms == 20_000
    assert stage.events() == ["TrackStartEvent"]


def test_voice_that_is_closed_is_announced_and_stops_the_clock() -> None:
    stage = Stage()
    stage.play()
    stage.wait(4)
    stage.messages.clear()
    stage.player.close_voice(4014, "Disconnected.", by_remote=True)
    closed, update = stage.messages
    assert (closed["type"], closed["code"], closed["byRemote"]) == (
        "WebSocketClosedEvent",
        4014,
        True,
    )
    assert (update["state"]["connected"], update["state"]["ping"]) == (False, -1)
    stage.wait(10)
    assert stage.position_ms == 4000
    stage.wait(60)
    assert stage.events()[-1] == "TrackEndEvent cleanup"


def test_the_same_voice_state_does_not_connect_again() -> None:
    stage = Stage()
    stage.player.connect_voice(VOICE)
    assert stage.messages == []
    stage.player.close_voice(4006, "", by_remote=True)
    stage.messages.clear()
    stage.player.connect_voice(VOICE)
    assert stage.player.voice.connected
    stage.messages.clear()
    stage.player.connect_voice(VoiceState("token", "endpoint", "session", "43"))
    assert len(stage.updates()) == 1
    assert stage.player.wire()["voice"]["channelId"] == "43"


def test_a_node_that_needs_no_voice_plays_without() -> None:
    stage = Stage(require_voice=False, voice=False)
    stage.play()
    stage.wait(10)
    assert stage.position_ms == 10_000
    assert stage.player.wire()["state"]["connected"] is False
    stage.wait(60)
    assert stage.events()[-1] == "TrackEndEvent finished"


def test_a_destroyed_player_says_that_it_stopped() -> None:
    stage = Stage()
    stage.play()
    stage.player.destroy()
    assert stage.events()[-1] == "TrackEndEvent stopped"
    assert stage.player.wire()["state"]["connected"] is False
