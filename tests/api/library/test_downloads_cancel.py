"""`POST /api/v1/downloads/<download_id>/cancel`."""

from tests.support.api import Api
from tests.support.jobs import DOWNLOADS, bearer, begin, report
from tests.support.library import data, refusal
from tests.support.resolving import songs


def path_of(download_id: str) -> str:
    return f"{DOWNLOADS}/{download_id}/cancel"


async def test_the_documented_example_works(api: Api) -> None:
    client = await bearer(api)
    api.world.node.delay(30)
    started = await begin(client, *songs(2))
    first, second = started["download_ids"]
    told = data(await client.post(path_of(first), json={"username": "soulseek_username"}))
    assert told == {"message": "The job was cancelled."}
    data(await client.post(path_of(second)))
    api.world.node.delay(0)
    jobs = await report(api, client, started["batch_id"])
    assert [(job["status"], job["error"]) for job in jobs] == [("cancelled", None)] * 2
    refusal(await client.post(path_of(first)), 409, "CONFLICT")


async def test_nobody_cancels_what_is_anothers_or_nothing(api: Api) -> None:
    client, other = await bearer(api), await bearer(api)
    api.world.node.delay(30)
    started = await begin(client, *songs(1))
    refusal(await other.post(path_of(started["download_ids"][0])), 404, "NOT_FOUND")
    refusal(await client.post(path_of("nothing")), 404, "NOT_FOUND")
    refusal(await api.world.visitor().post(path_of("nothing")), 401, "AUTH_REQUIRED")
    data(await client.post(path_of(started["download_ids"][0])))
    api.world.node.delay(0)
