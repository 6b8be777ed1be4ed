"""Describes how a playlist's entries became others, for screens that know only some of them."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from player.playlists.item import Item, Items

Op = dict[str, Any]
Show = Callable[[Item], dict[str, Any]]

MOST_SHOWN = 100
"""So many new entries in a row are shown; longer runs are only counted, and fetched when seen."""


def playlist_ops(before: Items, after: Items, show: Show) -> list[Op]:
    """Return the operations that turn `before` into `after`, applied in order.

    Unlike a queue's they name places beside ids, because a screen holds only a part of the list.
    """
    if before is after:
        return []
    there, here = {item.id for item in after}, {item.id for item in before}
    kept = [item for item in before if item.id in there]
    wanted = [item for item in after if item.id in here]
    return [
        *_removals([item.id not in there for item in before]),
        *_move(kept, wanted),
        *_insertions(after, [item.id not in here for item in after], show),
    ]


def _removals(gone: list[bool]) -> Iterator[Op]:
    for start, end in reversed(list(_runs(gone))):
        yield {"op": "remove", "at": start, "count": end - start}


def _insertions(after: Items, fresh: list[bool], show: Show) -> Iterator[Op]:
    for start, end in _runs(fresh):
        op: Op = {"op": "insert", "at": start, "count": end - start}
        if end - start <= MOST_SHOWN:
            op["tracks"] = [show(item) for item in after[start:end]]
        yield op


def _runs(marks: list[bool]) -> Iterator[tuple[int, int]]:
    """Return where marked places stand in a row."""
    place = 0
    for marked, group in groupby(marks):
        length = sum(1 for _ in group)
        if marked:
            yield place, place + length
        place += length


def _move(kept: list[Item], wanted: list[Item]) -> list[Op]:
    """Return the one move between two orders of the same entries; a screen fetches any other."""
    differing = [
        place for place, pair in enumerate(zip(kept, wanted, strict=True)) if pair[0] != pair[1]
    ]
    if not differing:
        return []
    first, last = differing[0], differing[-1]
    for start, end in ((first, last), (last, first)):
        moved = kept.copy()
        moved.insert(end, moved.pop(start))
        if moved == wanted:
            return [{"op": "move", "from": start, "to": end, "id": kept[start].id}]
    return [{"op": "fetch"}]
