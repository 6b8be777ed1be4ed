"""Playlists: edits, keys, owners, and many editors at once."""

import asyncio
from dataclasses import replace

import pytest

from auth.identity import Person
from player.core.errors import OutOfRange
from player.playlists.errors import (
    BadName,
    EditedTooOften,
    MetaNeeded,
    NameTaken,
    NotTheOwner,
    PlaylistFull,
    TooManyPlaylists,
    UnknownItem,
    UnknownPlaylist,
    UrlNeeded,
    WrongPlaylistKey,
)
from player.playlists.item import ItemId
from player.playlists.library import Edited, Playlists
from player.playlists.playlist import (
    Playlist,
    PlaylistId,
    PlaylistKind,
)
from tests.support.builders import ADA, BOB, track, tracks
from tests.support.memory_playlists import MemoryPlaylists

OWNER = Person(ADA, "ada", "Ada")
FRIEND = Person(BOB, "bob", "Bob")


News = list[Edited]


@pytest.fixture
def news() -> News:
    return []


@pytest.fixture
def playlists(news: News) -> Playlists:
    return Playlists(MemoryPlaylists(), news.append)


def titles(playlist: Playlist) -> list[str]:
    return [item.track.title for item in playlist.items]


async def test_edits_keep_entry_ids_stable(playlists: Playlists) -> None:
    made = await playlists.create(OWNER, "Mix", tracks=tracks("a", "b", "c"))
    moved = await playlists.edit(made.id, ADA, None, lambda one: one.moved(ItemId(1), 2))
    assert titles(moved) == ["b", "c", "a"]
    assert [item.id for item in moved.items] == [2, 3, 1]
    removed = await playlists.edit(made.id, ADA, None, lambda one: one.without(ItemId(3)))
    added = await playlists.edit(
        made.id, ADA, None, lambda one: one.with_tracks(tracks("d"), position=0)
    )
    assert titles(removed) == ["b", "a"]
    assert titles(added) == ["d", "b", "a"]
    assert added.items[0].id == 4
    assert added.revision == 3


async def test_many_editors_at_once_lose_nothing(playlists: Playlists) -> None:
    made = await playlists.create(OWNER, "Mix")
    edits = [
        playlists.edit(
            made.id,
            BOB,
            made.key,
            lambda one, n=number: one.with_tracks((track(str(n)),)),  # type: ignore[misc]  # A default.
        )
        for number in range(20)
    ]
    await asyncio.gather(*edits)
    assert sorted(map(int, titles(await playlists.read(made.id, ADA)))) == list(range(20))


async def test_the_key_opens_and_rotating_closes(playlists: Playlists) -> None:
    made = await playlists.create(OWNER, "Mix", tracks=tracks("a"))
    with pytest.raises(WrongPlaylistKey):
        await playlists.read(made.id, BOB)
    assert titles(await playlists.read(made.id, BOB, made.key)) == ["a"]
    rotated = await playlists.rotate_key(made.id, ADA)
    assert rotated.key != made.key
    with pytest.raises(WrongPlaylistKey):
        await playlists.read(made.id, BOB, made.key)


async def test_only_the_owner_rotates_and_deletes(playlists: Playlists) -> None:
    made = await playlists.create(OWNER, "Mix")
    with pytest.raises(NotTheOwner):
        await playlists.rotate_key(made.id, BOB)
    with pytest.raises(NotTheOwner):
        await playlists.delete(made.id, BOB)
    await playlists.delete(made.id, ADA)
    with pytest.raises(UnknownPlaylist):
        await playlists.read(made.id, ADA)


async def test_a_link_has_no_tracks_and_tracks_have_no_link(playlists: Playlists) -> None:
    link = await playlists.create(OWNER, "Link", url="https://youtube.example/playlist/x")
    assert link.kind is PlaylistKind.URL
    with pytest.raises(MetaNeeded):
        link.with_tracks(tracks("a"))
    meta = await playlists.create(OWNER, "Meta")
    with pytest.raises(UrlNeeded):
        meta.with_url("https://youtube.example/playlist/x")


async def test_places_and_entries_that_do_not_exist(playlists: Playlists) -> None:
    made = await playlists.create(OWNER, "Mix", tracks=tracks("a", "b"))
    with pytest.raises(OutOfRange):
        made.moved(ItemId(1), 2)
    with pytest.raises(UnknownItem):
        made.without(ItemId(9))


async def test_cloning_needs_the_key_and_makes_ones_own(playlists: Playlists) -> None:
    made = await playlists.create(OWNER, "Mix", tracks=tracks("a"))
    with pytest.raises(WrongPlaylistKey):
        await playlists.clone(made.id, FRIEND, None)
    copy = await playlists.clone(made.id, FRIEND, made.key)
    assert (copy.owner, copy.author, titles(copy)) == (BOB, "Bob", ["a"])
    assert copy.key != made.key


