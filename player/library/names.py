"""Names artists, albums and tracks so that whoever tells of one is understood alike (pure).

A *name* is what people write and see; a *key* is for comparing, and is the same for all spellings.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from player.library.letters import folded
from player.library.marks import Mark, Title, marks_of, read_title, split_guests

CHANNEL = re.compile(
    r"(?P<artist>.+?)(?: [-–—] Topic| ?VEVO| Official(?: Channel)?)", re.IGNORECASE
)
TOPIC = re.compile(r".+ [-–—] Topic", re.IGNORECASE)
ARTIST_AND_TITLE = re.compile(r"(?P<artist>.+?) [-–—] (?P<title>.+)")
QUOTED_TITLE = re.compile(
    r"(?P<artist>[^「『]+?) ?[「『] ?(?P<title>[^」』 ][^」』]*)[」』](?P<rest>.*)"
)
PART_OF_A_WORK = re.compile(r"(?:pt|part|vol|volume|act|chapter|movement|no|op|[ivx]+|\d+)\b.*")
UPLOADED = frozenset({"youtube", "soundcloud", "bilibili", "twitch", "vimeo", "http"})
"""Sources whose author is whoever uploaded it, so that titles have to name the artist."""

BETWEEN = "\n"
"""Stands between the parts of a key, and never in one."""


@dataclass(frozen=True, slots=True)
class TrackName:
    """Who plays what: names for people, and the key by which all spellings are one track.

    The key tells recordings apart: live, remixed and acoustic ones are other tracks, remastered
    ones and videos are not. `bare_key` does not tell even those apart.
    """

    artist: str
    title: str
    guests: tuple[str, ...]
    marks: frozenset[Mark]
    key: str
    bare_key: str


@lru_cache(maxsize=20_000)
def track_name(title: str, artist: str, source: str = "") -> TrackName:
    """Read a title and its author as a source gives them."""
    if TOPIC.fullmatch(artist.strip()):
        return _named(read_title(title), artist)
    performer, own_title = _split(title, artist, source)
    return _named(read_title(own_title), performer)


def artist_name(written: str) -> str:
    """Return an artist as people write it: without the marks of a channel and without guests."""
    name, _guests = split_guests(written)
    while channel := CHANNEL.fullmatch(name):
        name = channel["artist"]
    return name


def artist_key(name: str) -> str:
    """Name an artist alike however written: “The Beatles”, “BEATLES”, “Beatles - Topic”."""
    words = folded(artist_name(name)).split()
    return "".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def album_key(title: str, artist: str) -> str:
    """Name an album of an artist alike in all its editions."""
    return artist_key(artist) + BETWEEN + _joined(read_title(title).name)


def track_key(title: str, artist: str, source: str = "") -> str:
    """Name a recording of an artist alike wherever it comes from."""
    return track_name(title, artist, source).key


def _named(title: Title, performer: str) -> TrackName:
    artist = artist_name(performer)
    _first, guests = split_guests(performer)
    by = artist_key(artist)
    return TrackName(
        artist=artist,
        title=title.name,
        guests=(*guests, *title.guests),
        marks=title.marks,
        key=by + BETWEEN + _joined(title.name),
        bare_key=by + BETWEEN + _joined(title.bare),
    )


def _split(title: str, by: str, source: str) -> tuple[str, str]:
    """Return artist and title, which uploads have in one: “Artist - Title”, “Artist「Title」”."""
    title = " ".join(title.split())
    quoted = QUOTED_TITLE.fullmatch(title)
    if quoted and _is(quoted["artist"], by):
        return quoted["artist"], f"{quoted['title']} {quoted['rest']}"
    parts = ARTIST_AND_TITLE.fullmatch(title)
    if parts is None:
        return by, title
    left, right = parts.groups()
    if _is(left, by):
        return left, right
    if by.strip() and (source not in UPLOADED or _continues(right)):
        return by, title
    return (right, left) if _is(right, by) else (left, right)


def _continues(right: str) -> bool:
    """Say whether what stands behind a dash is more of the title: “- Live”, “- Part 2”."""
    return bool(marks_of(right) or PART_OF_A_WORK.fullmatch(folded(right)))


def _is(name: str, other: str) -> bool:
    return artist_key(name) == artist_key(other)


def _joined(name: str) -> str:
    return folded(name).replace(" ", "")
