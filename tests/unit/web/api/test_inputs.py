import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from player.core.requests import Index, MoveEntries, MoveEntry, Placement, RemoveEntries
from player.core.track import EntryId
from web.api.player.inputs import (
    Addition,
    MovedEntries,
    NamedEntries,
    NamedEntry,
    QueueWindow,
    SearchQuery,
)
from web.faults import WrongInput


@given(
    start=st.none() | st.integers(0, 300),
    end=st.none() | st.integers(0, 300),
    length=st.integers(0, 300),
)
def test_a_window_never_shows_more_than_there_is_or_than_is_allowed(
    start: int | None, end: int | None, length: int
) -> None:
    window = QueueWindow(indexes=None, start=start, end=end)
    first = start or 0
    if end is not None and not first <= end <= first + 100:
        with pytest.raises(WrongInput):
            window.places(length)
        return
    last = first + 100 if end is None else end
    assert list(window.places(length)) == [place for place in range(first, last) if place < length]


def test_named_places_keep_their_order_and_may_repeat() -> None:
    window = QueueWindow(indexes="4,0,4,9", start=None, end=None)
    assert list(window.places(5)) == [4, 0, 4]


@pytest.mark.parametrize("indexes", ["", ",", "1,", "a", "1;2", "-1", " 1", "1.0", "1" * 10])
def test_places_must_be_numbers(indexes: str) -> None:
    with pytest.raises(ValidationError, match="numbers with commas"):
        QueueWindow.model_validate({"indexes": indexes})


def test_an_entry_is_named_by_place_or_id() -> None:
    assert NamedEntry(index=3, id=None).entry == Index(3)
    assert NamedEntry(index=None, id=3).entry == EntryId(3)
    assert NamedEntry(index=None, id=0).entry == EntryId(0)
    moved = MovedEntries.model_validate({"index": 0, "position": 2})
    assert moved.move == MoveEntry(Index(0), 2)


def test_several_entries_are_named_by_their_ids() -> None:
    ids = frozenset({EntryId(3), EntryId(5)})
    moved = MovedEntries.model_validate({"ids": [5, 3], "position": 2})
    assert moved.move == MoveEntries(ids, 2)
    assert NamedEntries.model_validate({"ids": [5, 3]}).removal == RemoveEntries(ids)
    for wrong in ({}, {"ids": []}, {"ids": [1], "id": 1}, {"index": 1, "id": 1}):
        with pytest.raises(ValidationError):
            NamedEntries.model_validate(wrong)


@pytest.mark.parametrize("query", ["pl:x", "PL: x", " pl : x"])
def test_a_prefix_asks_for_playlists(query: str) -> None:
    assert SearchQuery(query=query).is_for_playlists


@pytest.mark.parametrize("query", ["please", "pl", "yt:pl:x", "https://pl.example/"])
def test_other_words_do_not_ask_for_playlists(query: str) -> None:
    assert not SearchQuery(query=query).is_for_playlists


def test_tracks_go_to_the_end_unless_said_otherwise() -> None:
    assert Addition.model_validate({"query": "x"}).placement is Placement.END
    assert Addition.model_validate({"query": "x", "placement": "now"}).placement is Placement.NOW