async def test_names_are_unique_and_ten_are_enough(playlists: Playlists) -> None:
    await playlists.create(OWNER, "  My   mix ")
    with pytest.raises(NameTaken):
        await playlists.create(OWNER, "My mix")
    for number in range(9):
        await playlists.create(OWNER, f"{number}")
    with pytest.raises(TooManyPlaylists):
        await playlists.create(OWNER, "one more")


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "a\x00b"])
async def test_bad_names(playlists: Playlists, name: str) -> None:
    with pytest.raises(BadName):
        await playlists.create(OWNER, name)


async def test_every_edit_is_told(playlists: Playlists, news: News) -> None:
    made = await playlists.create(OWNER, "Mix", tracks=tracks("a"))
    await playlists.edit(made.id, BOB, made.key, lambda one: one.renamed("Other"))
    await playlists.delete(made.id, ADA)
    edited = made.renamed("Other")
    edited = replace(edited, revision=1)
    assert news == [Edited(None, made, ADA), Edited(made, edited, BOB), Edited(edited, None, ADA)]


async def test_what_changes_nothing_is_no_edit(playlists: Playlists, news: News) -> None:
    made = await playlists.create(OWNER, "Mix", tracks=tracks("a", "b"))
    same = await playlists.edit(made.id, ADA, None, lambda one: one.moved(ItemId(1), 0))
    assert same.revision == 0
    assert len(news) == 1


async def test_a_name_is_numbered_where_it_is_taken(playlists: Playlists) -> None:
    names = [(await playlists.create_numbered(OWNER, "Queue", tracks("a"))).name for _ in range(10)]
    assert names == ["Queue", *(f"Queue ({number})" for number in range(2, 11))]
    with pytest.raises((NameTaken, TooManyPlaylists)):
        await playlists.create_numbered(OWNER, "Queue", tracks("a"))


async def test_other_processes_that_edit_too_often_are_not_waited_for_for_ever() -> None:
    class Crowded(MemoryPlaylists):
        async def replace(self, playlist: Playlist) -> bool:
            return playlist.revision < 0

    crowded = Playlists(Crowded(), lambda *_told: None)
    made = await crowded.create(OWNER, "Mix")
    with pytest.raises(EditedTooOften):
        await crowded.edit(made.id, ADA, None, lambda one: one.renamed("Other"))


def test_a_playlist_holds_so_many_tracks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("player.playlists.playlist.ITEM_LIMIT", 2)
    playlist = Playlist(PlaylistId("x"), ADA, "Ada", "Mix", PlaylistKind.META, "key")
    full = playlist.with_tracks(tracks("a", "b"))
    assert (playlist.room, full.room) == (2, 0)
    with pytest.raises(PlaylistFull):
        full.with_tracks(tracks("c"))


def numbered(*names: str) -> Playlist:
    empty = Playlist(PlaylistId("x"), ADA, "Ada", "Mix", PlaylistKind.META, "key")
    return empty.with_tracks(tracks(*names))


def test_several_go_at_once_and_come_back() -> None:
    playlist = numbered("a", "b", "c", "d")
    removed = playlist.without(ItemId(2), ItemId(4), ItemId(99))
    assert titles(removed) == ["a", "c"]
    assert titles(removed.restored(ItemId(4))) == ["a", "c", "d"]
    restored = removed.restored(ItemId(2), ItemId(4))
    assert restored.items == playlist.items
    with pytest.raises(UnknownItem):
        restored.restored(ItemId(2))


def test_only_the_latest_removals_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("player.playlists.playlist.REMOVED_LIMIT", 2)
    removed = numbered("a", "b", "c").without(ItemId(1)).without(ItemId(2)).without(ItemId(3))
    assert titles(removed.restored(ItemId(1), ItemId(2), ItemId(3))) == ["b", "c"]


def test_what_is_removed_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("player.playlists.playlist.ITEM_LIMIT", 2)
    full = numbered("a", "b").without(ItemId(1)).with_tracks(tracks("c"))
    with pytest.raises(PlaylistFull):
        full.restored(ItemId(1))


def test_an_entry_moves_behind_another_wherever_that_is() -> None:
    playlist = numbered("a", "b", "c", "d")
    assert titles(playlist.moved(ItemId(1), 0, ItemId(3))) == ["b", "c", "a", "d"]
    without = playlist.without(ItemId(3))
    assert titles(without.moved(ItemId(1), 9, ItemId(3))) == ["b", "d", "a"]
