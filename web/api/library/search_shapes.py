"""How what was found looks in answers of the library family."""

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from player.core.track import Track
from player.finding.found import Attempt, Found, FoundAlbum, FoundArtist, Item
from web.language import say
from web.source_names import NAME_OF_PREFIX

Unknown = Annotated[None, Field(description="Audio nodes do not tell it; there for compatibility.")]


class Asked(TypedDict):
    """A source that found nothing, and why, where it could not even be asked."""

    source: str
    problem: str | None


class Answered(TypedDict):
    """Which source answered; null: none found anything."""

    source: str | None
    derived: Annotated[
        bool, Field(description="Whether it was concluded from tracks (an extension of ours).")
    ]
    tried: Annotated[
        list[Asked], Field(description="Who was asked in vain (an extension of ours).")
    ]


class SearchedTrack(TypedDict):
    """A track at a source; `url` is what plays it."""

    id: str
    name: str
    artists: list[str]
    album: str | None
    duration_ms: Annotated[int, Field(description="0 for a live stream.")]
    popularity: Unknown
    preview_url: Unknown
    image_url: str | None
    release_date: Unknown
    url: Annotated[str | None, Field(description="An extension of ours.")]


class SearchedAlbum(TypedDict):
    """An album at a source."""

    id: str
    name: str
    artists: list[str]
    release_date: Unknown
    total_tracks: int | None
    album_type: Annotated[
        Literal["album", "ep", "single"] | None, Field(description="Told by the number of tracks.")
    ]
    image_url: str | None
    url: Annotated[str | None, Field(description="An extension of ours.")]


class SearchedArtist(TypedDict):
    """An artist at a source."""

    id: str
    name: str
    popularity: Unknown
    genres: Annotated[list[str], Field(description="Empty: audio nodes do not tell it.")]
    followers: Unknown
    image_url: str | None
    url: Annotated[str | None, Field(description="An extension of ours.")]


class SearchedTracks(Answered):
    """Tracks, the best match first."""

    tracks: list[SearchedTrack]


class SearchedAlbums(Answered):
    """Albums, the best match first."""

    albums: list[SearchedAlbum]


class SearchedArtists(Answered):
    """Artists, the best match first."""

    artists: list[SearchedArtist]


LP_FROM, EP_FROM = 7, 4
"""From so many tracks on it is an album, and an EP."""


def draw_track(track: Track) -> SearchedTrack:
    return SearchedTrack(
        id=track.identifier,
        name=track.title,
        artists=[track.author],
        album=track.album,
        duration_ms=track.length_ms,
        popularity=None,
        preview_url=None,
        image_url=track.artwork_url,
        release_date=None,
        url=track.url,
    )


def draw_album(album: FoundAlbum) -> SearchedAlbum:
    return SearchedAlbum(
        id=album.id,
        name=album.title,
        artists=[album.artist] if album.artist else [],
        release_date=None,
        total_tracks=album.track_count,
        album_type=_album_type(album.track_count),
        image_url=album.artwork_url,
        url=album.url,
    )


def draw_artist(artist: FoundArtist) -> SearchedArtist:
    return SearchedArtist(
        id=artist.id,
        name=artist.name,
        popularity=None,
        genres=[],
        followers=None,
        image_url=artist.artwork_url,
        url=artist.url,
    )


def draw_answered(found: Found[Item]) -> Answered:
    return Answered(
        source=NAME_OF_PREFIX[found.engine.prefix] if found.engine else None,
        derived=found.derived,
        tried=[_asked(attempt) for attempt in found.attempts],
    )


def _asked(attempt: Attempt) -> Asked:
    problem = None if attempt.problem is None else say(attempt.problem)
    return Asked(source=NAME_OF_PREFIX[attempt.engine.prefix], problem=problem)


def _album_type(count: int | None) -> Literal["album", "ep", "single"] | None:
    if count is None:
        return None
    if count >= LP_FROM:
        return "album"
    return "ep" if count >= EP_FROM else "single"
