"""One entry of a playlist, and how entries are taken out, put back and moved (pure)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NewType

from auth.identity import UserId
from player.core.track import Track

ItemId = NewType("ItemId", int)


@dataclass(frozen=True, slots=True)
class Contributor:
    """Who put something in, by the name that they had then."""

    id: UserId
    name: str


@dataclass(frozen=True, slots=True)
class Item:
    """A track in a playlist; ids are never reused within the playlist."""

    id: ItemId
    track: Track
    added_by: Contributor | None = None


Items = tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Removal:
    """An entry that was taken out: where it stood, and behind which other one."""

    item: Item
    place: int
    behind: ItemId | None


def taken_out(items: Items, ids: Collection[ItemId]) -> tuple[Items, tuple[Removal, ...]]:
    """Return what is left without these entries, and what it takes to put them back."""
    removals = tuple(
        Removal(item, place, items[place - 1].id if place else None)
        for place, item in enumerate(items)
        if item.id in ids
    )
    return tuple(item for item in items if item.id not in ids), removals


def put_back(items: Items, removals: Iterable[Removal]) -> Items:
    """Return the list with entries where they were: behind the same ones, wherever those are now.

    Only where that one is gone too the old place counts.
    """
    returning = tuple(removals)
    here = {None, *(item.id for item in items), *(each.item.id for each in returning)}
    followers: dict[ItemId | None, list[Item]] = defaultdict(list)
    strays: list[Removal] = []
    for removal in returning:
        if removal.behind in here:
            followers[removal.behind].append(removal.item)
        else:
            strays.append(removal)
    result: list[Item] = []
    waiting = [*reversed(items), *reversed(followers.pop(None, []))]
    while waiting:
        item = waiting.pop()
        result.append(item)
        waiting.extend(reversed(followers.pop(item.id, [])))
    for stray in strays:
        result.insert(min(stray.place, len(result)), stray.item)
    return tuple(result)
