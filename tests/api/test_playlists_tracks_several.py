"""`POST /playlists/<id>/tracks/remove` and `…/restore`."""

import pytest

from player.playlists import playlist as playlist_rules
from tests.support.api import Json, data, refusal
from tests.support.shelf import MISSING, Shelf, path_of, tracks_of


def removing(playlist: Json) -> str:
    return path_of(playlist, "/tracks/remove")


def restoring(playlist: Json) -> str:
    return path_of(playlist, "/tracks/restore")


async def ids(shelf: Shelf, playlist: Json) -> list[int]:
    noor = await shelf.api.person()
    return [track["id"] for track in (await shelf.contents(noor, playlist))["tracks"]]


async def test_several_go_in_one_edit_and_come_back(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 4)
    removed = data(await noor.post(removing(playlist), json={"ids": [1, 3, 77]}), shelf.api)
    assert (removed["length"], removed["revision"]) == (2, 5)
    assert await ids(shelf, playlist) == [2, 4]
    restored = data(await noor.post(restoring(playlist), json={"ids": [3, 1]}), shelf.api)
    assert (restored["length"], restored["revision"]) == (4, 6)
    assert await ids(shelf, playlist) == [1, 2, 3, 4]


async def test_one_that_was_removed_alone_comes_back_too(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 3)
    data(await noor.delete(f"{tracks_of(playlist)}/2"), shelf.api)
    data(await noor.post(restoring(playlist), json={"ids": [2]}), shelf.api)
    assert await ids(shelf, playlist) == [1, 2, 3]


async def test_what_is_not_there_is_said(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 2)
    refusal(await noor.post(removing(playlist), json={"ids": [7]}), 404, 404)
    refusal(await noor.post(restoring(playlist), json={"ids": [1]}), 404, 404)


async def test_a_full_playlist_takes_nothing_back(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 2)
    await noor.post(removing(playlist), json={"ids": [1]})
    monkeypatch.setattr(playlist_rules, "ITEM_LIMIT", 1)
    refusal(await noor.post(restoring(playlist), json={"ids": [1]}), 409, 409)


async def test_a_link_has_no_tracks_of_its_own(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.link(noor)
    for path in (removing(playlist), restoring(playlist)):
        refusal(await noor.post(path, json={"ids": [1]}), 409, 12)


async def test_others_need_the_key(shelf: Shelf) -> None:
    noor, leila = await shelf.api.person(), await shelf.strangers()
    playlist = await shelf.filled(noor, 2)
    for path in (removing(playlist), restoring(playlist)):
        refusal(await leila.post(path, json={"ids": [1]}), 403, 11, "key")
        keyed = {"key": playlist["key"]}
        assert data(await leila.post(path, json={"ids": [1]}, params=keyed), shelf.api)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "ids"),
        ({"ids": []}, "ids"),
        ({"ids": [0]}, "ids[0]"),
        ({"ids": [1, "2"]}, "ids[1]"),
        ({"ids": list(range(1, 1002))}, "ids"),
    ],
)
async def test_it_names_what_is_wrong(shelf: Shelf, body: object, field: str) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 1)
    for path in (removing(playlist), restoring(playlist)):
        refusal(await noor.post(path, json=body), 400, 6, field)


async def test_they_need_a_sign_in_and_a_playlist(shelf: Shelf) -> None:
    noor, visitor = await shelf.api.person(), shelf.api.world.visitor()
    for name in ("remove", "restore"):
        path = f"/playlists/{MISSING}/tracks/{name}"
        refusal(await visitor.post(path, json={"ids": [1]}), 401, 1)
        refusal(await noor.post(path, json={"ids": [1]}), 404, 404)
