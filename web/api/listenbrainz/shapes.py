"""How listens look in answers."""

from typing import Any, Literal
from uuid import UUID, uuid5

from pydantic import BaseModel, Field
from typing_extensions import TypedDict

from player.history.elsewhere import PlayingElsewhere
from player.history.heard import Heard
from player.history.play import Origin, Play
from web.family import Json

NAMESPACE = UUID("6d9a4b0e-3c1f-4f39-9c55-6f1f4d8f8a07")
US = "Auxcord"


class TrackMetadata(BaseModel):
    """A track as its listener's program described it."""

    artist_name: str
    track_name: str
    release_name: str | None = None
    additional_info: dict[str, Any] = Field(default_factory=dict)


class SubmittedListen(BaseModel):
    """A listen; `listened_at` is when it began, in Unix seconds, and left out of `playing_now`."""

    listened_at: int | None = Field(None, ge=1_033_430_400)
    track_metadata: TrackMetadata


class SubmittedListens(BaseModel):
    """Listens to write down: one, or with `import` up to 1,000."""

    listen_type: Literal["single", "playing_now", "import"]
    payload: list[SubmittedListen] = Field(min_length=1, max_length=1_000)


class ListenNamed(BaseModel):
    """A listen to delete: when it began, and the `recording_msid` with which it was answered."""

    listened_at: int
    recording_msid: str


class Accepted(BaseModel):
    """That it is done; the msid where it was asked for by `return_msid`."""

    status: Literal["ok"]
    recording_msid: str | None = None


class TokenVerdict(BaseModel):
    """Whether a token is good, and whose it is."""

    code: Literal[200]
    message: str
    valid: bool
    user_name: str | None = None


class ListenShown(BaseModel):
    """A listen as it is read back."""

    listened_at: int
    recording_msid: str
    user_name: str
    inserted_at: int
    track_metadata: TrackMetadata


class ListensPage(BaseModel):
    """Listens, the latest first; the two ends are those of all that the listener has."""

    count: int
    user_id: str
    latest_listen_ts: int
    oldest_listen_ts: int
    listens: list[ListenShown]


class PlayingNow(BaseModel):
    """A track that plays right now."""

    track_metadata: TrackMetadata
    playing_now: Literal[True]


class PlayingNowList(BaseModel):
    """What plays right now: one track, or none."""

    count: int
    user_id: str
    playing_now: Literal[True]
    listens: list[PlayingNow]


class ListenCount(BaseModel):
    """How many listens there are."""

    count: int


class ListensAnswer(TypedDict):
    payload: ListensPage


class PlayingNowAnswer(TypedDict):
    payload: PlayingNowList


class CountAnswer(TypedDict):
    payload: ListenCount


def msid_of(track: Play | Heard) -> str:
    """Name a track by what it is called: ListenBrainz calls that its MessyBrainz id."""
    name = f"{track.artist.casefold()}\n{track.title.casefold()}"
    return str(uuid5(NAMESPACE, name.encode(errors="replace").decode()))


def draw_listen(play: Play, user_name: str) -> Json:
    ended_at = play.ended_at or play.started_at
    return {
        "listened_at": play.started_at // 1_000,
        "recording_msid": msid_of(play),
        "user_name": user_name,
        "inserted_at": (play.told_at or ended_at) // 1_000,
        "track_metadata": _metadata(_heard_in(play)),
    }


def draw_playing(playing: PlayingElsewhere) -> Json:
    return {"track_metadata": _metadata(playing.heard), "playing_now": True}


def _heard_in(play: Play) -> Heard:
    """Return a play's track; what our own player played is told as such."""
    return Heard(
        title=play.title,
        artist=play.artist,
        album=play.album,
        duration_ms=play.duration_ms,
        url=play.url,
        source=play.source,
        client=US if play.origin is Origin.PLAYER else play.client,
    )


def _metadata(heard: Heard) -> Json:
    info = {
        "duration_ms": heard.duration_ms,
        "origin_url": heard.url,
        "music_service_name": heard.source,
        "submission_client": heard.client,
    }
    album = {} if heard.album is None else {"release_name": heard.album}
    return {
        "artist_name": heard.artist,
        "track_name": heard.title,
        **album,
        "additional_info": {name: value for name, value in info.items() if value},
    }
