"""What mentions add to libraries, or take from them again (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from player.library.mention import Key, Mention, Thing, things_of
from player.library.whose import Whose


class Look(NamedTuple):
    """How a thing was written at a moment; the latest counts, and of the same moment the largest.

    So everybody sees the same, in whatever order it was told.
    """

    at: int
    name: str
    by: str
    length_ms: int


class Seen(NamedTuple):
    """An address that was told of at a moment; the latest counts."""

    at: int
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Names a thing in a library."""

    whose: Whose
    key: Key


@dataclass(frozen=True, slots=True)
class Gain:
    """What mentions add to a thing in a library.

    `plays` are those that count; `kept` is how often it stands in playlists and favourites. `cover`
    shows it, `link` plays it.
    """

    plays: int
    kept: int
    look: Look
    artist: Key | None
    albums: frozenset[Key] = frozenset()
    cover: Seen | None = None
    link: Seen | None = None

    def __add__(self, other: "Gain") -> "Gain":
        return Gain(
            self.plays + other.plays,
            self.kept + other.kept,
            max(self.look, other.look),
            self.artist,
            self.albums | other.albums,
            _latest(self.cover, other.cover),
            _latest(self.link, other.link),
        )


Gains = dict[Entry, Gain]


def gains_of_plays(heard: Iterable[tuple[Mention, Iterable[Whose]]]) -> Gains:
    """Return what plays add, each to some libraries."""
    gains: Gains = {}
    for mention, everybody in heard:
        for thing in things_of(mention):
            gain = _gain(thing, mention, plays=1)
            for whose in everybody:
                _add(gains, Entry(whose, thing.key), gain)
    return gains


def gains_of_keeping(whose: Whose, kept: Iterable[Mention]) -> Gains:
    """Return what entries of playlists and favourites add to their owner's library."""
    gains: Gains = {}
    for mention in kept:
        for thing in things_of(mention):
            _add(gains, Entry(whose, thing.key), _gain(thing, mention, kept=1))
    return gains


def add_up(gains: Gains, more: Gains) -> None:
    """Add to gains what more there is."""
    for entry, gain in more.items():
        _add(gains, entry, gain)


def _add(gains: Gains, entry: Entry, gain: Gain) -> None:
    known = gains.get(entry)
    gains[entry] = known + gain if known else gain


def _gain(thing: Thing, mention: Mention, *, plays: int = 0, kept: int = 0) -> Gain:
    cover, url = mention.artwork_url, mention.url
    return Gain(
        plays,
        kept,
        Look(mention.at, thing.name, thing.by, mention.length_ms),
        thing.artist,
        frozenset([thing.album] if thing.album else []),
        Seen(mention.at, cover) if cover else None,
        Seen(mention.at, url) if url else None,
    )


def _latest(one: Seen | None, other: Seen | None) -> Seen | None:
    return max(filter(None, (one, other)), default=None)
