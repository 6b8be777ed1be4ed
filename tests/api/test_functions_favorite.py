"""`POST /functions/favorite`."""

import asyncio

import pytest

from player.playlists import favourites as favourite_rules
from sim.lavalink.catalogue import MISSING_URL
from tests.support.api import data, refusal
from tests.support.shelf import Shelf

PATH = "/functions/favorite"


async def test_it_goes_on_and_off(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    (link,) = shelf.api.links(1)
    track = data(await noor.post(PATH, json=link), shelf.api)
    assert (track["url"], track["favorite"]) == (link, True)
    track = data(await noor.post(PATH, json=link), shelf.api)
    assert (track["url"], track["favorite"]) == (link, False)
    assert data(await noor.get("/favorites"), shelf.api)["tracks"] == []


async def test_every_shape_of_the_track_says_so(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    liked, other = shelf.api.links(2)
    data(await noor.post(PATH, json=liked), shelf.api)
    added = [*await shelf.api.with_queue(noor, liked), *await shelf.api.with_queue(noor, other)]
    assert [track["favorite"] for track in added] == [True, False]
    await shelf.api.with_queue(noor, liked)
    current = data(await noor.get("/tracks/current"), shelf.api)
    assert current["favorite"] is True
    queue = data(await noor.get("/tracks/queue"), shelf.api)["tracks"]
    assert [track["favorite"] for track in queue] == [False, True]
    found = data(await noor.get("/tracks/search", params={"query": current["title"]}), shelf.api)
    marked = {track["url"]: track["favorite"] for track in found["tracks"]}
    assert marked[liked] is True
    leila = await shelf.strangers()
    answer = await leila.get("/tracks/search", params={"query": current["title"]})
    assert not any(track["favorite"] for track in data(answer, shelf.api)["tracks"])


async def test_a_favourite_whose_source_is_gone_can_be_taken_off(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    (link,) = shelf.api.links(1)
    data(await noor.post(PATH, json=link), shelf.api)
    seen = len(shelf.api.world.node.requests)
    assert data(await noor.post(PATH, json=link), shelf.api)["favorite"] is False
    asked = [request.path for request in list(shelf.api.world.node.requests)[seen:]]
    assert not any("loadtracks" in path for path in asked)


async def test_pressing_twice_at_once_leaves_one(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    (link,) = shelf.api.links(1)
    await asyncio.gather(*(noor.post(PATH, json=link) for _ in range(6)))
    assert data(await noor.get("/favorites"), shelf.api)["length"] <= 1


async def test_there_is_a_limit(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    noor = await shelf.api.person()
    monkeypatch.setattr(favourite_rules, "FAVOURITES_PER_USER", 2)
    first, second, third = shelf.api.links(3)
    for link in (first, second):
        data(await noor.post(PATH, json=link), shelf.api)
    assert "2 favourites" in refusal(await noor.post(PATH, json=third), 409, 409)
    assert data(await noor.post(PATH, json=first), shelf.api)["favorite"] is False


async def test_a_list_is_no_track(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    refusal(await noor.post(PATH, json=shelf.collection().url), 400, 6, "url")


async def test_nothing_is_there(shelf: Shelf) -> None:
    refusal(await (await shelf.api.person()).post(PATH, json=MISSING_URL), 404, 8)


@pytest.mark.parametrize(
    "body", [None, 5, "", "night", "http://10.0.0.1/x", {"url": "https://music.example/x"}]
)
async def test_it_names_what_is_wrong(shelf: Shelf, body: object) -> None:
    noor = await shelf.api.person()
    refusal(await shelf.api.post(noor, PATH, body), 400, 6, "url")


async def test_what_is_not_json_is_told_so(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    headers = {"Content-Type": "application/json"}
    refusal(await noor.post(PATH, content=b"https://x.example", headers=headers), 400, 7)


async def test_it_needs_a_sign_in(shelf: Shelf) -> None:
    refusal(await shelf.api.world.visitor().post(PATH, json="https://music.example/x"), 401, 1)
