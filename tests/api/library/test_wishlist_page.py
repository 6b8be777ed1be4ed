"""`/wishlist` without scripts."""

from tests.support.discord import eventually
from tests.support.plain import send, visit
from tests.support.shelf import Shelf
from tests.support.wanting import ARTIST, NOOR, NOWHERE, SONG, Wishes, track


async def test_a_wish_is_made_and_taken_back(shelf: Shelf, wishes: Wishes) -> None:
    playlist = await shelf.make(wishes.noor, "For later")
    page = await visit(wishes.noor, "/wishlist")
    assert "No wishes" in page.text
    page = await send(
        wishes.noor, "/wishlist", title=f" {NOWHERE} ", artist="Ada", playlist_id=playlist["id"]
    )
    assert (page.status, page.path) == (200, "/wishlist?done=added")
    assert "It is on your wishlist." in page.text
    assert "For the playlist For later." in page.text
    (wish,) = await wishes.listed()
    assert (wish["name"], wish["artists"]) == (NOWHERE, [{"name": "Ada"}])
    remove = page.form("/wishlist/remove")
    page = await send(wishes.noor, remove.action, **remove.fields)
    assert "It is off your wishlist." in page.text
    assert await wishes.listed() == []
    page = await send(wishes.noor, remove.action, **remove.fields)
    assert (page.status, "not on the wishlist (any more)" in page.text) == (404, True)


async def test_what_is_wrong_is_said_beside_what_was_typed(wishes: Wishes) -> None:
    page = await send(wishes.noor, "/wishlist", title="", artist="Somebody")
    assert (page.status, page.reasons) == (400, ["title is missing."])
    assert 'value="Somebody"' in page.text
    await wishes.add(track("Song", "Ada"))
    page = await send(wishes.noor, "/wishlist", title="SONG", artist="ada")
    assert (page.status, page.reasons) == (409, ["This track is on the wishlist already."])


async def test_all_are_tried_and_say_why_there_is_nothing(wishes: Wishes) -> None:
    await wishes.add(track(NOWHERE, "nobody"))
    page = await send(wishes.noor, "/wishlist/process")
    assert page.status == 200
    await eventually(lambda: wishes.library.wishlist.running(NOOR) is None)
    page = await visit(wishes.noor, "/wishlist")
    assert "Nothing was found for" in page.text
    assert "Tried 1 time, last on" in page.text


async def test_they_come_by_kind_and_page_by_page(wishes: Wishes) -> None:
    for number in range(51):
        await wishes.add(track(f"Song {number}", ARTIST))
    await wishes.add(track(SONG, ARTIST, album={"name": "A", "album_type": "album"}))
    page = await visit(wishes.noor, "/wishlist?category=singles")
    assert "51 tracks" in page.text
    assert f">{SONG}<" not in page.text
    assert 'href="/wishlist?category=singles&amp;page=2"' in page.text
    page = await visit(wishes.noor, "/wishlist?category=singles&page=2")
    assert ">Song 0<" in page.text
    assert ">Song 1<" not in page.text
    page = await visit(wishes.noor, "/wishlist?category=albums")
    assert f">{SONG}<" in page.text
    assert "Part 1 of" not in page.text
    page = await visit(wishes.noor, "/wishlist?category=tapes")
    assert page.status == 400
