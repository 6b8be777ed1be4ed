"""What a search at the sources finds, and which of them were asked in vain."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from player.search import Engine

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Attempt:
    """A source that had nothing; `problem` says why, where it did not even answer."""

    engine: Engine
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Found(Generic[Item]):
    """What was found, the best match first, and `engine`, which answered; None if none did.

    It is `derived` where the source was asked for tracks, and the rest concluded from them.
    """

    items: tuple[Item, ...] = ()
    engine: Engine | None = None
    derived: bool = False
    attempts: tuple[Attempt, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundArtist:
    """An artist; `id` is the source's where it tells one, and else made of the name."""

    id: str
    name: str
    url: str | None = None
    artwork_url: str | None = None


@dataclass(frozen=True, slots=True)
class FoundAlbum:
    """An album; `track_count` is None where nobody told."""

    id: str
    title: str
    artist: str | None
    url: str | None = None
    artwork_url: str | None = None
    track_count: int | None = None
