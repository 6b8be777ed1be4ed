"""Lists of tracks with an address of their own: albums, artists, playlists and mixes."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sim.lavalink.editions import artist_key, artwork_path, carriers, edition, invent_id
from sim.lavalink.inventions import GENRES, PLAYLIST_PATTERNS
from sim.lavalink.songbook import Album, Song
from sim.lavalink.sources import (
    DEEZER,
    SOUNDCLOUD,
    SOURCE_OF_NAME,
    SPOTIFY,
    YOUTUBE,
    Source,
)
from sim.lavalink.specials import AWKWARD, FAULTY, SHORT, Special
from sim.lavalink.track import Json, Track

LONG_PLAYLIST_LENGTH: Final = 250
PLAYLIST_LENGTH: Final = 18
MIX_LENGTH: Final = 25
NOTHING_SELECTED: Final = -1

PLAYLIST_ID: Final = "PLlanternsandlate"
LONG_PLAYLIST_ID: Final = "PLtwohundredfifty"
SHORT_PLAYLIST_ID: Final = "PLeightsecondsmore"
AWKWARD_PLAYLIST_ID: Final = "PLawkwardtitles"
FAULTY_PLAYLIST_ID: Final = "PLfaultytapes"

_PLAYLIST_SOURCES: Final = (YOUTUBE, SPOTIFY, DEEZER, SOUNDCLOUD)


class Kind(StrEnum):
    """What a collection is; also the word for it in its address."""

    ALBUM = "album"
    ARTIST = "artist"
    PLAYLIST = "playlist"
    RECOMMENDATIONS = "recommendations"


@dataclass(frozen=True, slots=True)
class Collection:
    """A named list of tracks of one source."""

    kind: Kind
    source: Source
    identifier: str
    name: str
    author: str
    tracks: tuple[Track, ...]
    artwork_url: str | None = None
    selected: int = NOTHING_SELECTED

    @property
    def url(self) -> str:
        word = "mix" if self.kind is Kind.RECOMMENDATIONS else self.kind
        return self.source.page(word, self.identifier)

    def plugin_info(self) -> Json:
        """Return what the LavaSrc plugin says of the collections of its sources."""
        if not self.source.mirrored:
            return {}
        return {
            "type": str(self.kind),
            "url": self.url,
            "artworkUrl": self.artwork_url,
            "author": self.author,
            "totalTracks": len(self.tracks),
        }


def albums(songs: Sequence[Song]) -> Iterator[Collection]:
    for album in dict.fromkeys(song.album for song in songs):
        members = [song for song in songs if song.album == album]
        for source in carriers(album):
            yield _album(album, source, members)


def artists(songs: Sequence[Song]) -> Iterator[Collection]:
    for artist in dict.fromkeys(song.artist for song in songs):
        works = [song for song in songs if song.artist == artist]
        works.sort(key=lambda song: -song.popularity)
        for source in dict.fromkeys(source for song in works for source in carriers(song.album)):
            yield _artist(artist, source, works)


def playlists(songs: Sequence[Song], seed: int) -> Iterator[Collection]:
    """Yield the playlists that people would have made of the songs, and those made by hand."""
    chance = random.Random(f"playlists {seed}")
    for genre in GENRES:
        for source in _PLAYLIST_SOURCES:
            name = chance.choice(PLAYLIST_PATTERNS).format(genre=genre.name)
            fitting = [song for song in songs if song.album.genre == genre.name]
            yield _playlist(source, None, name, _pick(fitting, source, PLAYLIST_LENGTH, chance))
    late = _pick(songs, YOUTUBE, PLAYLIST_LENGTH, chance)
    yield _playlist(YOUTUBE, PLAYLIST_ID, "Lanterns and Late Trains", late)
    everything = _pick(songs, YOUTUBE, LONG_PLAYLIST_LENGTH, chance)
    yield _playlist(YOUTUBE, LONG_PLAYLIST_ID, "Two Hundred and Fifty Songs", everything)
    yield _by_hand(SHORT_PLAYLIST_ID, "Seconds Only", SHORT)
    yield _by_hand(AWKWARD_PLAYLIST_ID, "Titles That Break Things", AWKWARD)
    yield _by_hand(FAULTY_PLAYLIST_ID, "From the Faulty Tapes Workshop", FAULTY)


def mix(seed_track: Track, candidates: Iterable[Track]) -> Collection:
    """Make the list of related tracks that begins with a track: the same for the same track."""
    chance = random.Random(f"mix {seed_track.source} {seed_track.identifier}")
    related = [track for track in candidates if track != seed_track]
    chosen = chance.sample(related, min(MIX_LENGTH - 1, len(related)))
    source = SOURCE_OF_NAME[seed_track.source]
    return Collection(
        Kind.RECOMMENDATIONS,
        source,
        (seed_track.uri or seed_track.identifier).rpartition("/")[2],
        f"Mix – {seed_track.title}",
        seed_track.author,
        (seed_track, *chosen),
        seed_track.artwork_url,
        selected=0,
    )


def _album(album: Album, source: Source, songs: Sequence[Song]) -> Collection:
    return Collection(
        Kind.ALBUM,
        source,
        invent_id(source, "album", album.artist, album.title),
        album.title,
        album.artist,
        tuple(edition(song, source) for song in songs),
        artwork_path(album.artwork_key),
    )


def _artist(artist: str, source: Source, works: Sequence[Song]) -> Collection:
    return Collection(
        Kind.ARTIST,
        source,
        invent_id(source, "artist", artist),
        f"{artist}'s Top Tracks",
        artist,
        tuple(edition(song, source) for song in works if source in carriers(song.album)),
        artwork_path(artist_key(artist)),
    )


def _playlist(
    source: Source, identifier: str | None, name: str, tracks: tuple[Track, ...]
) -> Collection:
    return Collection(
        Kind.PLAYLIST,
        source,
        identifier or invent_id(source, "playlist", name),
        name,
        "Auxcord Listeners",
        tracks,
        tracks[0].artwork_url if tracks else None,
    )


def _by_hand(identifier: str, name: str, specials: Sequence[Special]) -> Collection:
    return _playlist(YOUTUBE, identifier, name, tuple(special.track for special in specials))


def _pick(
    songs: Sequence[Song], source: Source, length: int, chance: random.Random
) -> tuple[Track, ...]:
    carried = [song for song in songs if source in carriers(song.album)]
    chosen = chance.sample(carried, min(length, len(carried)))
    return tuple(edition(song, source) for song in chosen)
