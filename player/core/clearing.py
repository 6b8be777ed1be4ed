"""Edits of the whole queue: clear, clear mine, de-duplicate, shuffle once."""

import random

from player.core.draft import Draft
from player.core.events import EntriesRemoved
from player.core.modes import reorder
from player.core.requests import ClearMine, ClearQueue, Deduplicate, ShuffleQueue
from player.core.track import Entry, Track
from player.core.undo import remembered


def clear_queue(_command: ClearQueue, draft: Draft) -> None:
    _remove(draft, list(draft.state.queue))


def clear_mine(_command: ClearMine, draft: Draft) -> None:
    caller = draft.context.actor.user_id
    _remove(draft, [entry for entry in draft.state.queue if entry.requester == caller])


def deduplicate(_command: Deduplicate, draft: Draft) -> None:
    current = draft.state.current
    seen = {_same(current.track)} if current else set()
    doubles = []
    for entry in draft.state.queue:
        key = _same(entry.track)
        if key in seen:
            doubles.append(entry)
        seen.add(key)
    _remove(draft, doubles)


def shuffle_queue(_command: ShuffleQueue, draft: Draft) -> None:
    order = [entry.id for entry in draft.state.queue]
    random.Random(draft.context.seed).shuffle(order)  # noqa: S311 - A shuffle, no secret.
    with remembered(draft):
        reorder(draft, order)


def _same(track: Track) -> tuple[str, str]:
    return track.source, track.identifier


def _remove(draft: Draft, entries: list[Entry]) -> None:
    if entries:
        with remembered(draft):
            draft.emit(EntriesRemoved(frozenset(entry.id for entry in entries)))
