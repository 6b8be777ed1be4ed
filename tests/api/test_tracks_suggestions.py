"""`GET /tracks/suggestions`."""

import pytest

from sim.discord import seed
from tests.support.api import data, refusal
from tests.support.shelf import Shelf

PATH = "/tracks/suggestions"


async def urls(shelf: Shelf, **query: int) -> list[str]:
    noor = await shelf.api.person()
    found = data(await noor.get(PATH, params=query), shelf.api)
    assert found["type"] == "tracks"
    return [track["url"] for track in found["tracks"]]


async def test_what_the_caller_had_played_comes_first_then_favourites(shelf: Shelf) -> None:
    noor = await shelf.api.listener()
    robin = await shelf.api.listener(seed.ROBIN)
    older, newer, others, liked, playing = shelf.api.links(5)
    data(await noor.post("/functions/favorite", json=liked), shelf.api)
    data(await noor.post("/functions/favorite", json=older), shelf.api)
    await shelf.api.with_queue(noor, older, newer)
    await shelf.api.with_queue(robin, others)
    await shelf.api.with_queue(noor, playing)
    for _ in range(3):
        data(await noor.post("/functions/skip"), shelf.api)
    assert await urls(shelf, count=10) == [newer, older, liked]
    assert await urls(shelf, count=1) == [newer]
    data(await noor.post("/tracks/add", params={"query": newer}), shelf.api)
    assert await urls(shelf) == [older, liked]


async def test_newcomers_get_none(shelf: Shelf) -> None:
    await shelf.api.listener()
    assert await urls(shelf) == []


@pytest.mark.parametrize("count", ["0", "21", "many"])
async def test_it_names_what_is_wrong(shelf: Shelf, count: str) -> None:
    noor = await shelf.api.listener()
    refusal(await noor.get(PATH, params={"count": count}), 400, 6, "count")


async def test_strangers_learn_nothing(shelf: Shelf) -> None:
    tomas = await shelf.api.person(seed.TOMAS)
    refusal(await tomas.get(PATH, params={"guild_id": seed.HARBOUR}), 403, 18)


async def test_it_needs_a_sign_in(shelf: Shelf) -> None:
    refusal(await shelf.api.world.visitor().get(PATH), 401, 1)
