"""How playlists look in answers of the library family."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Final, Literal
from urllib.parse import urlsplit

from pydantic import Field
from typing_extensions import TypedDict

from player.core.track import Track
from player.playlists.playlist import Playlist, PlaylistKind, PlaylistSummary

SourceName = Literal[
    "own", "spotify", "tidal", "youtube", "itunes", "deezer", "soundcloud", "bandcamp", "other"
]

ListedSource = Literal[
    "all",
    "own",
    "spotify",
    "tidal",
    "youtube",
    "itunes",
    "deezer",
    "soundcloud",
    "bandcamp",
    "other",
]

HOSTS: Final[Mapping[str, SourceName]] = {
    "spotify.com": "spotify",
    "tidal.com": "tidal",
    "youtube.com": "youtube",
    "youtu.be": "youtube",
    "music.apple.com": "itunes",
    "deezer.com": "deezer",
    "soundcloud.com": "soundcloud",
    "bandcamp.com": "bandcamp",
}


class ListedPlaylist(TypedDict):
    """A playlist of the caller's."""

    id: str
    name: str
    owner: str
    track_count: Annotated[
        int | None, Field(description="Null for a link, whose tracks are loaded when it is played.")
    ]
    image_url: str | None
    source: Annotated[
        SourceName, Field(description="Where its link leads, or `own`: it has tracks (ours).")
    ]
    url: Annotated[str | None, Field(description="The link that it is (ours).")]


class ListedPlaylists(TypedDict):
    """Playlists by name; `source` says which were asked for."""

    playlists: list[ListedPlaylist]
    source: ListedSource


class TrackInPlaylist(TypedDict):
    """A track in a playlist; `url` is what plays it."""

    id: str
    name: str
    artists: list[str]
    album: str | None
    duration_ms: int
    image_url: str | None
    url: Annotated[str | None, Field(description="An extension of ours.")]


class Contents(TypedDict):
    """A playlist with all of its tracks."""

    id: str
    name: str
    owner: str
    total_tracks: int
    tracks: list[TrackInPlaylist]


class DetailedPlaylist(TypedDict):
    """A playlist, and where its tracks come from."""

    playlist: Contents
    source: SourceName


class SyncStarted(TypedDict):
    """A sync that has begun; its report is `GET /api/v1/downloads?batch_id=`."""

    message: str
    playlist_id: str
    batch_id: Annotated[str, Field(description="Names the job (ours).")]


LISTED: dict[str, object] = {
    "id": "6a2f1c9be4d07835a1c24e9f",
    "name": "Evenings",
    "owner": "Noor",
    "track_count": 42,
    "image_url": None,
    "source": "own",
    "url": None,
}
CONTENTS: dict[str, object] = {
    "id": "6a2f1c9be4d07835a1c24e9f",
    "name": "Evenings",
    "owner": "Noor",
    "total_tracks": 1,
    "tracks": [
        {
            "id": "dwDns8x3Jb4",
            "name": "Around the World",
            "artists": ["Daft Punk"],
            "album": "Homework",
            "duration_ms": 429_000,
            "image_url": None,
            "url": "https://www.youtube.com/watch?v=dwDns8x3Jb4",
        }
    ],
}
SYNC_STARTED: dict[str, object] = {
    "message": "“Evenings” is being synced.",
    "playlist_id": "6a2f1c9be4d07835a1c24e9f",
    "batch_id": "5b3c9d2f71a04e68",
}


def source_of(url: str | None) -> SourceName:
    """Name the source that a playlist's link leads to."""
    if url is None:
        return "own"
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return "other"
    found = (name for known, name in HOSTS.items() if host == known or host.endswith(f".{known}"))
    return next(found, "other")


def draw_listed(playlist: PlaylistSummary) -> ListedPlaylist:
    is_link = playlist.kind is PlaylistKind.URL
    return ListedPlaylist(
        id=playlist.id,
        name=playlist.name,
        owner=playlist.author,
        track_count=None if is_link else playlist.length,
        image_url=playlist.image or next(filter(None, playlist.covers), None),
        source=source_of(playlist.url),
        url=playlist.url,
    )


def draw_contents(playlist: Playlist, tracks: Sequence[Track]) -> DetailedPlaylist:
    contents = Contents(
        id=playlist.id,
        name=playlist.name,
        owner=playlist.author,
        total_tracks=len(tracks),
        tracks=[_draw_track(track) for track in tracks],
    )
    return DetailedPlaylist(playlist=contents, source=source_of(playlist.url))


def _draw_track(track: Track) -> TrackInPlaylist:
    return TrackInPlaylist(
        id=track.identifier,
        name=track.title,
        artists=[track.author],
        album=track.album,
        duration_ms=track.length_ms,
        image_url=track.artwork_url,
        url=track.url,
    )
