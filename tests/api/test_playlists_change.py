"""`PATCH /playlists/<id>`."""

import pytest

from tests.support.api import data, refusal
from tests.support.shelf import MISSING, Shelf, path_of


async def test_name_and_picture_change(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 1)
    change = {"name": "Other", "image": "https://pictures.example/cat.png"}
    changed = data(await noor.patch(path_of(playlist), json=change), shelf.api)
    assert (changed["name"], changed["image"]) == tuple(change.values())
    assert (changed["revision"], changed["length"]) == (2, 1)
    assert (await shelf.contents(noor, playlist))["name"] == "Other"
    unpictured = data(await noor.patch(path_of(playlist), json={"image": ""}), shelf.api)
    assert unpictured["image"] == ""


async def test_a_link_changes(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.link(noor)
    link = "https://music.example/another"
    changed = data(await noor.patch(path_of(playlist), json={"url": link}), shelf.api)
    assert (changed["url"], changed["type"]) == (link, "url")


async def test_what_changes_nothing_is_no_edit(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    changed = data(await noor.patch(path_of(playlist), json={"name": "Mix"}), shelf.api)
    assert changed == playlist


async def test_a_playlist_with_tracks_has_no_link(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    body = {"name": "New", "url": "https://music.example/x"}
    refusal(await noor.patch(path_of(playlist), json=body), 409, 13)
    assert (await shelf.contents(noor, playlist))["name"] == "Mix"


async def test_a_name_is_used_once(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    await shelf.make(noor, "Taken")
    refusal(await noor.patch(path_of(playlist), json={"name": "Taken"}), 409, 15, "name")


async def test_others_need_the_key(shelf: Shelf) -> None:
    playlist = await shelf.make(await shelf.api.person())
    leila = await shelf.strangers()
    change = {"name": "Theirs"}
    refusal(await leila.patch(path_of(playlist), json=change), 403, 11, "key")
    keyed = {"key": playlist["key"]}
    changed = data(await leila.patch(path_of(playlist), json=change, params=keyed), shelf.api)
    assert changed["name"] == "Theirs"


async def test_there_must_be_one(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    refusal(await noor.patch(f"/playlists/{MISSING}", json={"name": "x"}), 404, 404)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": None}, "name"),
        ({"name": "\u0007"}, "name"),
        ({"image": "x"}, "image"),
        ({"url": "x"}, "url"),
        ({"key": "mine"}, "key"),
        (3, "name"),
    ],
)
async def test_it_names_what_is_wrong(shelf: Shelf, body: object, field: str) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    headers = {"Content-Type": "application/json"}
    answer = await noor.request("PATCH", path_of(playlist), json=body, headers=headers)
    refusal(answer, 400, 6, field)


async def test_it_needs_a_sign_in(shelf: Shelf) -> None:
    visitor = shelf.api.world.visitor()
    refusal(await visitor.patch(f"/playlists/{MISSING}", json={"name": "x"}), 401, 1)
