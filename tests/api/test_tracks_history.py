from datetime import datetime

import httpx2
import pytest

from sim.discord import seed
from tests.support.api import Api, Json, data, refusal


async def played(api: Api, count: int) -> tuple[httpx2.AsyncClient, list[Json]]:
    """Let Noor add so many tracks and skip all but the last; return them in their order."""
    noor = await api.listener()
    added = await api.with_queue(noor, *api.links(count))
    for _ in added[1:]:
        assert (await noor.post("/functions/skip")).status_code == 200
    return noor, added


async def test_it_works(api: Api) -> None:
    noor, added = await played(api, 3)
    part = data(await noor.get("/tracks/history"), api)
    assert [each["title"] for each in part["tracks"]] == [added[1]["title"], added[0]["title"]]
    assert part["next"] is None
    latest, first = part["tracks"]
    assert latest["play"] > first["play"]
    assert latest["added_by"]["name"] == "Noor"
    ended = datetime.fromisoformat(latest["ended"]).timestamp() * 1000
    assert abs(ended - api.world.parts.services.hub.now()) < 60_000


async def test_it_comes_in_pages(api: Api) -> None:
    noor, added = await played(api, 5)
    titles: list[str] = []
    before: dict[str, int] = {}
    while True:
        part = data(await noor.get("/tracks/history", params={"limit": 3, **before}), api)
        titles += [each["title"] for each in part["tracks"]]
        if part["next"] is None:
            break
        before = {"before": part["next"]}
    assert titles == [each["title"] for each in reversed(added[:-1])]


async def test_nothing_played_is_an_empty_history(api: Api) -> None:
    noor = await api.listener()
    assert data(await noor.get("/tracks/history"), api) == {"tracks": [], "next": None}


async def test_it_outlasts_a_restart(api: Api) -> None:
    noor, _ = await played(api, 3)
    before = data(await noor.get("/tracks/history"), api)
    await api.world.restart()
    assert data(await noor.get("/tracks/history"), api)["tracks"] == before["tracks"]


@pytest.mark.parametrize(
    ("parameters", "field"),
    [
        ({"limit": 0}, "limit"),
        ({"limit": 101}, "limit"),
        ({"limit": "many"}, "limit"),
        ({"before": -1}, "before"),
        ({"before": "9" * 30}, "before"),
    ],
)
async def test_it_names_what_is_wrong(api: Api, parameters: dict[str, str], field: str) -> None:
    noor = await api.listener()
    refusal(await noor.get("/tracks/history", params=parameters), 400, 6, field)


async def test_it_needs_a_member(api: Api) -> None:
    refusal(await api.world.visitor().get("/tracks/history"), 401, 1)
    tomas = await api.person(seed.TOMAS)
    refusal(await tomas.get("/tracks/history", params={"guild_id": seed.HARBOUR}), 403, 18)
