"""`DELETE /playlists/<id>`."""

from tests.support.api import data, refusal
from tests.support.shelf import MISSING, Shelf, path_of


async def test_it_is_gone(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    assert data(await noor.delete(path_of(playlist)), shelf.api) is True
    refusal(await noor.get(path_of(playlist)), 404, 404)
    refusal(await noor.delete(path_of(playlist)), 404, 404)


async def test_it_makes_room_for_another(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    made = [await shelf.make(noor, f"Number {number}") for number in range(10)]
    await noor.delete(path_of(made[4]))
    await shelf.make(noor, "Another")
    refusal(await noor.post("/playlists", json={"name": "One more"}), 409, 14)


async def test_not_even_the_key_lets_others_delete(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    playlist = await shelf.make(noor)
    leila = await shelf.strangers()
    keyed = {"key": playlist["key"]}
    refusal(await leila.delete(path_of(playlist), params=keyed), 403, 403)
    assert await shelf.contents(noor, playlist)


async def test_it_needs_a_sign_in(shelf: Shelf) -> None:
    refusal(await shelf.api.world.visitor().delete(f"/playlists/{MISSING}"), 401, 1)
