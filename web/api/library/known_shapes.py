"""How artists, albums and tracks of the library look in answers."""

from collections.abc import Set
from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from player.library.shelf import Holdings, Shelved
from web.api.moments import moment

Untold = Annotated[None, Field(description="No source tells it; there for compatibility.")]
NoGenres = Annotated[list[str], Field(description="Empty: no source tells it.")]
Plays = Annotated[
    int, Field(description="How often it was played long enough (an extension of ours).")
]
Watched = Annotated[bool, Field(description="Whether they are on the caller's watchlist.")]
Kept = Annotated[
    int,
    Field(description="How often it is in the caller's playlists and favourites (ours)."),
]


class LibraryArtist(TypedDict):
    """An artist in the list of all."""

    id: int
    name: str
    image_url: str | None
    genres: NoGenres
    musicbrainz_id: Untold
    spotify_artist_id: Untold
    itunes_artist_id: Untold
    deezer_id: Untold
    audiodb_id: Untold
    album_count: int
    track_count: int
    is_watched: Watched
    play_count: Plays


class ArtistDetail(TypedDict):
    """An artist by themselves."""

    id: int
    name: str
    thumb_url: str | None
    genres: NoGenres
    summary: Untold
    album_count: int
    track_count: int
    is_watched: Watched
    play_count: Plays


class LibraryAlbum(TypedDict):
    """An album, as far as its tracks are known here; `duration` is theirs, in milliseconds."""

    id: int
    artist_id: int
    artist_name: str
    title: str
    year: Untold
    thumb_url: str | None
    genres: NoGenres
    track_count: int
    duration: int
    play_count: Plays


class LibraryTrack(TypedDict):
    """A track; `duration` is in milliseconds, 0 where nobody said, and `url` is what plays it."""

    id: int
    album_id: Annotated[int | None, Field(description="The first of its albums known here.")]
    artist_id: int | None
    artist_name: str
    title: str
    track_number: Untold
    duration: int
    url: Annotated[str | None, Field(description="An extension of ours.")]
    image_url: Annotated[str | None, Field(description="An extension of ours.")]
    play_count: Plays
    kept_count: Kept


class Artists(TypedDict):
    """Artists, by name."""

    artists: list[LibraryArtist]


class ArtistWithAlbums(TypedDict):
    """An artist, with albums by name."""

    artist: ArtistDetail
    albums: list[LibraryAlbum]


class Albums(TypedDict):
    """Albums, by name."""

    albums: list[LibraryAlbum]


class Tracks(TypedDict):
    """Tracks, by name."""

    tracks: list[LibraryTrack]


class LibraryStats(TypedDict):
    """How much there is."""

    artists: int
    albums: int
    tracks: int
    database_size_mb: Annotated[float, Field(description="What the whole database takes.")]
    last_update: Annotated[str | None, Field(description="When something was played last.")]


def draw_artist(artist: Shelved, watched: Set[str]) -> LibraryArtist:
    return LibraryArtist(
        id=artist.id,
        name=artist.name,
        image_url=artist.artwork_url,
        genres=[],
        musicbrainz_id=None,
        spotify_artist_id=None,
        itunes_artist_id=None,
        deezer_id=None,
        audiodb_id=None,
        album_count=artist.albums,
        track_count=artist.tracks,
        is_watched=artist.key in watched,
        play_count=artist.plays,
    )


def draw_artist_detail(artist: Shelved, watched: Set[str]) -> ArtistDetail:
    return ArtistDetail(
        id=artist.id,
        name=artist.name,
        thumb_url=artist.artwork_url,
        genres=[],
        summary=None,
        album_count=artist.albums,
        track_count=artist.tracks,
        is_watched=artist.key in watched,
        play_count=artist.plays,
    )


def draw_album(album: Shelved) -> LibraryAlbum:
    return LibraryAlbum(
        id=album.id,
        artist_id=album.artist_id or 0,
        artist_name=album.by,
        title=album.name,
        year=None,
        thumb_url=album.artwork_url,
        genres=[],
        track_count=album.tracks,
        duration=album.length_ms,
        play_count=album.plays,
    )


def draw_track(track: Shelved) -> LibraryTrack:
    return LibraryTrack(
        id=track.id,
        album_id=next(iter(track.albums_of), None),
        artist_id=track.artist_id,
        artist_name=track.by,
        title=track.name,
        track_number=None,
        duration=track.length_ms,
        url=track.url,
        image_url=track.artwork_url,
        play_count=track.plays,
        kept_count=track.kept,
    )


def draw_stats(holdings: Holdings, size_bytes: int) -> LibraryStats:
    return LibraryStats(
        artists=holdings.artists,
        albums=holdings.albums,
        tracks=holdings.tracks,
        database_size_mb=round(size_bytes / 2**20, 2),
        last_update=moment(holdings.heard_at) if holdings.heard_at else None,
    )
