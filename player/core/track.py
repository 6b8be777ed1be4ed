"""What can be played: a track as a source describes it, and its entry in a guild's queue."""

from dataclasses import dataclass
from typing import NewType

from auth.identity import UserId

EntryId = NewType("EntryId", int)
"""Names one entry of one guild's queue; ids grow in the order of addition and are never reused."""

PlayId = NewType("PlayId", int)
"""Names one start of a track on the node; the node echoes it, so late events can be told apart."""


@dataclass(frozen=True, slots=True)
class Track:
    """A playable track.

    `encoded` is Lavalink's opaque form; `length_ms` is 0 for a live stream, which has no end.
    """

    encoded: str
    title: str
    author: str
    url: str | None
    identifier: str
    source: str
    length_ms: int
    artwork_url: str | None = None
    is_stream: bool = False
    is_seekable: bool = True
    isrc: str | None = None
    album: str | None = None
    """The album's name, where the source tells of it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A track in a guild's player, and who asked for it (None when nobody in person did)."""

    id: EntryId
    track: Track
    requester: UserId | None


@dataclass(frozen=True, slots=True)
class Past(Entry):
    """An entry that had its turn, which began as `play_id` and ended at `ended_at` (Unix ms)."""

    play_id: PlayId = PlayId(0)
    ended_at: int = 0

    def again(self) -> Entry:
        """Return the entry as it was before its turn."""
        return Entry(self.id, self.track, self.requester)


@dataclass(frozen=True, slots=True)
class Collection:
    """A named list of tracks that a URL led to: a playlist or an album."""

    title: str
    url: str | None
    tracks: tuple[Track, ...]
    author: str | None = None
    artwork_url: str | None = None
    announced: int = 0
    """How many tracks it is said to have; a search finds lists without their tracks."""

    @property
    def length(self) -> int:
        return len(self.tracks) or self.announced
