"""Describes how one queue became another, in as few and as small operations as are easy to find."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from player.core.track import Entry, EntryId

Op = dict[str, Any]
Show = Callable[[Entry], dict[str, Any]]


def queue_ops(before: tuple[Entry, ...], after: tuple[Entry, ...], show: Show) -> list[Op]:
    """Return the operations that turn `before` into `after`; `show` draws an inserted entry.

    The result follows from the two queues alone, whatever happened between them.
    """
    if before is after:
        return []
    if not after:
        return [{"op": "clear"}] if before else []
    start = _shared(before, after)
    end = _shared(reversed(before[start:]), reversed(after[start:]))
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    here = {entry.id: entry for entry in new}
    kept = {entry.id for entry in old if _same(here.get(entry.id), entry)}
    if before and not (start or end or kept):
        return [{"op": "clear"}, _insert(0, after, show)]
    removed = [{"op": "remove", "id": entry.id} for entry in old if entry.id not in kept]
    return [
        *removed,
        *_reorder(old, new, kept, (after[:start], after[len(after) - end :])),
        *_inserts(new, kept, start, show),
    ]


def _shared(one: Iterable[Entry], two: Iterable[Entry]) -> int:
    """Count the entries that both begin with."""
    count = 0
    for ours, theirs in zip(one, two, strict=False):
        if not _same(ours, theirs):
            break
        count += 1
    return count


def _same(found: Entry | None, entry: Entry) -> bool:
    # Entries are shared between states, so that a full comparison is rarely needed.
    return found is entry or found == entry


def _reorder(
    old: Sequence[Entry],
    new: Sequence[Entry],
    kept: set[EntryId],
    around: tuple[Sequence[Entry], Sequence[Entry]],
) -> list[Op]:
    was = [entry.id for entry in old if entry.id in kept]
    now = [entry.id for entry in new if entry.id in kept]
    if was == now:
        return []
    in_front, behind = ([entry.id for entry in part] for part in around)
    return [_move(was, now, len(in_front)) or {"op": "order", "ids": [*in_front, *now, *behind]}]


def _move(was: list[EntryId], now: list[EntryId], offset: int) -> Op | None:
    """Find the one entry whose move explains everything, if there is one."""
    places = range(len(was))
    first = next(place for place in places if was[place] != now[place])
    last = next(place for place in reversed(places) if was[place] != now[place])
    if was[first + 1 : last + 1] == now[first:last]:
        return {"op": "move", "id": was[first], "to": offset + last}
    if was[first:last] == now[first + 1 : last + 1]:
        return {"op": "move", "id": was[last], "to": offset + first}
    return None


def _inserts(new: Sequence[Entry], kept: set[EntryId], offset: int, show: Show) -> Iterator[Op]:
    run: list[Entry] = []
    for place, entry in enumerate(new, offset):
        if entry.id not in kept:
            run.append(entry)
        elif run:
            yield _insert(place - len(run), run, show)
            run = []
    if run:
        yield _insert(offset + len(new) - len(run), run, show)


def _insert(at: int, run: Sequence[Entry], show: Show) -> Op:
    return {"op": "insert", "at": at, "entries": [show(entry) for entry in run]}
