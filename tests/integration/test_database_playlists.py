"""Playlists in a real MongoDB: revisions, unique names, the limit, and documents of every size."""

import asyncio
from dataclasses import replace

import pytest

from auth.identity import UserId
from db.client import Database
from db.playlists import COLLECTION, Playlists
from player.playlists.errors import NameTaken, PlaylistTooLarge, TooManyPlaylists
from player.playlists.item import ItemId
from player.playlists.playlist import Playlist, PlaylistId, PlaylistKind
from tests.support.builders import ADA, BOB, track, tracks

LIMIT = 10


def playlist(number: int, name: str | None = None, owner: UserId = ADA) -> Playlist:
    return Playlist(
        id=PlaylistId(f"{number:024x}"),
        owner=owner,
        author="Ada",
        name=name or f"Number {number}",
        kind=PlaylistKind.META,
        key=f"key-{number}",
    )


@pytest.fixture
def store(database: Database) -> Playlists:
    return Playlists(database)


async def test_a_playlist_comes_back_as_it_was(store: Playlists) -> None:
    full = playlist(1).with_tracks((*tracks("a", "b"), track("stream", stream=True)))
    full = full.moved(ItemId(3), 0).without(ItemId(1)).with_image("https://x.example/y.png")
    await store.insert(full, LIMIT)
    assert await store.get(full.id) == full
    link = replace(playlist(2), kind=PlaylistKind.URL, url="https://x.example/list")
    await store.insert(link, LIMIT)
    assert await store.get(link.id) == link
    assert await store.get(PlaylistId("f" * 24)) is None


async def test_text_that_is_no_text_is_kept_as_well_as_can_be(store: Playlists) -> None:
    odd = playlist(1).with_tracks((track("broken \ud83d title"),))
    await store.insert(odd, LIMIT)
    assert await store.replace(replace(odd.with_tracks((track("\udfff"),)), revision=1))
    stored = await store.get(odd.id)
    assert stored is not None
    assert [one.title for one in stored.tracks] == ["broken ? title", "?"]


async def test_lists_tell_the_length_and_leave_the_tracks_out(store: Playlists) -> None:
    await store.insert(playlist(1, "b").with_tracks(tracks("a", "b")), LIMIT)
    await store.insert(playlist(2, "A"), LIMIT)
    await store.insert(playlist(3, "c", BOB), LIMIT)
    first, second = await store.list_of(ADA)
    assert (first.name, first.length) == ("A", 0)
    assert second == playlist(1, "b").with_tracks(tracks("a", "b")).summary


async def test_only_the_next_revision_is_taken(store: Playlists) -> None:
    first = playlist(1)
    await store.insert(first, LIMIT)
    second = replace(first.with_tracks(tracks("a")), revision=1)
    assert await store.replace(second)
    assert not await store.replace(replace(first.with_tracks(tracks("b")), revision=1))
    assert not await store.replace(replace(second, revision=3))
    assert await store.get(first.id) == second
    await store.delete(first.id)
    assert not await store.replace(replace(second, revision=2))
    assert await store.get(first.id) is None


async def test_of_many_editors_one_wins_each_revision(store: Playlists) -> None:
    await store.insert(playlist(1), LIMIT)
    edits = [replace(playlist(1).with_tracks(tracks(str(n))), revision=1) for n in range(12)]
    won = await asyncio.gather(*(store.replace(edit) for edit in edits))
    assert sum(won) == 1
    assert await store.get(edits[0].id) == edits[won.index(True)]


async def test_names_are_unique_per_owner(store: Playlists) -> None:
    await store.insert(playlist(1, "Mix"), LIMIT)
    with pytest.raises(NameTaken):
        await store.insert(playlist(2, "Mix"), LIMIT)
    await store.insert(playlist(3, "Mix", BOB), LIMIT)
    await store.insert(playlist(4, "Other"), LIMIT)
    with pytest.raises(NameTaken):
        await store.replace(replace(playlist(4, "Mix"), revision=1))


async def test_the_limit_holds_in_a_race(store: Playlists) -> None:
    results = await asyncio.gather(
        *(store.insert(playlist(number), LIMIT) for number in range(30)), return_exceptions=True
    )
    assert sum(result is None for result in results) == LIMIT
    assert sum(isinstance(result, TooManyPlaylists) for result in results) == 20
    kept = await store.list_of(ADA)
    await store.delete(kept[3].id)
    await store.insert(playlist(99), LIMIT)
    assert len(await store.list_of(ADA)) == LIMIT


async def test_ten_thousand_tracks_fit(store: Playlists) -> None:
    many = playlist(1).with_tracks(tuple(track(f"Song {number}") for number in range(10_000)))
    await store.insert(many, LIMIT)
    assert await store.get(many.id) == many


async def test_what_does_not_fit_is_refused(store: Playlists) -> None:
    huge = replace(track("Song"), encoded="x" * 20_000)
    await store.insert(playlist(1), LIMIT)
    too_large = playlist(1).with_tracks((huge,) * 1000)
    with pytest.raises(PlaylistTooLarge):
        await store.replace(replace(too_large, revision=1))
    with pytest.raises(PlaylistTooLarge):
        await store.insert(replace(too_large, id=PlaylistId("f" * 24), name="Huge"), LIMIT)
    assert await store.get(too_large.id) == playlist(1)


async def test_the_index_is_what_keeps_the_limit(database: Database, store: Playlists) -> None:
    await store.insert(playlist(1), LIMIT)
    indexes = await database.collection(COLLECTION).index_information()
    assert all(indexes[name]["unique"] for name in ("names", "slots"))
