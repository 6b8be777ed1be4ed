"""How jobs that look for wanted tracks look in answers."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from player.core.track import Track
from player.resolving.resolution import Resolution
from web.language import say

NotHere = Annotated[None, Field(description="Nothing is downloaded here; for compatibility.")]


class Matched(TypedDict):
    """The track that was found."""

    name: str
    artists: list[str]
    url: str | None
    source: str
    duration_ms: int
    image_url: str | None


class Download(TypedDict):
    """A wanted track that is looked for: it is made playable, and no file is downloaded."""

    id: str
    status: Literal["queued", "resolving", "resolved", "not_found", "failed", "cancelled"]
    track_name: str
    artist_name: str
    album_name: str | None
    username: NotHere
    filename: NotHere
    progress: Annotated[int, Field(description="How far its batch is, in percent.")]
    size: NotHere
    error: Annotated[str | None, Field(description="Why there is no track, for people.")]
    batch_id: Annotated[str, Field(description="What was asked for together (ours).")]
    matched: Annotated[Matched | None, Field(description="What was found (ours).")]
    score: Annotated[
        int | None, Field(description="How well it matches, 0 to 100; 85 is enough (ours).")
    ]


class Downloads(TypedDict):
    """Jobs, the latest batch first; `total` counts all (an extension of ours)."""

    downloads: list[Download]
    total: int


class Started(TypedDict):
    """Jobs that have begun."""

    message: str
    batch_id: str
    download_ids: list[str]


class Told(TypedDict):
    """What has happened."""

    message: str


MATCHED: dict[str, object] = {
    "name": "Around the World",
    "artists": ["Daft Punk"],
    "url": "https://www.youtube.com/watch?v=dwDns8x3Jb4",
    "source": "youtube",
    "duration_ms": 429_000,
    "image_url": None,
}
DOWNLOAD: dict[str, object] = {
    "id": "5b3c9d2f71a04e68-0",
    "status": "resolved",
    "track_name": "Around the World",
    "artist_name": "Daft Punk",
    "album_name": "Homework",
    "username": None,
    "filename": None,
    "progress": 100,
    "size": None,
    "error": None,
    "batch_id": "5b3c9d2f71a04e68",
    "matched": MATCHED,
    "score": 100,
}
STARTED: dict[str, object] = {
    "message": "1 track is being looked for.",
    "batch_id": "5b3c9d2f71a04e68",
    "download_ids": ["5b3c9d2f71a04e68-0"],
}


def draw_download(resolution: Resolution, progress: int) -> Download:
    wanted, outcome = resolution.wanted, resolution.outcome
    return Download(
        id=resolution.id,
        status=outcome.state.value,
        track_name=wanted.title or wanted.shown,
        artist_name=wanted.artist,
        album_name=wanted.album,
        username=None,
        filename=None,
        progress=progress,
        size=None,
        error=None if outcome.reason is None else say(outcome.reason),
        batch_id=resolution.batch_id,
        matched=None if outcome.track is None else draw_matched(outcome.track),
        score=outcome.score,
    )


def draw_matched(track: Track) -> Matched:
    return Matched(
        name=track.title,
        artists=[track.author],
        url=track.url,
        source=track.source,
        duration_ms=track.length_ms,
        image_url=track.artwork_url,
    )
