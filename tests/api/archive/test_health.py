"""`GET /api/v1/health`."""

from tests.support.api import Api
from tests.support.archive import answered


async def test_it_is_well_and_needs_no_key(api: Api) -> None:
    assert answered(await api.world.visitor().get("/api/v1/health")) == {"status": "ok"}
