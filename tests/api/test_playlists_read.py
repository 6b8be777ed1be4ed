"""`GET /playlists/<id>`."""

import pytest

from sim.discord import seed
from tests.support.api import refusal
from tests.support.shelf import MISSING, Shelf, path_of


async def test_it_shows_the_tracks_with_their_ids(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 3)
    contents = await shelf.contents(noor, playlist)
    assert contents["name"] == "Mix"
    assert contents["length"] == 3
    assert contents["indexes"] == [0, 1, 2]
    assert [track["id"] for track in contents["tracks"]] == [1, 2, 3]
    assert [track["url"] for track in contents["tracks"]] == shelf.api.links(3)


async def test_a_window_of_it(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 4)
    part = await shelf.contents(noor, playlist, start=1, end=3)
    assert (part["indexes"], part["length"]) == ([1, 2], 4)
    assert [track["id"] for track in part["tracks"]] == [2, 3]
    beyond = await shelf.contents(noor, playlist, start=9)
    assert (beyond["tracks"], beyond["indexes"]) == ([], [])


async def test_a_url_playlist_has_no_tracks_of_its_own(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    contents = await shelf.contents(noor, await shelf.link(noor))
    assert (contents["tracks"], contents["length"]) == ([], 0)


async def test_favourites_are_marked(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 2)
    await noor.post("/functions/favorite", json=shelf.api.links(2)[1])
    contents = await shelf.contents(noor, playlist)
    assert [track["favorite"] for track in contents["tracks"]] == [False, True]
    theirs = await shelf.contents(await shelf.strangers(), playlist, key=playlist["key"])
    assert [track["favorite"] for track in theirs["tracks"]] == [False, False]


async def test_others_need_the_key(shelf: Shelf) -> None:
    playlist = await shelf.filled(await shelf.api.person(), 1)
    leila = await shelf.strangers()
    refusal(await leila.get(path_of(playlist)), 403, 11, "key")
    refusal(await leila.get(path_of(playlist), params={"key": "guess"}), 403, 11, "key")
    refusal(await leila.get(path_of(playlist), params={"key": "ключ"}), 403, 11, "key")
    contents = await shelf.contents(leila, playlist, key=playlist["key"])
    assert (contents["owner"], contents["key"]) == (seed.NOOR, playlist["key"])


@pytest.mark.parametrize("playlist_id", [MISSING, "x", "0" * 23, "%00", "a" * 3000])
async def test_there_must_be_one(shelf: Shelf, playlist_id: str) -> None:
    noor = await shelf.api.person()
    refusal(await noor.get(f"/playlists/{playlist_id}"), 404, 404)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"start": "x"}, "start"),
        ({"start": -1}, "start"),
        ({"start": 5, "end": 4}, "end"),
        ({"end": 1001}, "end"),
        ({"key": "k" * 101}, "key"),
    ],
)
async def test_it_names_what_is_wrong(shelf: Shelf, query: dict[str, str], field: str) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    refusal(await noor.get(path_of(playlist), params=query), 400, 6, field)


async def test_it_needs_a_sign_in(shelf: Shelf) -> None:
    refusal(await shelf.api.world.visitor().get(f"/playlists/{MISSING}"), 401, 1)
