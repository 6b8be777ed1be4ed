"""The invented songs of the catalogue: always the same for a seed, whatever source has them."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Final

from sim.lavalink.inventions import ALBUM_PATTERNS, GENRES, PLACES, TITLE_PATTERNS, Genre

ALBUMS_PER_ARTIST: Final = 2
SONGS_PER_ALBUM: Final = 4


@dataclass(frozen=True, slots=True)
class Album:
    """A record of one artist; it gives its songs their cover."""

    title: str
    artist: str
    genre: str
    is_everywhere: bool = False

    @property
    def artwork_key(self) -> str:
        return digest("artwork", self.artist, self.title)[:16]


@dataclass(frozen=True, slots=True)
class Song:
    """A recording, before any source has made a track of it."""

    title: str
    artist: str
    album: Album
    length_ms: int
    isrc: str
    popularity: float

    @property
    def has_words(self) -> bool:
        return any(genre.has_words for genre in GENRES if genre.name == self.album.genre)


ANTHEM: Final = Song(
    title="Pass the Lantern",
    artist="Velvet Quarry",
    album=Album("Lantern Season", "Velvet Quarry", "Indie Rock", is_everywhere=True),
    length_ms=207_000,
    isrc="ZZAUX2600000",
    popularity=1.0,
)
"""The one song that every source with songs carries, whatever the seed."""


def invent_songs(seed: int) -> tuple[Song, ...]:
    """Return the whole songbook of a seed, album after album."""
    chance = random.Random(seed)
    numbers = count(1)
    taken: set[str] = set()
    albums = [
        Album(_invent(chance, genre, ALBUM_PATTERNS, taken), artist, genre.name)
        for genre in GENRES
        for artist in genre.artists
        for _ in range(ALBUMS_PER_ARTIST)
    ]
    genres = {genre.name: genre for genre in GENRES}
    songs = [
        song
        for album in albums
        for song in _songs(chance, album, genres[album.genre], numbers, taken)
    ]
    return (ANTHEM, *songs)


def fill(pattern: str, genre: Genre, chance: random.Random) -> str:
    """Put a genre's words into a pattern."""
    adjective, adjective2 = chance.sample(genre.adjectives, 2)
    noun, other = chance.sample(genre.nouns, 2)
    return pattern.format(
        adjective=adjective,
        adjective2=adjective2,
        noun=noun,
        other=other,
        place=chance.choice(PLACES),
        genre=genre.name,
    )


def digest(*parts: str) -> str:
    """Return letters and digits that always belong to the same parts."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=24).hexdigest()


def _songs(
    chance: random.Random, album: Album, genre: Genre, numbers: "count[int]", taken: set[str]
) -> Iterator[Song]:
    for _ in range(SONGS_PER_ALBUM):
        yield Song(
            title=_invent(chance, genre, TITLE_PATTERNS, taken),
            artist=album.artist,
            album=album,
            length_ms=chance.randrange(120_000, 300_000, 1000),
            isrc=f"ZZAUX26{next(numbers):05}",
            popularity=chance.random(),
        )


def _invent(chance: random.Random, genre: Genre, patterns: tuple[str, ...], taken: set[str]) -> str:
    """Make a title that nothing else in this songbook has."""
    while True:
        title = fill(chance.choice(patterns), genre, chance)
        if title not in taken:
            taken.add(title)
            return title
