"""`POST /api/v1/downloads/cancel-all`."""

from tests.support.api import Api
from tests.support.jobs import DOWNLOADS, bearer, begin, over
from tests.support.library import data, refusal
from tests.support.resolving import songs

PATH = f"{DOWNLOADS}/cancel-all"


async def test_what_runs_is_cancelled_and_what_was_over_goes(api: Api) -> None:
    client, other = await bearer(api), await bearer(api)
    for each in (client, other):
        await over(api, (await begin(each, *songs(1)))["batch_id"])
    api.world.node.delay(30)
    running = await begin(client, *songs(3))
    told = data(await client.post(PATH))
    api.world.node.delay(0)
    assert told == {"message": "All jobs were cancelled, and those that were over cleared."}
    left = data(await client.get(DOWNLOADS))["downloads"]
    assert [job["id"] for job in left] == running["download_ids"]
    assert {job["status"] for job in left} == {"cancelled"}
    data(await client.post(PATH))
    assert data(await client.get(DOWNLOADS))["total"] == 0
    assert data(await other.get(DOWNLOADS))["total"] == 1


async def test_a_stranger_is_sent_away(api: Api) -> None:
    refusal(await api.world.visitor().post(PATH), 401, "AUTH_REQUIRED")
