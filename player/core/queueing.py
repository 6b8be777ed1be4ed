"""The queue: adding, moving and removing entries."""

import random

from player.core.admission import admit
from player.core.draft import Draft
from player.core.errors import OutOfRange, UnknownEntry
from player.core.events import (
    EntriesMoved,
    EntriesRemoved,
    EntryMoved,
    EntryRemoved,
    Outcome,
    QueueReordered,
    TracksAdded,
)
from player.core.fairness import fair_place
from player.core.requests import (
    AddTracks,
    EntryRef,
    Index,
    MoveEntries,
    MoveEntry,
    Placement,
    RemoveEntries,
    RemoveEntry,
)
from player.core.state import PlayerState
from player.core.track import Entry, EntryId, Track
from player.core.turns import advance, come_along, end
from player.core.undo import remembered


def add_tracks(command: AddTracks, draft: Draft) -> None:
    with remembered(draft):
        if command.replacing and draft.state.queue:
            draft.emit(EntriesRemoved(frozenset(entry.id for entry in draft.state.queue)))
        wanted = admit(command.tracks, draft)
        come_along(draft)
        _insert(draft, _entries(wanted, draft), command.placement)
    if draft.state.current is not None and command.placement is Placement.NOW:
        end(draft, Outcome.SKIPPED)
    if draft.state.current is None:
        advance(draft)


def _entries(tracks: tuple[Track, ...], draft: Draft) -> tuple[Entry, ...]:
    first = draft.state.next_entry_id
    requester = draft.context.actor.user_id
    return tuple(
        Entry(EntryId(first + offset), track, requester) for offset, track in enumerate(tracks)
    )


def _insert(draft: Draft, entries: tuple[Entry, ...], placement: Placement) -> None:
    if placement is not Placement.END:
        draft.emit(TracksAdded(entries, 0))
    elif draft.state.shuffle:
        _insert_anywhere(draft, entries)
    elif draft.state.policy.player.fair_queue:
        _insert_fairly(draft, entries)
    else:
        draft.emit(TracksAdded(entries, _end(draft)))


def _end(draft: Draft) -> int:
    """Return where the queue ends for the caller: what autoplay found comes after all people's."""
    end = len(draft.state.queue)
    while draft.context.in_person and end and draft.state.queue[end - 1].requester is None:
        end -= 1
    return end


def _insert_fairly(draft: Draft, entries: tuple[Entry, ...]) -> None:
    """Let requesters take turns: one's third track goes behind everybody's second."""
    for entry in entries:
        place = fair_place(draft.state.queue[: _end(draft)], entry.requester)
        draft.emit(TracksAdded((entry,), place))


def _insert_anywhere(draft: Draft, entries: tuple[Entry, ...]) -> None:
    """Spread new entries over a shuffled queue without disturbing the order people saw."""
    dice = random.Random(draft.context.seed)  # noqa: S311 - A shuffle, no secret.
    end = _end(draft)
    if len(entries) == 1:
        draft.emit(TracksAdded(entries, dice.randint(0, end)))
        return
    present = [entry.id for entry in draft.state.queue]
    order = present[:end]
    for entry in entries:
        order.insert(dice.randint(0, len(order)), entry.id)
    draft.emit(TracksAdded(entries, end))
    draft.emit(QueueReordered((*order, *present[end:])))


def move_entry(command: MoveEntry, draft: Draft) -> None:
    entry = locate(draft.state, command.entry)
    last = len(draft.state.queue) - 1
    if not 0 <= command.position <= last:
        raise OutOfRange("position", command.position, 0, last)
    if draft.state.queue[command.position].id != entry.id:
        with remembered(draft):
            draft.emit(EntryMoved(entry.id, command.position))


def remove_entry(command: RemoveEntry, draft: Draft) -> None:
    entry = locate(draft.state, command.entry)
    with remembered(draft):
        draft.emit(EntryRemoved(entry.id))


def move_entries(command: MoveEntries, draft: Draft) -> None:
    moved = EntriesMoved(still_there(draft.state, command.entries), command.position)
    last = len(draft.state.queue) - len(moved.entry_ids)
    if not 0 <= command.position <= last:
        raise OutOfRange("position", command.position, 0, last)
    if moved.gathered(draft.state.queue) != draft.state.queue:
        with remembered(draft):
            draft.emit(moved)


def remove_entries(command: RemoveEntries, draft: Draft) -> None:
    removed = EntriesRemoved(still_there(draft.state, command.entries))
    with remembered(draft):
        draft.emit(removed)


def still_there(state: PlayerState, ids: frozenset[EntryId]) -> frozenset[EntryId]:
    """Return those of the ids that are in the queue; raise `UnknownEntry` when none is."""
    found = ids.intersection(entry.id for entry in state.queue)
    if not found:
        raise UnknownEntry
    return found


def locate(state: PlayerState, ref: EntryRef) -> Entry:
    """Return the entry that is meant; raise `UnknownEntry`, or `OutOfRange` for a bad index."""
    if isinstance(ref, Index):
        last = len(state.queue) - 1
        if last < 0:
            raise UnknownEntry
        if not 0 <= ref.value <= last:
            raise OutOfRange("index", ref.value, 0, last)
        return state.queue[ref.value]
    for entry in state.queue:
        if entry.id == ref:
            return entry
    raise UnknownEntry
