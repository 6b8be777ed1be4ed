"""`GET /favorites` and `POST /favorites/play`."""

import httpx2
import pytest

from tests.support.api import data, refusal
from tests.support.shelf import Shelf


async def like(shelf: Shelf, client: httpx2.AsyncClient, count: int) -> list[str]:
    """Make so many tracks favourites; return their links, the latest first."""
    links = shelf.api.links(count)
    for link in links:
        data(await client.post("/functions/favorite", json=link), shelf.api)
    return links[::-1]


async def test_they_are_listed_latest_first(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    links = await like(shelf, noor, 3)
    listed = data(await noor.get("/favorites"), shelf.api)
    assert [track["url"] for track in listed["tracks"]] == links
    assert all(track["favorite"] for track in listed["tracks"])
    assert (listed["length"], listed["indexes"]) == (3, [0, 1, 2])
    theirs = data(await (await shelf.strangers()).get("/favorites"), shelf.api)
    assert theirs == {"tracks": [], "length": 0, "indexes": []}


async def test_a_window_of_them(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    links = await like(shelf, noor, 4)
    part = data(await noor.get("/favorites", params={"start": 1, "end": 3}), shelf.api)
    assert [track["url"] for track in part["tracks"]] == links[1:3]
    assert (part["length"], part["indexes"]) == (4, [1, 2])


@pytest.mark.parametrize(
    ("query", "field"),
    [({"start": -1}, "start"), ({"end": "x"}, "end"), ({"end": 1001}, "end")],
)
async def test_it_names_what_is_wrong(shelf: Shelf, query: dict[str, str], field: str) -> None:
    noor = await shelf.api.person()
    refusal(await noor.get("/favorites", params=query), 400, 6, field)


async def test_they_play_latest_first(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    links = await like(shelf, noor, 3)
    assert data(await noor.post("/favorites/play"), shelf.api) == {"added": 3}
    state = shelf.api.player.state
    assert state.current is not None
    assert [state.current.track.url, *(entry.track.url for entry in state.queue)] == links


async def test_they_replace_the_queue(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    links = await like(shelf, noor, 2)
    await shelf.api.with_queue(noor, *shelf.api.links(5)[2:])
    data(await noor.post("/favorites/play", json={"replace": True}), shelf.api)
    assert [entry.track.url for entry in shelf.api.player.state.queue] == links


async def test_nobody_plays_favourites_they_do_not_have(shelf: Shelf) -> None:
    refusal(await (await shelf.api.listener()).post("/favorites/play"), 404, 8)


async def test_playing_names_what_is_wrong(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    await like(shelf, noor, 1)
    body = {"placement": "last"}
    refusal(await noor.post("/favorites/play", json=body), 400, 6, "placement")


async def test_one_must_sit_in_voice_to_play(shelf: Shelf) -> None:
    noor = await shelf.api.person()
    await like(shelf, noor, 1)
    refusal(await noor.post("/favorites/play"), 409, 4)


async def test_they_need_a_sign_in(shelf: Shelf) -> None:
    visitor = shelf.api.world.visitor()
    refusal(await visitor.get("/favorites"), 401, 1)
    refusal(await visitor.post("/favorites/play"), 401, 1)
