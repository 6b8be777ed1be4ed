"""The law: a screen that applies the operations has the new list, as far as it knows it."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from player.playlists.item import Item, ItemId, Items
from tests.support.builders import track
from web.live.playlist_ops import MOST_SHOWN, Op, playlist_ops

TRACK = track("a")
IDS = st.integers(1, 12)


def items(ids: list[int]) -> Items:
    return tuple(Item(ItemId(number), TRACK) for number in ids)


def show(item: Item) -> dict[str, Any]:
    return {"id": item.id}


def apply(ids: list[int], operations: list[Op]) -> list[int] | None:
    """Return the list after the operations; None where it has to be fetched."""
    result = ids.copy()
    for operation in operations:
        match operation["op"]:
            case "remove":
                del result[operation["at"] : operation["at"] + operation["count"]]
            case "move":
                assert result[operation["from"]] == operation["id"]
                result.insert(operation["to"], result.pop(operation["from"]))
            case "insert":
                result[operation["at"] : operation["at"]] = [
                    each["id"] for each in operation["tracks"]
                ]
            case "fetch":
                return None
    return result


@given(st.lists(IDS, unique=True), st.lists(IDS, unique=True))
def test_the_operations_lead_from_one_list_to_any_other(
    before: list[int], after: list[int]
) -> None:
    operations = playlist_ops(items(before), items(after), show)
    if operations == [] and before != after:
        raise AssertionError("a difference without an operation")
    found = apply(before, operations)
    common = [each for each in before if each in after]
    assert found == after or (
        found is None and common != [each for each in after if each in before]
    )


@given(st.lists(IDS, unique=True, min_size=2), st.data())
def test_a_move_is_one_operation(ids: list[int], data: st.DataObject) -> None:
    start, end = data.draw(st.integers(0, len(ids) - 1)), data.draw(st.integers(0, len(ids) - 1))
    moved = ids.copy()
    moved.insert(end, moved.pop(start))
    operations = playlist_ops(items(ids), items(moved), show)
    assert len(operations) == (moved != ids)
    assert apply(ids, operations) == moved


def test_many_new_entries_are_only_counted() -> None:
    few, many = items(list(range(1, 101))), items(list(range(1, 102)))
    assert len(playlist_ops((), few, show)[0]["tracks"]) == MOST_SHOWN
    assert playlist_ops((), many, show) == [{"op": "insert", "at": 0, "count": 101}]


def test_the_same_list_needs_nothing() -> None:
    assert playlist_ops(items([1, 2]), items([1, 2]), show) == []
