"""`POST /playlists/import`: a list becomes a playlist."""

import pytest

from tests.support.api import refusal
from tests.support.screen import Json
from tests.support.shelf import Shelf, path_of

PATH = "/playlists/import"


async def imported(shelf: Shelf, content: bytes, **query: str) -> Json:
    """Import a file as a new playlist; return it once it is filled."""
    noor = await shelf.api.person()
    answer = await noor.post(PATH, content=content, params=query)
    assert answer.status_code == 202, answer.text
    job = await shelf.job(noor, answer.json()["data"]["id"])
    return await shelf.contents(noor, {"id": job["result"]["playlist"]})


async def test_it_is_called_as_the_file_says(shelf: Shelf) -> None:
    text = "\n".join(["#EXTM3U", "#PLAYLIST:  Sea \t trip", *shelf.api.links(3), "rubbish"])
    playlist = await imported(shelf, text.encode())
    assert (playlist["name"], playlist["type"], playlist["length"]) == ("Sea trip", "meta", 3)
    again = await imported(shelf, text.encode())
    assert again["name"] == "Sea trip (2)"


async def test_it_is_called_as_one_wishes(shelf: Shelf) -> None:
    text = "\n".join(shelf.api.links(2))
    assert (await imported(shelf, text.encode(), name="Mine"))["name"] == "Mine"
    noor = await shelf.api.person()
    refusal(await noor.post(PATH, content=text.encode(), params={"name": "Mine"}), 409, 15, "name")
    assert (await imported(shelf, text.encode()))["name"] == "Imported playlist"


async def test_a_link_becomes_one(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    collection = shelf.collection()
    answer = await noor.post(PATH, json={"url": collection.url}, params={"name": "Theirs"})
    job = await shelf.job(noor, answer.json()["data"]["id"])
    playlist = await shelf.contents(noor, {"id": job["result"]["playlist"]})
    assert playlist["length"] == len(collection.tracks)


@pytest.mark.parametrize(
    ("content", "code", "field"), [(b"{", 6, "body"), (b"<x/>", 6, "body"), (b"#EXTM3U", 8, None)]
)
async def test_what_cannot_be_read_leaves_nothing_behind(
    shelf: Shelf, content: bytes, code: int, field: str | None
) -> None:
    noor = await shelf.api.person()
    refusal(await noor.post(PATH, content=content), 400 if code == 6 else 404, code, field)
    assert (await noor.get("/playlists")).json()["data"] == []


async def test_ten_are_enough(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    for number in range(10):
        await shelf.make(noor, f"Mix {number}")
    refusal(await noor.post(PATH, content=shelf.api.links(1)[0].encode()), 409, 14)


async def test_it_needs_a_sign_in(shelf: Shelf) -> None:
    refusal(await shelf.api.world.visitor().post(PATH, content=b"x"), 401, 1)
    noor = await shelf.api.person()
    assert (await noor.get(path_of({"id": "import"}))).status_code == 404
