"""`GET /api/v1/downloads`."""

import pytest

from sim.discord import seed
from tests.support.api import Api
from tests.support.jobs import DOWNLOADS, bearer, begin, over
from tests.support.library import data, refusal
from tests.support.resolving import nonsense, songs


async def test_jobs_are_listed_the_latest_first(api: Api) -> None:
    client = await bearer(api)
    assert data(await client.get(DOWNLOADS)) == {"downloads": [], "total": 0}
    first = await begin(client, *songs(2))
    await over(api, first["batch_id"])
    second = await begin(client, *nonsense(1))
    await over(api, second["batch_id"])
    listed = data(await client.get(DOWNLOADS))
    ids = [job["id"] for job in listed["downloads"]]
    assert ids == [*second["download_ids"], *first["download_ids"]]
    assert listed["total"] == 3


async def test_the_list_can_be_narrowed(api: Api) -> None:
    client = await bearer(api)
    started = await begin(client, *songs(2), *nonsense(1))
    await over(api, started["batch_id"])
    for query, count, total in (
        ({"status": "not_found"}, 1, 1),
        ({"status": "resolved, not_found"}, 3, 3),
        ({"status": "queued"}, 0, 0),
        ({"limit": "2"}, 2, 3),
        ({"limit": "2", "offset": "2"}, 1, 3),
        ({"limit": "junk", "offset": "-1"}, 3, 3),
        ({"batch_id": started["batch_id"]}, 3, 3),
        ({"batch_id": "another"}, 0, 0),
    ):
        listed = data(await client.get(DOWNLOADS, params=query))
        assert (len(listed["downloads"]), listed["total"]) == (count, total), query
    answer = await client.get(DOWNLOADS, params={"status": "downloading"})
    refusal(answer, 400, "BAD_REQUEST", "status[0]")


async def test_a_running_job_says_how_far_its_batch_is(api: Api) -> None:
    client = await bearer(api)
    api.world.node.delay(30)
    started = await begin(client, *songs(2))
    listed = data(await client.get(DOWNLOADS, params={"batch_id": started["batch_id"]}))
    assert {job["progress"] for job in listed["downloads"]} == {0}
    assert {job["status"] for job in listed["downloads"]} <= {"queued", "resolving"}
    api.world.node.delay(0)
    data(await client.post(f"{DOWNLOADS}/cancel-all"))


async def test_everybody_sees_their_own(api: Api) -> None:
    keys_own, noors = await bearer(api), await bearer(api, seed.NOOR)
    started = await begin(noors, *songs(1))
    await over(api, started["batch_id"])
    query = {"batch_id": started["batch_id"]}
    noor, ada = await api.person(), await api.person(seed.ADA)
    for client, count in ((noors, 1), (noor, 1), (keys_own, 0), (ada, 0)):
        assert data(await client.get(DOWNLOADS, params=query))["total"] == count


async def test_a_stranger_is_sent_away(api: Api) -> None:
    refusal(await api.world.visitor().get(DOWNLOADS), 401, "AUTH_REQUIRED")


@pytest.mark.usefixtures("documented_limits")
async def test_sixty_a_minute_are_allowed(api: Api) -> None:
    answer = await (await bearer(api)).get(DOWNLOADS)
    assert answer.headers["X-RateLimit-Limit"] == "60"
