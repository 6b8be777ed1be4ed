"""A followed artist, what was found of them, and what is new in that (pure)."""

import hashlib
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from typing import NewType

from player.core.track import Track
from player.holder import Holder
from player.library.names import artist_key, track_name

ArtistId = NewType("ArtistId", str)
"""What a source, or else we, call an artist."""

FindId = NewType("FindId", str)


MADE_ID_LENGTH = 22


def made_artist_id(name: str) -> ArtistId:
    """Return an id for an artist of whom only the name is known, the same for all spellings."""
    digest = hashlib.sha256(artist_key(name).encode(errors="replace")).hexdigest()
    return ArtistId(digest[:MADE_ID_LENGTH])


@dataclass(frozen=True, slots=True)
class Followed:
    """An artist that a holder follows; times are Unix milliseconds.

    `scanned_at` is None until the first scan, and `problem` why the latest one failed, for people.
    """

    holder: Holder
    id: ArtistId
    name: str
    added_at: int
    image_url: str | None = None
    scanned_at: int | None = None
    problem: str | None = None

    @property
    def key(self) -> str:
        """Return what makes two artists the same, however their names are written."""
        return artist_key(self.name)


@dataclass(frozen=True, slots=True)
class Find:
    """A track of a followed artist that was not seen before; `key` is the same for all its copies.

    `id` is given by whoever stores it.
    """

    artist_id: ArtistId
    artist: str
    track: Track
    key: str
    found_at: int
    id: FindId = FindId("")


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one look at the sources has shown of an artist: everything, and what of it is new."""

    seen: frozenset[str] = field(default_factory=frozenset)
    new: tuple[tuple[str, Track], ...] = ()


def sighted(name: str, tracks: Iterable[Track], known: Set[str]) -> Sighting:
    """Sort what the sources have found: what is by the artist, and what of that is unknown.

    A track is known by its identifier or by its name, so another copy of it is no news.
    """
    wanted, seen = artist_key(name), set[str]()
    new: list[tuple[str, Track]] = []
    for track in tracks:
        named = track_name(track.title, track.author, track.source)
        if wanted not in {artist_key(one) for one in (named.artist, *named.guests)}:
            continue
        key = _mark(named.key)
        marks = {_mark(f"{track.source}:{track.identifier}"), key}
        if not marks & (known | seen):
            new.append((key, track))
        seen |= marks
    return Sighting(frozenset(seen), tuple(new))


def _mark(text: str) -> str:
    """Return a text that can be stored: sources do send names that are no proper text."""
    return text.encode("utf-8", "replace").decode()
