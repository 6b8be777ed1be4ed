"""What people can ask of one guild's player."""

from dataclasses import dataclass
from enum import StrEnum

from player.core.filters import Filters
from player.core.track import EntryId, Track


class Placement(StrEnum):
    """Where added tracks go."""

    END = "end"
    NEXT = "next"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class Index:
    """Names a queue entry by its place, 0 being the next one."""

    value: int


EntryRef = EntryId | Index


@dataclass(frozen=True, slots=True)
class AddTracks:
    """Add tracks; the bot joins the caller's channel first where that is needed.

    `replacing` removes what waits in the queue before.
    """

    tracks: tuple[Track, ...]
    placement: Placement = Placement.END
    replacing: bool = False


@dataclass(frozen=True, slots=True)
class SetPaused:
    """Pause or go on; going on with nothing loaded starts the next entry."""

    paused: bool


@dataclass(frozen=True, slots=True)
class Seek:
    position_ms: int


@dataclass(frozen=True, slots=True)
class Skip:
    """End the current track and start the next one, also under `repeat_track`."""


@dataclass(frozen=True, slots=True)
class Previous:
    """Put the current track back in front of the queue and play the one before it again."""


@dataclass(frozen=True, slots=True)
class Stop:
    """End playback; the current track waits at the front of the queue."""


@dataclass(frozen=True, slots=True)
class Eject:
    """Leave the channel and forget queue, history and position."""


@dataclass(frozen=True, slots=True)
class JumpTo:
    """Play this entry now; the entries before it stay where they are."""

    entry: EntryRef


@dataclass(frozen=True, slots=True)
class MoveEntry:
    """Move an entry so that it ends up at `position`."""

    entry: EntryRef
    position: int


@dataclass(frozen=True, slots=True)
class RemoveEntry:
    entry: EntryRef


@dataclass(frozen=True, slots=True)
class MoveEntries:
    """Gather entries, in the order they have, so that the first of them ends up at `position`.

    Entries that are gone meanwhile are passed over, as long as one is left.
    """

    entries: frozenset[EntryId]
    position: int


@dataclass(frozen=True, slots=True)
class RemoveEntries:
    """Remove entries; those that are gone meanwhile are passed over, as long as one is left."""

    entries: frozenset[EntryId]


@dataclass(frozen=True, slots=True)
class SetRepeat:
    on: bool


@dataclass(frozen=True, slots=True)
class SetRepeatTrack:
    on: bool


@dataclass(frozen=True, slots=True)
class SetShuffle:
    """Shuffle is a mode: on mixes the queue, off restores the order of addition."""

    on: bool


@dataclass(frozen=True, slots=True)
class SetVolume:
    volume: int


@dataclass(frozen=True, slots=True)
class SetEqualizer:
    """Set all 15 bands; gains above the node's ceiling of 1.0 are brought down to it."""

    gains: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SetFilters:
    """Replace all filters besides the equalizer."""

    filters: Filters


@dataclass(frozen=True, slots=True)
class ShuffleQueue:
    """Mix the queue once, without turning the mode on."""


@dataclass(frozen=True, slots=True)
class ClearQueue:
    pass


@dataclass(frozen=True, slots=True)
class ClearMine:
    """Remove every entry that the caller asked for."""


@dataclass(frozen=True, slots=True)
class Deduplicate:
    """Remove entries whose track stands further up in the queue, or plays."""


@dataclass(frozen=True, slots=True)
class UndoEdit:
    """Take back the latest edit of the queue; only who made it may."""


Request = (
    AddTracks
    | SetPaused
    | Seek
    | Skip
    | Previous
    | Stop
    | Eject
    | JumpTo
    | MoveEntry
    | RemoveEntry
    | MoveEntries
    | RemoveEntries
    | SetRepeat
    | SetRepeatTrack
    | SetShuffle
    | SetVolume
    | SetEqualizer
    | SetFilters
    | ShuffleQueue
    | ClearQueue
    | ClearMine
    | Deduplicate
    | UndoEdit
)
