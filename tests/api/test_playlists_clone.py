"""`POST /playlists/<id>/clone`."""

import pytest

from sim.discord import seed
from tests.support.api import data, refusal
from tests.support.shelf import MISSING, Shelf, path_of


async def test_it_copies_into_ones_own(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.filled(noor, 3)
    leila = await shelf.strangers()
    keyed = {"key": playlist["key"]}
    copy = data(await leila.post(path_of(playlist, "/clone"), params=keyed), shelf.api)
    assert (copy["owner"], copy["name"], copy["length"]) == (seed.LEILA, "Mix", 3)
    assert copy["key"] != playlist["key"]
    assert copy["id"] != playlist["id"]
    assert await shelf.titles(leila, copy) == await shelf.titles(noor, playlist)
    refusal(await noor.get(path_of(copy), params=keyed), 403, 11, "key")


async def test_ones_own_under_another_name(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.link(noor, "Link")
    body = {"name": "Copy"}
    copy = data(await noor.post(path_of(playlist, "/clone"), json=body), shelf.api)
    assert (copy["name"], copy["type"], copy["url"]) == ("Copy", "url", playlist["url"])
    refusal(await noor.post(path_of(playlist, "/clone"), json=body), 409, 15, "name")
    refusal(await noor.post(path_of(playlist, "/clone")), 409, 15, "name")


async def test_ten_are_enough(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    for number in range(9):
        await shelf.make(noor, f"Number {number}")
    refusal(await noor.post(path_of(playlist, "/clone"), json={"name": "x"}), 409, 14)


async def test_others_need_the_key(shelf: Shelf) -> None:
    playlist = await shelf.make(await shelf.api.person())
    leila = await shelf.strangers()
    refusal(await leila.post(path_of(playlist, "/clone")), 403, 11, "key")


@pytest.mark.parametrize("body", [{"name": ""}, {"name": 5}, {"title": "x"}])
async def test_it_names_what_is_wrong(shelf: Shelf, body: dict[str, object]) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    (field,) = body
    refusal(await noor.post(path_of(playlist, "/clone"), json=body), 400, 6, field)


async def test_there_must_be_one(shelf: Shelf) -> None:
    refusal(await (await shelf.api.person()).post(f"/playlists/{MISSING}/clone"), 404, 404)


async def test_it_needs_a_sign_in(shelf: Shelf) -> None:
    refusal(await shelf.api.world.visitor().post(f"/playlists/{MISSING}/clone"), 401, 1)
