"""Taking entries out and putting them back: the law is that both together change nothing."""

from hypothesis import given
from hypothesis import strategies as st

from player.playlists.item import Item, ItemId, Items, put_back, taken_out
from tests.support.builders import track

ITEMS: Items = tuple(Item(ItemId(number), track(str(number))) for number in range(1, 9))


def ids(items: Items) -> list[int]:
    return [item.id for item in items]


@given(st.lists(st.sets(st.sampled_from([item.id for item in ITEMS])), max_size=4))
def test_what_is_taken_out_comes_back_to_its_place(removals: list[set[ItemId]]) -> None:
    items, taken = ITEMS, ()
    for some in removals:
        items, more = taken_out(items, some)
        taken = (*taken, *more)
    assert put_back(items, taken) == ITEMS


def test_it_comes_back_behind_its_neighbour_wherever_that_is_now() -> None:
    items, taken = taken_out(ITEMS, {ItemId(4)})
    assert ids(put_back(tuple(reversed(items)), taken)) == [8, 7, 6, 5, 3, 4, 2, 1]


def test_without_its_neighbour_the_old_place_counts() -> None:
    items, taken = taken_out(ITEMS, {ItemId(4)})
    items, _ = taken_out(items, {ItemId(3), ItemId(8)})
    assert ids(put_back(items, taken)) == [1, 2, 5, 4, 6, 7]
    assert ids(put_back((), taken)) == [4]
