"""Says in a few words what a request would do, for votes and for the log of a guild."""

from functools import singledispatch

from player.core.requests import (
    AddTracks,
    ClearMine,
    ClearQueue,
    Deduplicate,
    Eject,
    EntryRef,
    Index,
    JumpTo,
    MoveEntries,
    MoveEntry,
    Previous,
    RemoveEntries,
    RemoveEntry,
    Request,
    Seek,
    SetEqualizer,
    SetFilters,
    SetPaused,
    SetRepeat,
    SetRepeatTrack,
    SetShuffle,
    SetVolume,
    ShuffleQueue,
    Skip,
    Stop,
    UndoEdit,
)
from player.core.state import PlayerState
from player.core.track import EntryId

ON = {True: "on", False: "off"}

FIXED: dict[type, str] = {
    Previous: "go back to the previous track",
    Stop: "stop",
    Eject: "send the bot away",
    SetEqualizer: "change the equalizer",
    SetFilters: "change the filters",
    ShuffleQueue: "shuffle the queue",
    ClearQueue: "clear the queue",
    ClearMine: "clear their tracks",
    Deduplicate: "remove doubles",
    UndoEdit: "undo an edit",
}


def describe_request(request: Request, state: PlayerState) -> str:
    """Return for example “skip “Song”” or “set the volume to 40”."""
    fixed = FIXED.get(type(request))
    return fixed or _describe(request, state)


@singledispatch
def _describe(request: object, _state: PlayerState) -> str:
    raise TypeError(type(request).__name__)


@_describe.register
def _skip(_request: Skip, state: PlayerState) -> str:
    return f"skip “{state.current.track.title}”" if state.current else "skip the track"


@_describe.register
def _add(request: AddTracks, _state: PlayerState) -> str:
    only = request.tracks[0].title if len(request.tracks) == 1 else None
    tracks = f"“{only}”" if only else f"{len(request.tracks)} tracks"
    return f"replace the queue by {tracks}" if request.replacing else f"add {tracks}"


@_describe.register
def _move(request: MoveEntry, state: PlayerState) -> str:
    return f"move {_title(request.entry, state)} to place {request.position + 1}"


@_describe.register
def _remove(request: RemoveEntry, state: PlayerState) -> str:
    return f"remove {_title(request.entry, state)}"


@_describe.register
def _move_many(request: MoveEntries, state: PlayerState) -> str:
    return f"move {_titles(request.entries, state)} to place {request.position + 1}"


@_describe.register
def _remove_many(request: RemoveEntries, state: PlayerState) -> str:
    return f"remove {_titles(request.entries, state)}"


@_describe.register
def _jump(request: JumpTo, state: PlayerState) -> str:
    return f"play {_title(request.entry, state)} now"


@_describe.register
def _seek(request: Seek, _state: PlayerState) -> str:
    minutes, seconds = divmod(request.position_ms // 1000, 60)
    return f"seek to {minutes}:{seconds:02}"


@_describe.register
def _volume(request: SetVolume, _state: PlayerState) -> str:
    return f"set the volume to {request.volume}"


@_describe.register
def _pause(request: SetPaused, _state: PlayerState) -> str:
    return "pause" if request.paused else "go on playing"


@_describe.register
def _repeat(request: SetRepeat, _state: PlayerState) -> str:
    return f"turn repeat {ON[request.on]}"


@_describe.register
def _repeat_track(request: SetRepeatTrack, _state: PlayerState) -> str:
    return f"turn repeating the track {ON[request.on]}"


@_describe.register
def _shuffle(request: SetShuffle, _state: PlayerState) -> str:
    return f"turn shuffle {ON[request.on]}"


def _titles(ids: frozenset[EntryId], state: PlayerState) -> str:
    return f"{len(ids)} tracks" if len(ids) > 1 else _title(next(iter(ids)), state)


def _title(ref: EntryRef, state: PlayerState) -> str:
    for place, entry in enumerate(state.queue):
        if (isinstance(ref, Index) and ref.value == place) or entry.id == ref:
            return f"“{entry.track.title}”"
    return "a track"
