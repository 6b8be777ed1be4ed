"""Says in a few words what a request would do, for votes and for the log of a guild."""

from collections.abc import Sequence
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
from player.core.sentence import Sentence
from player.core.state import PlayerState
from player.core.track import EntryId

FIXED: dict[type, Sentence] = {
    Previous: Sentence("go back to the previous track"),
    Stop: Sentence("stop"),
    Eject: Sentence("send the bot away"),
    SetEqualizer: Sentence("change the equalizer"),
    SetFilters: Sentence("change the filters"),
    ShuffleQueue: Sentence("shuffle the queue"),
    ClearQueue: Sentence("clear the queue"),
    ClearMine: Sentence("clear their tracks"),
    Deduplicate: Sentence("remove doubles"),
    UndoEdit: Sentence("undo an edit"),
}


def describe_request(request: Request, state: PlayerState) -> Sentence:
    """Return for example “skip “Song”” or “turn the volume to 40”."""
    fixed = FIXED.get(type(request))
    return fixed or _describe(request, state)


def several(titles: Sequence[str]) -> Sentence:
    """Name a track by its title, and more of them by their number."""
    return quoted(titles[0]) if len(titles) == 1 else tracks(len(titles))


def quoted(title: str) -> Sentence:
    return Sentence("“{title}”", title=title)


def tracks(count: int) -> Sentence:
    return Sentence("{n} tracks", n=count)


def minutes(milliseconds: int) -> str:
    whole, seconds = divmod(milliseconds // 1000, 60)
    return f"{whole}:{seconds:02}"


@singledispatch
def _describe(request: object, _state: PlayerState) -> Sentence:
    raise TypeError(type(request).__name__)


@_describe.register
def _skip(_request: Skip, state: PlayerState) -> Sentence:
    if state.current is None:
        return Sentence("skip the track")
    return Sentence("skip “{title}”", title=state.current.track.title)


@_describe.register
def _add(request: AddTracks, _state: PlayerState) -> Sentence:
    what = several([track.title for track in request.tracks])
    if request.replacing:
        return Sentence("replace the queue by {what}", what=what)
    return Sentence("add {what}", what=what)


@_describe.register
def _move(request: MoveEntry, state: PlayerState) -> Sentence:
    return _moving(_title(request.entry, state), request.position)


@_describe.register
def _remove(request: RemoveEntry, state: PlayerState) -> Sentence:
    return Sentence("remove {what}", what=_title(request.entry, state))


@_describe.register
def _move_many(request: MoveEntries, state: PlayerState) -> Sentence:
    return _moving(_titles(request.entries, state), request.position)


@_describe.register
def _remove_many(request: RemoveEntries, state: PlayerState) -> Sentence:
    return Sentence("remove {what}", what=_titles(request.entries, state))


@_describe.register
def _jump(request: JumpTo, state: PlayerState) -> Sentence:
    return Sentence("play {what} now", what=_title(request.entry, state))


@_describe.register
def _seek(request: Seek, _state: PlayerState) -> Sentence:
    return Sentence("seek to {time}", time=minutes(request.position_ms))


@_describe.register
def _volume(request: SetVolume, _state: PlayerState) -> Sentence:
    return Sentence("turn the volume to {volume}", volume=request.volume)


@_describe.register
def _pause(request: SetPaused, _state: PlayerState) -> Sentence:
    return Sentence("pause") if request.paused else Sentence("go on playing")


@_describe.register
def _repeat(request: SetRepeat, _state: PlayerState) -> Sentence:
    return Sentence("turn repeat on") if request.on else Sentence("turn repeat off")


@_describe.register
def _repeat_track(request: SetRepeatTrack, _state: PlayerState) -> Sentence:
    if request.on:
        return Sentence("turn repeating the track on")
    return Sentence("turn repeating the track off")


@_describe.register
def _shuffle(request: SetShuffle, _state: PlayerState) -> Sentence:
    return Sentence("turn shuffle on") if request.on else Sentence("turn shuffle off")


def _moving(what: Sentence, position: int) -> Sentence:
    return Sentence("move {what} to place {place}", what=what, place=position + 1)


def _titles(ids: frozenset[EntryId], state: PlayerState) -> Sentence:
    return tracks(len(ids)) if len(ids) > 1 else _title(next(iter(ids)), state)


def _title(ref: EntryRef, state: PlayerState) -> Sentence:
    for place, entry in enumerate(state.queue):
        if (isinstance(ref, Index) and ref.value == place) or entry.id == ref:
            return quoted(entry.track.title)
    return Sentence("a track")
