"""Invented lyrics as the LavaLyrics plugin gives them: in time, as plain text, or none."""

import random
from collections.abc import Iterable, Iterator
from typing import Final

from sim.lavalink import specials
from sim.lavalink.inventions import GENRES, LYRIC_PATTERNS
from sim.lavalink.songbook import Song, fill
from sim.lavalink.track import Json, Track

PROVIDER: Final = "Invented Lyrics"
PLAIN_GENRES: Final = frozenset({"Folk", "Hip Hop"})
"""Nobody has noted down when the lines of these are sung."""

_LINES_PER_VERSE: Final = 4
_LONG_LINE: Final = (
    "and this is a line that takes a very deep breath and then goes on and on, past the lanterns, "
    "past the quarry, past the last ferry of the evening, without any comma worth the name until"
)
_OF_SPECIALS: Final = {
    specials.ARABIC.url: (
        "فانوس صغير على الضفة",
        "والنهر يمشي ولا ينام",
        "يا ليل خذني معك",
        "إلى آخر الضوء",
    ),
    specials.LONG_TITLE.url: (_LONG_LINE, "it ends", _LONG_LINE, "at last"),
}
_SPECIAL_LINE_MS: Final = 6_000


def lyrics_of(song: Song, source: str) -> Json | None:
    """Return the lyrics of a song; None for music without words."""
    if not song.has_words:
        return None
    lines = list(_lines(song))
    if song.album.genre not in PLAIN_GENRES:
        return _lyrics(source, lines)
    return _lyrics(source, [], "\n".join(line["line"] for line in lines))


def lyrics_of_special(track: Track) -> Json | None:
    """Return the lyrics of a track that is made by hand; most have none."""
    words = _OF_SPECIALS.get(track.uri or "")
    return None if words is None else _lyrics(track.source, _evenly(words, track.length_ms))


def _lyrics(source: str, lines: list[Json], text: str | None = None) -> Json:
    return {
        "sourceName": source,
        "provider": PROVIDER,
        "text": text,
        "lines": lines,
        "plugin": {},
    }


def _evenly(words: Iterable[str], length_ms: int) -> list[Json]:
    """Sing the same few lines over and over."""
    words = tuple(words)
    times = range(3_000, length_ms - _SPECIAL_LINE_MS, _SPECIAL_LINE_MS)
    return [
        _line(at_ms, _SPECIAL_LINE_MS, words[number % len(words)])
        for number, at_ms in enumerate(times)
    ]


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
