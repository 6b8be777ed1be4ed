"""Reads artists and albums from what LavaSearch found, or concludes them from tracks (pure)."""

import hashlib
from collections.abc import Iterable
from urllib.parse import urlsplit

from player.core.track import Collection, Track
from player.finding.found import FoundAlbum, FoundArtist
from player.library.names import album_key, artist_key, artist_name, track_name

TOP_TRACKS = "'s Top Tracks"
"""What sources call the list that stands for an artist, behind the artist's name."""

ID_LENGTH = 22


def read_artist(found: Collection) -> FoundArtist:
    name = found.author or found.title.removesuffix(TOP_TRACKS)
    return FoundArtist(_id(found.url, artist_key(name)), name, found.url, found.artwork_url)


def read_album(found: Collection) -> FoundAlbum:
    return FoundAlbum(
        id=_id(found.url, album_key(found.title, found.author or "")),
        title=found.title,
        artist=found.author,
        url=found.url,
        artwork_url=found.artwork_url,
        track_count=found.length or None,
    )


def artists_of(tracks: Iterable[Track]) -> tuple[FoundArtist, ...]:
    """Return whose tracks these are, those with the most first."""
    counted: dict[str, int] = {}
    artists: dict[str, FoundArtist] = {}
    for track in tracks:
        name = track_name(track.title, track.author, track.source).artist
        artist = FoundArtist(_id(None, artist_key(name)), name)
        counted[artist.id] = counted.get(artist.id, 0) + 1
        artists.setdefault(artist.id, artist)
    return tuple(sorted(artists.values(), key=lambda artist: -counted[artist.id]))


def albums_of(tracks: Iterable[Track]) -> tuple[FoundAlbum, ...]:
    """Return the albums that tracks name, in the order of the tracks; how long they are is open."""
    albums: dict[str, FoundAlbum] = {}
    for track in tracks:
        if track.album is not None:
            key = _id(None, album_key(track.album, track.author))
            artist = artist_name(track.author)
            album = FoundAlbum(key, track.album, artist, artwork_url=track.artwork_url)
            albums.setdefault(key, album)
    return tuple(albums.values())


def _id(url: str | None, key: str) -> str:
    """Return the last part of a source's address, which is its id, or one made of a key."""
    told = urlsplit(url).path.rstrip("/").rpartition("/")[2] if url else ""
    return told or hashlib.sha256(key.encode(errors="replace")).hexdigest()[:ID_LENGTH]
