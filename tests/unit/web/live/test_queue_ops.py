from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from auth.identity import UserId
from player.core.track import Entry, EntryId
from tests.support.builders import ADA, track
from tests.support.screen import Screen
from web.live.queue_ops import queue_ops
from web.live.queue_rows import COLUMNS, WINDOW, length_ms, row, runs


def entry(number: int, name: str = "Song", requester: UserId = ADA) -> Entry:
    return Entry(EntryId(number), track(name), requester)


def queue(*numbers: int) -> tuple[Entry, ...]:
    return tuple(entry(number) for number in numbers)


def picture(entries: tuple[Entry, ...], shown: int = WINDOW) -> dict[str, Any]:
    """Draw a snapshot with a queue and nothing else."""
    people = sorted({str(each.requester) for each in entries})
    return {
        "listeners": [],
        "queue": {
            "count": len(entries),
            "length": length_ms(entries),
            "ids": runs(each.id for each in entries),
            "columns": COLUMNS,
            "rows": [row(each) for each in entries[:shown]],
            "people": [{"id": person} for person in people],
        },
    }


def ops(before: tuple[Entry, ...], after: tuple[Entry, ...]) -> list[dict[str, Any]]:
    found = queue_ops(before, after)
    screen = Screen(picture(before))
    people = picture(after)["queue"]["people"]
    screen.patch({"queue": {"ops": found, "length": length_ms(after), "people": people}})
    assert screen.shows(picture(after, len(after)))
    return found


def test_the_same_queue_needs_nothing() -> None:
    same = queue(1, 2, 3)
    assert ops(same, same) == []
    assert ops(same, queue(1, 2, 3)) == []


def test_an_emptied_queue_is_cleared() -> None:
    assert ops(queue(1, 2, 3), ()) == [{"op": "clear"}]


def test_a_removed_entry_is_named() -> None:
    assert ops(queue(1, 2, 3), queue(1, 3)) == [{"op": "remove", "ids": [2]}]


def test_added_entries_come_in_runs() -> None:
    found = ops(queue(1, 2), queue(3, 4, 1, 5, 2, 6))
    assert [(each["op"], each["at"], len(each["rows"])) for each in found] == [
        ("insert", 0, 2),
        ("insert", 3, 1),
        ("insert", 5, 1),
    ]


def test_a_first_playlist_is_one_insert() -> None:
    (only,) = ops((), queue(1, 2, 3))
    assert (only["op"], only["at"], len(only["rows"])) == ("insert", 0, 3)


def test_one_moved_entry_is_a_move_in_either_direction() -> None:
    assert ops(queue(1, 2, 3, 4), queue(2, 3, 1, 4)) == [{"op": "move", "ids": [1], "to": 2}]
    assert ops(queue(1, 2, 3, 4), queue(1, 4, 2, 3)) == [{"op": "move", "ids": [4], "to": 1}]


def test_a_move_costs_the_same_in_a_long_queue() -> None:
    numbers = list(range(1, 1001))
    moved = [*numbers[1:], numbers[0]]
    assert ops(queue(*numbers), queue(*moved)) == [{"op": "move", "ids": [1], "to": 999}]


def test_entries_moved_together_are_one_move() -> None:
    before = queue(*range(1, 9))
    assert ops(before, queue(2, 4, 6, 1, 3, 5, 7, 8)) == [{"op": "move", "ids": [2, 4, 6], "to": 0}]
    assert ops(before, queue(1, 2, 6, 7, 8, 3, 4, 5)) in (
        [{"op": "move", "ids": [[3, 5]], "to": 5}],
        [{"op": "move", "ids": [[6, 8]], "to": 2}],
    )


def test_a_shuffle_is_an_order() -> None:
    assert ops(queue(1, 2, 3, 4), queue(3, 1, 4, 2)) == [{"op": "order", "ids": [3, 1, 4, 2]}]


def test_back_in_the_order_of_addition_is_a_pair() -> None:
    numbers = [*range(1, 1000, 2), *range(2, 1000, 2)]
    (only,) = ops(queue(*numbers), queue(*range(1, 1000)))
    assert only == {"op": "order", "ids": [[1, 999]]}


def test_only_what_comes_to_stand_in_front_is_shown_in_full() -> None:
    (only,) = ops(queue(*range(1, 91)), queue(*range(1, 1091)))
    assert (only["at"], len(only["rows"]), only["ids"]) == (90, 10, [[101, 1090]])
    (behind,) = ops(queue(*range(1, 201)), queue(*range(1, 202)))
    assert behind == {"op": "insert", "at": 200, "ids": [201]}


def test_many_removals_are_one_operation() -> None:
    assert ops(queue(*range(1, 101)), queue(*range(51, 101))) == [
        {"op": "remove", "ids": [[1, 50]]}
    ]


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
