"""How followed artists are taken, and how they look in answers."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field

from player.watchlist.followed import Followed
from web.api.library.wish_input import Title, id_text
from web.api.moments import moment
from web.language import say


class ArtistToFollow(BaseModel):
    """An artist, by whatever id a program knows them, and by name, which is what is searched."""

    artist_id: Annotated[str, BeforeValidator(id_text)] = Field(min_length=1, max_length=500)
    artist_name: Title
    image_url: str | None = Field(None, max_length=2000, description="An extension: a picture.")


class WatchedArtist(BaseModel):
    """An artist that is followed; times are RFC 3339 in UTC."""

    id: str = Field(description="The id that the artist was added with.")
    spotify_artist_id: str | None = Field(description="The same, unless it is a number.")
    itunes_artist_id: str | None = Field(description="The same, if it is a number.")
    artist_name: str
    image_url: str | None
    date_added: str
    last_scan_timestamp: str | None
    last_scan_problem: str | None = Field(
        description="An extension: why the latest scan could not look for this artist."
    )
    include_albums: bool = Field(description="Always: sources tell of tracks, not of releases.")
    include_eps: bool
    include_singles: bool


class WatchedArtists(BaseModel):
    """All followed artists by name."""

    artists: list[WatchedArtist]


ARTIST: dict[str, object] = {
    "id": "4tZwfgrHOc3mvqYlEYSvnL",
    "spotify_artist_id": "4tZwfgrHOc3mvqYlEYSvnL",
    "itunes_artist_id": None,
    "artist_name": "Daft Punk",
    "image_url": None,
    "date_added": "2026-03-03T12:00:00.000Z",
    "last_scan_timestamp": None,
    "last_scan_problem": None,
    "include_albums": True,
    "include_eps": True,
    "include_singles": True,
}


def draw_followed(followed: Followed) -> dict[str, Any]:
    is_number = followed.id.isdecimal()
    return {
        "id": followed.id,
        "spotify_artist_id": None if is_number else followed.id,
        "itunes_artist_id": followed.id if is_number else None,
        "artist_name": followed.name,
        "image_url": followed.image_url,
        "date_added": moment(followed.added_at),
        "last_scan_timestamp": None if followed.scanned_at is None else moment(followed.scanned_at),
        "last_scan_problem": None if followed.problem is None else say(followed.problem),
        "include_albums": True,
        "include_eps": True,
        "include_singles": True,
    }
