"""How the sources publish songs: which of them carry an album, under which ids and addresses."""

import random
import string
from typing import Final

from sim.lavalink.songbook import Album, Song, digest
from sim.lavalink.sources import (
    APPLEMUSIC,
    BANDCAMP,
    DEEZER,
    SOUNDCLOUD,
    SPOTIFY,
    YOUTUBE,
    Source,
)
from sim.lavalink.track import AlbumDetails, Track

CHANCE_OF_CARRYING: Final = (
    (YOUTUBE, 1.0),
    (SPOTIFY, 0.7),
    (DEEZER, 0.5),
    (APPLEMUSIC, 0.5),
    (SOUNDCLOUD, 0.4),
    (BANDCAMP, 0.3),
)

_ID_LENGTHS: Final = {YOUTUBE: 11, SPOTIFY: 22, DEEZER: 10, APPLEMUSIC: 10, SOUNDCLOUD: 9}
_NUMERIC: Final = frozenset({DEEZER, APPLEMUSIC, SOUNDCLOUD})


def carriers(album: Album) -> list[Source]:
    """Return the sources that have an album, always the same ones for the same album."""
    chance = random.Random(digest("carriers", album.artist, album.title))
    return [
        source
        for source, likelihood in CHANCE_OF_CARRYING
        if chance.random() < likelihood or album.is_everywhere
    ]


def edition(song: Song, source: Source) -> Track:
    """Return the track that a source makes of a song."""
    identifier = invent_id(source, "watch", song.artist, song.title)
    uri = source.page("watch", identifier)
    return Track(
        source=source.name,
        identifier=uri if source is BANDCAMP else identifier,
        title=song.title,
        author=song.artist,
        length_ms=song.length_ms,
        uri=uri,
        artwork_url=artwork_path(song.album.artwork_key),
        isrc=None if source in {SOUNDCLOUD, BANDCAMP} else song.isrc,
        details=_details(song, source) if source.mirrored else None,
    )


def invent_id(source: Source, *parts: str) -> str:
    """Return an id of the length and letters that are usual at a source."""
    letters = string.digits if source in _NUMERIC else string.digits + string.ascii_letters
    number = int(digest(source.name, *parts), 16)
    length = _ID_LENGTHS.get(source, 12)
    return "".join(
        letters[number // len(letters) ** place % len(letters)] for place in range(length)
    )


def artist_key(artist: str) -> str:
    return digest("artist", artist)[:16]


def artwork_path(key: str) -> str:
    """Return where the node serves a picture, relative to its own address."""
    return f"/artwork/{key}.svg"


def _details(song: Song, source: Source) -> AlbumDetails:
    album_id = invent_id(source, "album", song.album.artist, song.album.title)
    return AlbumDetails(
        album_name=song.album.title,
        album_url=source.page("album", album_id),
        artist_url=source.page("artist", invent_id(source, "artist", song.artist)),
        artist_artwork_url=artwork_path(artist_key(song.artist)),
    )
