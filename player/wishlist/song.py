"""A track that is wished for, as somebody describes it (pure)."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

WishedId = NewType("WishedId", str)
"""What a program calls a track; whoever types one gives it none."""

BETWEEN = "\n"
"""Stands between the parts of a key, and in no name that we take."""

MADE_ID_LENGTH = 22


class Category(StrEnum):
    """Whether a track is wanted with its album."""

    SINGLES = "singles"
    ALBUMS = "albums"


@dataclass(frozen=True, slots=True)
class Song:
    """By title and artists, or by its link too; `document` is what a program told, as JSON."""

    id: WishedId
    title: str
    artists: tuple[str, ...] = ()
    album: str | None = None
    category: Category = Category.SINGLES
    duration_ms: int | None = None
    url: str | None = None
    document: str | None = None

    @property
    def key(self) -> str:
        """Return what makes two wishes the same: title and first artist, however they are cased."""
        return song_key(self.title, self.artists)


def song_key(title: str, artists: tuple[str, ...]) -> str:
    return BETWEEN.join(" ".join(part.split()).casefold() for part in (title, *artists[:1]))


def made_id(title: str, artists: tuple[str, ...]) -> WishedId:
    """Return an id for a track that has none, the same for the same track."""
    digest = hashlib.sha256(song_key(title, artists).encode(errors="replace")).hexdigest()
    return WishedId(digest[:MADE_ID_LENGTH])
