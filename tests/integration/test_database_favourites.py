"""Favourites in a real MongoDB: once each, latest first, limited, and found among others."""

import asyncio
from dataclasses import replace

import pytest

from db.client import Database
from db.favourites import Favourites
from player.playlists.errors import TooManyFavourites
from tests.support.builders import ADA, BOB, track, tracks

LIMIT = 100


@pytest.fixture
def store(database: Database) -> Favourites:
    return Favourites(database)


async def test_on_and_off(store: Favourites) -> None:
    assert await store.toggle(ADA, track("a"), LIMIT)
    assert await store.list_of(ADA, 0, 10) == [track("a")]
    assert await store.list_of(BOB, 0, 10) == []
    assert not await store.toggle(ADA, track("a"), LIMIT)
    assert await store.count(ADA) == 0


async def test_the_same_track_counts_once_whatever_it_is_called(store: Favourites) -> None:
    await store.toggle(ADA, track("a"), LIMIT)
    renamed = replace(track("a"), title="Another title", encoded="another")
    assert not await store.toggle(ADA, renamed, LIMIT)
    elsewhere = replace(track("a"), source="soundcloud")
    assert await store.toggle(ADA, track("a"), LIMIT)
    assert await store.toggle(ADA, elsewhere, LIMIT)
    assert await store.count(ADA) == 2


async def test_the_latest_come_first_in_windows(store: Favourites) -> None:
    for one in tracks("a", "b", "c", "d"):
        await store.toggle(ADA, one, LIMIT)
    assert await store.list_of(ADA, 1, 2) == [track("c"), track("b")]
    assert await store.list_of(ADA, 9, 2) == []


async def test_they_are_found_by_their_address(store: Favourites) -> None:
    await store.toggle(ADA, track("a"), LIMIT)
    url = track("a").url
    assert url is not None
    assert await store.find(ADA, url) == track("a")
    assert await store.find(BOB, url) is None
    assert await store.find(ADA, url + "x") is None


async def test_they_are_told_apart_among_others(store: Favourites) -> None:
    for one in tracks("a", "b"):
        await store.toggle(ADA, one, LIMIT)
    among = await store.among(ADA, tracks("b", "c", "b"))
    assert among == {("youtube", "b")}
    assert await store.among(BOB, tracks("a")) == frozenset()


async def test_identifiers_that_are_no_text(store: Favourites) -> None:
    odd = replace(track("a"), identifier="\ud800", title="\udfff", url=None)
    assert await store.toggle(ADA, odd, LIMIT)
    assert await store.among(ADA, [odd]) == {("youtube", "\ud800")}
    assert not await store.toggle(ADA, odd, LIMIT)


async def test_there_is_a_limit_beyond_which_only_removing_works(store: Favourites) -> None:
    for one in tracks("a", "b"):
        await store.toggle(ADA, one, 2)
    with pytest.raises(TooManyFavourites):
        await store.toggle(ADA, track("c"), 2)
    assert not await store.toggle(ADA, track("a"), 2)
    assert await store.toggle(ADA, track("c"), 2)


async def test_pressing_at_once_leaves_one_or_none(store: Favourites) -> None:
    await asyncio.gather(*(store.toggle(ADA, track("a"), LIMIT) for _ in range(8)))
    assert await store.count(ADA) <= 1
