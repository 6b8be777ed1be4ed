"""`GET /api/v1/health`."""

import pytest

from tests.support.api import Api
from tests.support.archive import answered, refused


async def test_it_is_well_and_needs_no_key(api: Api) -> None:
    assert answered(await api.world.visitor().get("/api/v1/health")) == {"status": "ok"}


@pytest.mark.usefixtures("documented_limits")
async def test_asking_too_often_is_refused_in_the_same_dialect(api: Api) -> None:
    client = api.world.visitor()
    for _ in range(1_000):
        answer = await client.get("/api/v1/health")
        if answer.status_code != 200:
            break
    assert refused(answer, 429) == "Too many requests. Wait a little."
    assert int(answer.headers["Retry-After"]) > 0
