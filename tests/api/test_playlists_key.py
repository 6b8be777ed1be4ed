"""`POST /playlists/<id>/key`."""

from tests.support.api import data, refusal
from tests.support.shelf import MISSING, Shelf, path_of


async def test_the_new_key_opens_and_the_old_one_does_not(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    rotated = data(await noor.post(path_of(playlist, "/key")), shelf.api)
    assert rotated["key"] != playlist["key"]
    leila = await shelf.strangers()
    refusal(await leila.get(path_of(playlist), params={"key": playlist["key"]}), 403, 11, "key")
    assert (await shelf.contents(leila, playlist, key=rotated["key"]))["key"] == rotated["key"]


async def test_only_the_owner_may(shelf: Shelf) -> None:
    playlist = await shelf.make(await shelf.api.person())
    leila = await shelf.strangers()
    keyed = {"key": playlist["key"]}
    refusal(await leila.post(path_of(playlist, "/key"), params=keyed), 403, 403)


async def test_there_must_be_one(shelf: Shelf) -> None:
    refusal(await (await shelf.api.person()).post(f"/playlists/{MISSING}/key"), 404, 404)


async def test_it_needs_a_sign_in(shelf: Shelf) -> None:
    refusal(await shelf.api.world.visitor().post(f"/playlists/{MISSING}/key"), 401, 1)
