"""Finding tracks by words: case and accents do not matter, the best match comes first."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from sim.lavalink.track import Track

MAX_RESULTS: Final = 20

_EXACT: Final = 10.0
_BEGINNING: Final = 6.0
_IN_TAGS: Final = 3.0
_MIN_BEGINNING: Final = 2
_WORD: Final = re.compile(r"\w+", re.UNICODE)


class Entry(NamedTuple):
    """A track with the words it is found by; tags (album, genre) count less than its names."""

    track: Track
    words: frozenset[str]
    tags: frozenset[str]
    popularity: float


def index(track: Track, tags: Iterable[str] = (), popularity: float = 0.0) -> Entry:
    words = frozenset(words_of(f"{track.title} {track.author}"))
    return Entry(track, words, frozenset(words_of(" ".join(tags))), popularity)


def find(entries: Iterable[Entry], query: str, limit: int = MAX_RESULTS) -> list[Track]:
    """Return the tracks that have at least half of the words, best and then best known first."""
    wanted = words_of(query)
    if not wanted:
        return []
    ranked = [(_score(entry, wanted), entry) for entry in entries]
    fitting = [(score, entry) for score, entry in ranked if score > 0]
    fitting.sort(key=lambda match: (-match[0], -match[1].popularity, match[1].track.title))
    return [entry.track for _, entry in fitting[:limit]]


def words_of(text: str) -> list[str]:
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(letter)
    )
    return _WORD.findall(bare)


def _score(entry: Entry, wanted: Sequence[str]) -> float:
    points = [_points(entry, word) for word in wanted]
    matched = sum(point > 0 for point in points)
    return sum(points) if matched * 2 >= len(wanted) and matched else 0.0


def _points(entry: Entry, word: str) -> float:
    if word in entry.words:
        return _EXACT
    if len(word) >= _MIN_BEGINNING and any(own.startswith(word) for own in entry.words):
        return _BEGINNING
    return _IN_TAGS if word in entry.tags else 0.0
