"""How sessions, track plays and listeners look in the archive family's answers."""

from typing_extensions import TypedDict

from player.history.play import Origin, Play
from player.history.recommending import Recommended as RecommendedArtist
from player.history.stay import Stay
from web.api.archive.inputs import LIVE_MS
from web.api.moments import moment


class Health(TypedDict):
    status: str


class Session(TypedDict):
    ID: str
    GuildID: str
    StartedAt: str
    EndedAt: str | None


class TrackPlay(TypedDict):
    ID: str
    SessionID: str
    GuildID: str
    Source: str
    SourceID: str
    URL: str
    Title: str
    Artist: str
    StartedAt: str
    EndedAt: str | None
    DurationMs: int
    PlayedDurationMs: int
    QueuedByUser: str
    IsValid: bool


class Listener(TypedDict):
    TrackPlayID: str
    UserID: str


class Sessions(TypedDict):
    sessions: list[Session]
    count: int


class TrackPlays(TypedDict):
    trackPlays: list[TrackPlay]
    count: int


class GuildTrackPlays(TrackPlays):
    guildId: str


class UserTrackPlays(TrackPlays):
    userId: str


class Listeners(TypedDict):
    listeners: list[Listener]
    count: int


class Recommended(TypedDict):
    artist: str
    weight: float


class RecommendedArtists(TypedDict):
    recommended_artists: list[Recommended]


def draw_session(stay: Stay) -> Session:
    return {
        "ID": stay.id,
        "GuildID": stay.guild_id,
        "StartedAt": moment(stay.started_at),
        "EndedAt": None if stay.ended_at is None else moment(stay.ended_at),
    }


def draw_play(play: Play) -> TrackPlay:
    return {
        "ID": play.id,
        "SessionID": play.stay_id or "",
        "GuildID": play.guild_id or "",
        "Source": play.source,
        "SourceID": play.source_id,
        "URL": play.url or "",
        "Title": play.title,
        "Artist": play.artist,
        "StartedAt": moment(play.started_at),
        "EndedAt": None if play.ended_at is None else moment(play.ended_at),
        "DurationMs": _duration(play),
        "PlayedDurationMs": play.heard_ms,
        "QueuedByUser": play.requester or "",
        "IsValid": bool(play.is_valid),
    }


def draw_listeners(play: Play) -> Listeners:
    rows: list[Listener] = [{"TrackPlayID": play.id, "UserID": user} for user in play.listeners]
    return {"listeners": rows, "count": len(rows)}


def draw_recommended(found: list[RecommendedArtist]) -> RecommendedArtists:
    return {
        "recommended_artists": [
            {"artist": each.artist, "weight": round(each.weight, 6)} for each in found
        ]
    }


def _duration(play: Play) -> int:
    """Return what bots know as the duration; what a bot plays without any is a live stream."""
    played_by_a_bot = play.origin in {Origin.PLAYER, Origin.ARCHIVE}
    return LIVE_MS if played_by_a_bot and play.duration_ms == 0 else play.duration_ms


SESSION: Session = {
    "ID": "0b3c0f4a3c1f4d0c8f7c3f1f8f3f6a11",
    "GuildID": "123456789012345678",
    "StartedAt": "2026-01-16T10:00:00.000Z",
    "EndedAt": None,
}
TRACK_PLAY: TrackPlay = {
    "ID": "5f0e3a7d2b7c4f2f9f3a1f6f0e8d4c22",
    "SessionID": SESSION["ID"],
    "GuildID": SESSION["GuildID"],
    "Source": "youtube",
    "SourceID": "dQw4w9WgXcQ",
    "URL": "https://youtube.com/watch?v=dQw4w9WgXcQ",
    "Title": "Never Gonna Give You Up",
    "Artist": "Rick Astley",
    "StartedAt": "2026-01-16T10:05:00.000Z",
    "EndedAt": "2026-01-16T10:08:30.000Z",
    "DurationMs": 213000,
    "PlayedDurationMs": 210000,
    "QueuedByUser": "81384788765712384",
    "IsValid": True,
}
LISTENER: Listener = {"TrackPlayID": TRACK_PLAY["ID"], "UserID": "81384788765712384"}
RECOMMENDED: RecommendedArtists = {
    "recommended_artists": [{"artist": "Rick Astley", "weight": 0.693147}]
}
