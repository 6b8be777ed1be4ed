"""`GET /api/v1/system/stats`."""

from tests.support.api import Api
from tests.support.jobs import DOWNLOADS, bearer, begin
from tests.support.library import data, refusal
from tests.support.newcomers import newcomer
from tests.support.resolving import songs

PATH = "/api/v1/system/stats"


async def test_the_callers_library_is_counted(api: Api) -> None:
    somebody = await newcomer(api)
    await somebody.hears("Queen", "One", "Two", album="Jazz")
    stats = data(await somebody.client.get(PATH))
    assert stats["library"] == {"artists": 1, "albums": 1, "tracks": 2}
    assert stats["database"]["size_mb"] > 0
    assert stats["database"]["last_update"].endswith("Z")
    assert stats["downloads"] == {"active": 0}


async def test_what_is_looked_for_is_active_until_it_is_over(api: Api) -> None:
    client = await bearer(api)
    api.world.node.delay(30)
    try:
        await begin(client, *songs(2))
        assert data(await client.get(PATH))["downloads"] == {"active": 2}
        data(await client.post(f"{DOWNLOADS}/cancel-all"))
    finally:
        api.world.node.delay(0)
    assert data(await client.get(PATH))["downloads"] == {"active": 0}


async def test_it_needs_a_caller(api: Api) -> None:
    refusal(await api.world.visitor().get(PATH), 401, "AUTH_REQUIRED")
