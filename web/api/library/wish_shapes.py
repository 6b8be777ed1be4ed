"""How wishes look in answers."""

import json
from typing import Any

from pydantic import BaseModel, Field

from player.wishlist.song import Song
from player.wishlist.wish import Wish
from web.api.moments import moment
from web.language import say


class WishedTrack(BaseModel):
    """A wish; below its own fields stand those of the track, as they were told."""

    wishlist_id: str
    spotify_track_id: str = Field(description="The track's id; whose it is does not matter.")
    spotify_data: dict[str, object] = Field(description="The track as it was told.")
    failure_reason: str
    retry_count: int
    date_added: str = Field(description="RFC 3339 in UTC.")
    last_attempted: str | None
    next_attempt: str = Field(description="An extension: when it is tried again, at the earliest.")
    source_type: str
    source_info: dict[str, object] = Field(
        description="`playlist_id`: where the track goes once it is found."
    )
    id: str
    name: str
    artists: list[object]
    album: object
    duration_ms: int | None
    preview_url: object = None
    external_urls: object = None
    popularity: object = None
    track_number: object = None
    disc_number: object = None


class WishedTracks(BaseModel):
    """Wishes, the latest first."""

    tracks: list[WishedTrack]


class Done(BaseModel):
    """That it has been done."""

    message: str


AS_TOLD = ("preview_url", "external_urls", "popularity", "track_number", "disc_number")

TRACK_DATA: dict[str, object] = {
    "id": "5W3cjX2J3tjhG8zb6u0qHn",
    "name": "Harder, Better, Faster, Stronger",
    "artists": [{"name": "Daft Punk"}],
    "album": {"name": "Discovery", "album_type": "album"},
    "duration_ms": 224693,
}
WISHED: dict[str, object] = {
    "wishlist_id": "6743f0c2a1b2c3d4e5f60718",
    "spotify_track_id": "5W3cjX2J3tjhG8zb6u0qHn",
    "spotify_data": TRACK_DATA,
    "failure_reason": "No sources found",
    "retry_count": 2,
    "date_added": "2026-03-03T12:00:00.000Z",
    "last_attempted": "2026-03-03T13:30:00.000Z",
    "next_attempt": "2026-03-03T14:30:00.000Z",
    "source_type": "api",
    "source_info": {},
    **TRACK_DATA,
    **dict.fromkeys(AS_TOLD),
}


def draw_wish(wish: Wish) -> dict[str, Any]:
    told = _told(wish)
    return {
        "wishlist_id": wish.id,
        "spotify_track_id": wish.song.id,
        "spotify_data": told,
        "failure_reason": say(wish.reason),
        "retry_count": wish.attempts,
        "date_added": moment(wish.added_at),
        "last_attempted": None if wish.tried_at is None else moment(wish.tried_at),
        "next_attempt": moment(wish.due_at),
        "source_type": wish.source_type,
        "source_info": {"playlist_id": wish.playlist_id} if wish.playlist_id else {},
        "id": wish.song.id,
        "name": wish.song.title,
        "artists": told.get("artists") or [],
        "album": told.get("album"),
        "duration_ms": wish.song.duration_ms,
        **{name: told.get(name) for name in AS_TOLD},
    }


def picture_of(song: Song) -> str | None:
    """Return the address of a picture, if a program told one as searches do."""
    told = json.loads(song.document) if song.document else {}
    album = told.get("album")
    images = album.get("images") if isinstance(album, dict) else None
    first = images[0] if isinstance(images, list) and images else None
    url = first.get("url") if isinstance(first, dict) else told.get("image_url")
    return url if isinstance(url, str) and url.startswith("https://") else None


def _told(wish: Wish) -> dict[str, Any]:
    """Return the track as a program described it, or in the same words if a person did."""
    song = wish.song
    if song.document is not None:
        told: dict[str, Any] = json.loads(song.document)
        return told
    return {
        "id": song.id,
        "name": song.title,
        "artists": [{"name": name} for name in song.artists],
        "album": None if song.album is None else {"name": song.album},
        "duration_ms": song.duration_ms,
    }
