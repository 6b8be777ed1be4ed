"""A play, a playlist or a favourite speaks of a track: what there is because of that (pure)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from player.core.track import Track
from player.library.marks import read_title
from player.library.names import album_key, artist_key, track_name


class Kind(StrEnum):
    """What there is in a library."""

    ARTIST = "artist"
    ALBUM = "album"
    TRACK = "track"


@dataclass(frozen=True, slots=True)
class Key:
    """Names a thing for good, whoever speaks of it."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A track as it was told of; `at` is when it was played (Unix ms), and 0 where it was not."""

    title: str
    artist: str
    source: str = ""
    album: str | None = None
    url: str | None = None
    artwork_url: str | None = None
    length_ms: int = 0
    at: int = 0


@dataclass(frozen=True, slots=True)
class Thing:
    """An artist, album or track of a mention, by the name that people know it by.

    `by` is the artist's name; `artist` and `album` are theirs, where somebody named them.
    """

    key: Key
    name: str
    by: str
    artist: Key | None
    album: Key | None = None


def mention_of(track: Track) -> Mention:
    return Mention(
        title=track.title,
        artist=track.author,
        source=track.source,
        album=track.album,
        url=track.url,
        artwork_url=track.artwork_url,
        length_ms=track.length_ms,
    )


def things_of(mention: Mention) -> Iterator[Thing]:
    """Give the track, its artist, and its album, as far as they have names."""
    track = track_name(mention.title, mention.artist, mention.source)
    by = artist_key(track.artist)
    artist = Key(Kind.ARTIST, by) if by else None
    album = _album(mention.album or "", track.artist, artist)
    yield Thing(
        Key(Kind.TRACK, track.key), track.title, track.artist, artist, album.key if album else None
    )
    if artist is not None:
        yield Thing(artist, track.artist, track.artist, artist)
    if album is not None:
        yield album


def _album(title: str, by: str, artist: Key | None) -> Thing | None:
    name = read_title(title).name
    if not name or artist is None:
        return None
    return Thing(Key(Kind.ALBUM, album_key(title, by)), name, by, artist)
