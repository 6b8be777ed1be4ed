"""Invented lyrics with a time for each line, as the LavaLyrics plugin gives them."""

import random
from collections.abc import Iterator
from typing import Final

from sim.lavalink.inventions import GENRES, LYRIC_PATTERNS
from sim.lavalink.songbook import Song, fill
from sim.lavalink.track import Json

_LINES_PER_VERSE: Final = 4


def lyrics_of(song: Song, source: str) -> Json | None:
    """Return the lyrics of a song; None for music without words."""
    if not song.has_words:
        return None
    return {
        "sourceName": source,
        "provider": "Invented Lyrics",
        "text": None,
        "lines": list(_lines(song)),
        "plugin": {},
    }


def _lines(song: Song) -> Iterator[Json]:
    """Yield verses that return to the same chorus, with a pause before each."""
    chance = random.Random(f"lyrics {song.artist} {song.title}")
    genre = next(genre for genre in GENRES if genre.name == song.album.genre)
    chorus = [fill(pattern, genre, chance) for pattern in chance.sample(LYRIC_PATTERNS, 4)]
    at_ms, verse = 9_000, 0
    while at_ms < song.length_ms - 20_000:
        is_chorus = verse % 2 == 1
        new = [fill(pattern, genre, chance) for pattern in chance.sample(LYRIC_PATTERNS, 4)]
        for line in (chorus if is_chorus else new)[:_LINES_PER_VERSE]:
            duration_ms = chance.randrange(3_200, 4_800, 100)
            yield _line(at_ms, duration_ms, line)
            at_ms += duration_ms
        at_ms += 4_000
        verse += 1


def _line(at_ms: int, duration_ms: int, text: str) -> Json:
    sentence = text[0].upper() + text[1:]
    return {"timestamp": at_ms, "duration": duration_ms, "line": sentence, "plugin": {}}
