"""What receivers are told of a play, in ListenBrainz's words and in those of a webhook (pure)."""

from datetime import UTC, datetime
from typing import Any

from player.history.play import Play

Json = dict[str, Any]

US = "Auxcord"


def message(kind: str, at_ms: int, data: Json) -> Json:
    """Return the envelope of everything that a webhook brings."""
    return {"type": kind, "timestamp": moment(at_ms), "data": data}


def play_message(play: Play) -> Json:
    """Tell that somebody heard a track, long enough to count."""
    return message(
        "play.heard",
        play.ended_at or play.started_at,
        {
            "id": play.id,
            "title": play.title,
            "artist": play.artist,
            "album": play.album,
            "source": play.source,
            "source_id": play.source_id,
            "url": play.url,
            "artwork_url": play.artwork_url,
            "duration_ms": play.duration_ms,
            "heard_ms": play.heard_ms,
            "started_at": moment(play.started_at),
            "guild_id": play.guild_id,
        },
    )


def listen_of(play: Play) -> Json:
    """Return a play as `submit-listens` takes it."""
    details = {
        "duration_ms": play.duration_ms or None,
        "media_player": US,
        "submission_client": US,
        "music_service_name": play.source or None,
        "origin_url": play.url,
    }
    about = {
        "artist_name": play.artist.strip(),
        "track_name": play.title.strip(),
        "release_name": play.album,
        "additional_info": _given(details),
    }
    listen = {"listened_at": play.started_at // 1000, "track_metadata": _given(about)}
    return {"listen_type": "single", "payload": [listen]}


def moment(at_ms: int) -> str:
    """Return RFC 3339 in UTC, to the millisecond."""
    text = datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def _given(values: Json) -> Json:
    return {name: value for name, value in values.items() if value}
