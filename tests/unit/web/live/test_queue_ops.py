from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from auth.identity import UserId
from player.core.track import Entry, EntryId
from tests.support.builders import ADA, track
from tests.support.screen import Screen
from web.live.queue_ops import queue_ops


def entry(number: int, name: str = "Song", requester: UserId = ADA) -> Entry:
    return Entry(EntryId(number), track(name), requester)


def show(each: Entry) -> dict[str, Any]:
    return {"id": each.id, "title": each.track.title}


def queue(*numbers: int) -> tuple[Entry, ...]:
    return tuple(entry(number) for number in numbers)


def ops(before: tuple[Entry, ...], after: tuple[Entry, ...]) -> list[dict[str, Any]]:
    found = queue_ops(before, after, show)
    screen = Screen({"queue": [show(each) for each in before]})
    screen.patch({"queue_ops": found})
    assert screen.state["queue"] == [show(each) for each in after]
    return found


def test_the_same_queue_needs_nothing() -> None:
    same = queue(1, 2, 3)
    assert ops(same, same) == []
    assert ops(same, queue(1, 2, 3)) == []


def test_an_emptied_queue_is_cleared() -> None:
    assert ops(queue(1, 2, 3), ()) == [{"op": "clear"}]


def test_a_removed_entry_is_named() -> None:
    assert ops(queue(1, 2, 3), queue(1, 3)) == [{"op": "remove", "id": 2}]


def test_added_entries_come_in_runs() -> None:
    found = ops(queue(1, 2), queue(3, 4, 1, 5, 2, 6))
    assert [(each["op"], each["at"], len(each["entries"])) for each in found] == [
        ("insert", 0, 2),
        ("insert", 3, 1),
        ("insert", 5, 1),
    ]


def test_a_first_playlist_is_one_insert() -> None:
    (only,) = ops((), queue(1, 2, 3))
    assert (only["op"], only["at"], len(only["entries"])) == ("insert", 0, 3)


def test_one_moved_entry_is_a_move_in_either_direction() -> None:
    assert ops(queue(1, 2, 3, 4), queue(2, 3, 1, 4)) == [{"op": "move", "id": 1, "to": 2}]
    assert ops(queue(1, 2, 3, 4), queue(1, 4, 2, 3)) == [{"op": "move", "id": 4, "to": 1}]


def test_a_move_costs_the_same_in_a_long_queue() -> None:
    numbers = list(range(1, 1001))
    moved = [*numbers[1:], numbers[0]]
    assert ops(queue(*numbers), queue(*moved)) == [{"op": "move", "id": 1, "to": 999}]


def test_a_shuffle_is_an_order() -> None:
    assert ops(queue(1, 2, 3, 4), queue(3, 1, 4, 2)) == [{"op": "order", "ids": [3, 1, 4, 2]}]


def test_a_queue_of_other_entries_is_cleared_and_filled() -> None:
    assert [each["op"] for each in ops(queue(1, 2), queue(3, 4))] == ["clear", "insert"]


def test_an_entry_that_looks_different_is_replaced() -> None:
    before, after = (entry(1), entry(2)), (entry(1), entry(2, "Another"))
    assert [each["op"] for each in ops(before, after)] == ["remove", "insert"]


QUEUES = st.lists(st.integers(1, 12), unique=True).flatmap(
    lambda numbers: st.tuples(
        *(st.sampled_from([entry(number), entry(number, "Other")]) for number in numbers)
    )
)


@given(before=QUEUES, after=QUEUES)
def test_the_operations_always_lead_from_one_queue_to_the_other(
    before: tuple[Entry, ...], after: tuple[Entry, ...]
) -> None:
    ops(before, after)


@given(st.data(), st.lists(st.integers(1, 30), unique=True, min_size=2))
def test_any_single_move_is_one_operation(data: st.DataObject, numbers: list[int]) -> None:
    places = st.integers(0, len(numbers) - 1)
    start, end = data.draw(places), data.draw(places)
    moved = numbers.copy()
    moved.insert(end, moved.pop(start))
    found = ops(queue(*numbers), queue(*moved))
    assert [each["op"] for each in found] == ([] if moved == numbers else ["move"])
