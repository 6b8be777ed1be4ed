"""`GET /playlists` and `POST /playlists`."""

import asyncio

import pytest

from sim.discord import seed
from tests.support.api import Api, data, refusal
from tests.support.shelf import Shelf


async def test_at_first_there_are_none(api: Api, shelf: Shelf) -> None:
    noor = await shelf.api.person()
    assert data(await noor.get("/playlists"), api) == []


async def test_a_playlist_is_made_and_listed(api: Api, shelf: Shelf) -> None:
    noor = await api.person()
    made = await shelf.make(noor, "  Road   trip ")
    assert (made["name"], made["type"], made["image"]) == ("Road trip", "meta", "")
    assert (made["length"], made["url"], made["revision"]) == (0, None, 0)
    assert made["owner"] == seed.NOOR
    assert made["author"] == data(await noor.get("/user/me"), api)["name"]
    assert len(made["key"]) >= 20
    assert data(await noor.get("/playlists"), api) == [made]


async def test_a_link_makes_a_url_playlist(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    made = await shelf.link(noor)
    assert (made["type"], made["url"]) == ("url", shelf.collection().url)


async def test_playlists_are_listed_by_name_and_only_to_their_owner(api: Api, shelf: Shelf) -> None:
    noor = await api.person()
    for name in ("b", "C", "a"):
        await shelf.make(noor, name)
    listed = data(await noor.get("/playlists"), api)
    assert [playlist["name"] for playlist in listed] == ["a", "b", "C"]
    assert data(await (await shelf.strangers()).get("/playlists"), api) == []


async def test_the_length_is_listed(api: Api, shelf: Shelf) -> None:
    noor = await api.person()
    await shelf.filled(noor, 2)
    (listed,) = data(await noor.get("/playlists"), api)
    assert (listed["length"], listed["revision"]) == (2, 2)


async def test_a_name_is_used_once(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    await shelf.make(noor, "Mix")
    sentence = refusal(await noor.post("/playlists", json={"name": " Mix"}), 409, 15, "name")
    assert "“Mix”" in sentence
    await shelf.make(await shelf.strangers(), "Mix")


async def test_ten_are_enough(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    for number in range(10):
        await shelf.make(noor, f"Number {number}")
    refusal(await noor.post("/playlists", json={"name": "One more"}), 409, 14)


async def test_ten_are_enough_in_a_race(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    asked = (noor.post("/playlists", json={"name": f"Number {number}"}) for number in range(25))
    answers = await asyncio.gather(*asked)
    assert sorted(answer.status_code for answer in answers) == [200] * 10 + [409] * 15
    assert len(data(await noor.get("/playlists"), shelf.api)) == 10


async def test_one_name_is_used_once_in_a_race(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    answers = await asyncio.gather(
        *(noor.post("/playlists", json={"name": "Mix"}) for _ in range(8))
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": ""}, "name"),
        ({"name": "   "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "a\u0000b"}, "name"),
        ({"name": 5}, "name"),
        ({"name": "\ud800"}, "name"),
        ({"name": "Mix", "url": "no link"}, "url"),
        ({"name": "Mix", "url": "ftp://music.example/x"}, "url"),
        ({"name": "Mix", "url": "http://127.0.0.1/list"}, "url"),
        ({"name": "Mix", "url": "https://music.example/" + "x" * 2000}, "url"),
        ({"name": "Mix", "url": "https://music.example/\ud800"}, "url"),
        ({"name": "Mix", "image": "javascript:alert(1)"}, "image"),
        ({"name": "Mix", "images": ""}, "images"),
        ([], "body"),
    ],
)
async def test_it_names_what_is_wrong(shelf: Shelf, body: object, field: str) -> None:
    noor = await shelf.api.person()
    refusal(await shelf.api.post(noor, "/playlists", body), 400, 6, field)


async def test_what_is_not_json_is_told_so(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    headers = {"Content-Type": "application/json"}
    refusal(await noor.post("/playlists", content=b"{", headers=headers), 400, 7)


async def test_they_need_a_sign_in(shelf: Shelf) -> None:
    visitor = shelf.api.world.visitor()
    refusal(await visitor.get("/playlists"), 401, 1)
    refusal(await visitor.post("/playlists", json={"name": "Mix"}), 401, 1)
