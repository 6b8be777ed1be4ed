"""Reading what nodes say about guilds."""

from typing import Any

import pytest

from player.core.commands import (
    EndReason,
    NodePlayback,
    NodeTrackEnded,
    NodeTrackFailed,
    NodeTrackStuck,
)
from player.core.track import PlayId
from player.lavalink.messages import Running, TrackBegan, read_event, read_running


def marked(user_data: object) -> dict[str, Any]:
    return {
        "encoded": "QAAA",
        "info": {"identifier": "abc", "sourceName": "youtube"},
        "userData": user_data,
    }


OURS = marked({"play": 7})


@pytest.mark.parametrize(
    ("message", "event"),
    [
        ({"type": "TrackStartEvent", "track": OURS}, TrackBegan(PlayId(7))),
        (
            {"type": "TrackEndEvent", "track": OURS, "reason": "loadFailed"},
            NodeTrackEnded(PlayId(7), EndReason.LOAD_FAILED),
        ),
        (
            {"type": "TrackExceptionEvent", "track": OURS, "exception": {"message": "No."}},
            NodeTrackFailed(PlayId(7), "No."),
        ),
        (
            {"type": "TrackStuckEvent", "track": OURS, "thresholdMs": 10_000},
            NodeTrackStuck(PlayId(7), 10_000),
        ),
        ({"type": "SegmentsLoaded", "track": OURS}, None),
        ({"type": "WebSocketClosedEvent", "code": 4014}, None),
    ],
)
def test_events_about_our_tracks_are_read(message: dict[str, Any], event: object) -> None:
    assert read_event(message) == event


@pytest.mark.parametrize("mark", [None, {}, {"play": "7"}, {"play": True}, {"other": 7}, [7]])
def test_events_about_other_tracks_are_not(mark: object) -> None:
    message = {"type": "TrackEndEvent", "track": marked(mark), "reason": "finished"}
    assert read_event(message) is None


def test_a_playing_player_is_read() -> None:
    state = {"time": 1, "position": 3_000, "connected": True, "ping": 5}
    running = read_running({"track": OURS, "paused": True, "state": state})
    assert running == Running("youtube", "abc", NodePlayback(PlayId(7), 3_000, True, True))


@pytest.mark.parametrize("track", [None, marked({}), marked({"play": None})])
def test_a_player_without_a_track_of_ours_is_not_running(track: object) -> None:
    assert read_running({"track": track, "paused": False, "state": {}}) is None
