"""Reads what a node says about a guild: events, positions, and what it plays (pure)."""

from dataclasses import dataclass

from player.core.commands import (
    EndReason,
    NodePlayback,
    NodeTrackEnded,
    NodeTrackFailed,
    NodeTrackStuck,
)
from player.core.track import PlayId
from player.lavalink.tracks import Json, reason_of

USER_DATA_KEY = "play"


@dataclass(frozen=True, slots=True)
class TrackBegan:
    """The node started a track of ours."""

    play_id: PlayId


@dataclass(frozen=True, slots=True)
class Running:
    """A track of ours that a node was found with, named in every way that tells it apart."""

    source: str
    identifier: str
    playback: NodePlayback


TrackEvent = TrackBegan | NodeTrackEnded | NodeTrackFailed | NodeTrackStuck


def read_event(message: Json) -> TrackEvent | None:
    """Read a track event; None if it is of another kind, or not about a track of ours."""
    play_id = _play_id(message.get("track"))
    if play_id is None:
        return None
    match message.get("type"):
        case "TrackStartEvent":
            return TrackBegan(play_id)
        case "TrackEndEvent":
            return NodeTrackEnded(play_id, EndReason(message["reason"]))
        case "TrackExceptionEvent":
            return NodeTrackFailed(play_id, reason_of(message["exception"]))
        case "TrackStuckEvent":
            return NodeTrackStuck(play_id, int(message["thresholdMs"]))
        case _:
            return None


def read_running(player: Json) -> Running | None:
    """Read the track of ours that a player object has loaded, if it has one."""
    track = player.get("track")
    play_id = _play_id(track)
    if track is None or play_id is None:
        return None
    state = player.get("state") or {}
    playback = NodePlayback(
        play_id=play_id,
        position_ms=max(0, int(state.get("position", 0))),
        paused=bool(player.get("paused", False)),
        connected=bool(state.get("connected", False)),
    )
    return Running(track["info"]["sourceName"], track["info"]["identifier"], playback)


def _play_id(track: Json | None) -> PlayId | None:
    marks = track.get("userData") if track else None
    value = marks.get(USER_DATA_KEY) if isinstance(marks, dict) else None
    return PlayId(value) if isinstance(value, int) and not isinstance(value, bool) else None
