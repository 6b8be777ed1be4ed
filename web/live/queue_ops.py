"""Describes how one queue became another, in as few and as small operations as are easy to find."""

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from player.core.track import Entry, EntryId
from web.live.queue_rows import WINDOW, row, runs

Op = dict[str, Any]
MOST_MOVES = 8


def queue_ops(before: tuple[Entry, ...], after: tuple[Entry, ...]) -> list[Op]:
    """Return the operations that turn `before` into `after`.

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
        return [{"op": "clear"}, _insert(0, after)]
    return [
        *_removal(entry.id for entry in old if entry.id not in kept),
        *_reorder(old, new, kept, (after[:start], after[len(after) - end :])),
        *_inserts(new, kept, start),
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


def _removal(gone: Iterable[EntryId]) -> list[Op]:
    ids = runs(gone)
    return [{"op": "remove", "ids": ids}] if ids else []


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
    order = [{"op": "order", "ids": runs([*in_front, *now, *behind])}]
    blocks = _moved_blocks(was, now)
    if len(blocks) > MOST_MOVES:
        return order
    moves = list(_moves(was, now, blocks, len(in_front)))
    return moves if len(moves) == 1 else min(moves, order, key=_weight)


def _weight(operations: list[Op]) -> int:
    return len(json.dumps(operations))


def _moved_blocks(was: list[EntryId], now: list[EntryId]) -> list[list[EntryId]]:
    """Return the fewest entries whose moves explain the new order, as blocks that stay together."""
    place = {entry_id: index for index, entry_id in enumerate(was)}
    standing = {was[index] for index in _longest_ascent([place[each] for each in now])}
    blocks: list[list[EntryId]] = []
    together = False
    for each in now:
        if each in standing:
            together = False
        elif together:
            blocks[-1].append(each)
        else:
            blocks.append([each])
            together = True
    return blocks


def _longest_ascent(places: Sequence[int]) -> Iterator[int]:
    """Yield the longest ascending subsequence, last element first (by patience sorting)."""
    tops: list[int] = []
    positions: list[int] = []
    for place in places:
        pile = bisect_left(tops, place)
        tops[pile : pile + 1] = [place]
        positions.append(pile)
    pile = len(tops) - 1
    for place, found in zip(reversed(places), reversed(positions), strict=True):
        if found == pile:
            yield place
            pile -= 1


def _moves(
    was: list[EntryId], now: list[EntryId], blocks: list[list[EntryId]], offset: int
) -> Iterator[Op]:
    """Put each block behind the entry that it shall follow; what is before it is right by then."""
    order = was
    follows = dict(zip(now[1:], now, strict=False))
    for block in blocks:
        taken = set(block)
        order = [each for each in order if each not in taken]
        to = order.index(follows[block[0]]) + 1 if block[0] in follows else 0
        order[to:to] = block
        yield {"op": "move", "ids": runs(block), "to": offset + to}


def _inserts(new: Sequence[Entry], kept: set[EntryId], offset: int) -> Iterator[Op]:
    run: list[Entry] = []
    for place, entry in enumerate(new, offset):
        if entry.id not in kept:
            run.append(entry)
        elif run:
            yield _insert(place - len(run), run)
            run = []
    if run:
        yield _insert(offset + len(new) - len(run), run)


def _insert(at: int, run: Sequence[Entry]) -> Op:
    """Show in full what comes to stand within the window, and name the rest."""
    shown = max(0, WINDOW - at)
    operation: Op = {"op": "insert", "at": at}
    if rows := [row(entry) for entry in run[:shown]]:
        operation["rows"] = rows
    if ids := runs(entry.id for entry in run[shown:]):
        operation["ids"] = ids
    return operation
