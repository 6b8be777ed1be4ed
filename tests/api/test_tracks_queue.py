from unittest.mock import ANY

import pytest

from sim.discord import seed
from tests.support.api import Api, data, refusal


async def test_it_works(api: Api) -> None:
    noor = await api.listener()
    added = await api.with_queue(noor, *api.links(4))
    part = data(await noor.get("/tracks/queue"), api)
    assert part == {
        "tracks": added[1:],
        "length": 3,
        "indexes": [0, 1, 2],
        "requesters": ANY,
    }


async def test_it_shows_who_asked_for_the_tracks(api: Api) -> None:
    noor, ada = await api.listener(), await api.listener(seed.ADA)
    await api.with_queue(noor, *api.links(4))
    await api.with_queue(ada, api.links(1)[0])
    part = data(await noor.get("/tracks/queue", params={"end": 3}), api)
    assert [(each["id"], each["name"]) for each in part["requesters"]] == [(seed.NOOR, "Noor")]
    whole = data(await noor.get("/tracks/queue"), api)
    assert {each["id"] for each in whole["requesters"]} == {seed.NOOR, seed.ADA}
    assert all(each["icon"].startswith("http") for each in whole["requesters"])


async def test_start_is_taken_and_end_is_not(api: Api) -> None:
    noor = await api.listener()
    added = await api.with_queue(noor, *api.links(5))
    part = data(await noor.get("/tracks/queue", params={"start": 1, "end": 3}), api)
    assert part == {"tracks": added[2:4], "length": 4, "indexes": [1, 2], "requesters": ANY}


async def test_indexes_come_in_the_order_asked_for(api: Api) -> None:
    noor = await api.listener()
    added = await api.with_queue(noor, *api.links(4))
    part = data(await noor.get("/tracks/queue", params={"indexes": "2,0"}), api)
    assert part == {
        "tracks": [added[3], added[1]],
        "length": 3,
        "indexes": [2, 0],
        "requesters": ANY,
    }


@pytest.mark.parametrize(
    "parameters", [{"start": 7}, {"indexes": "7,8"}, {"start": 0, "end": 0}, {}]
)
async def test_places_that_are_not_there_are_left_out(api: Api, parameters: dict[str, str]) -> None:
    noor = await api.listener()
    part = data(await noor.get("/tracks/queue", params=parameters), api)
    assert part == {"tracks": [], "length": 0, "indexes": [], "requesters": []}


async def test_a_long_queue_comes_in_hundreds(api: Api) -> None:
    noor = await api.listener()
    collection = max(
        api.world.node.catalogue.collections.values(), key=lambda each: len(each.tracks)
    )
    while len(api.player.state.queue) <= 100:
        await noor.post("/tracks/add", params={"query": collection.url})
    part = data(await noor.get("/tracks/queue"), api)
    assert len(part["tracks"]) == 100
    assert part["length"] == len(api.player.state.queue)
    rest = data(await noor.get("/tracks/queue", params={"start": 100}), api)
    assert rest["indexes"] == list(range(100, min(200, part["length"])))


@pytest.mark.parametrize(
    ("parameters", "field"),
    [
        ({"start": "-1"}, "start"),
        ({"start": "one"}, "start"),
        ({"start": "1.5"}, "start"),
        ({"end": "-3"}, "end"),
        ({"end": "9" * 30}, "end"),
        ({"start": 5, "end": 4}, "end"),
        ({"end": 101}, "end"),
        ({"indexes": "1", "start": 1}, "indexes"),
        ({"indexes": "1,,2"}, "indexes"),
        ({"indexes": "-1"}, "indexes"),
        ({"indexes": ",".join("1" * 101)}, "indexes"),
    ],
)
async def test_it_names_what_is_wrong(api: Api, parameters: dict[str, str], field: str) -> None:
    noor = await api.listener()
    refusal(await noor.get("/tracks/queue", params=parameters), 400, 6, field)


async def test_it_needs_a_sign_in(api: Api) -> None:
    refusal(await api.world.visitor().get("/tracks/queue"), 401, 1)
