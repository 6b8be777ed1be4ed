"""What no route answers is refused in the dialect of the family whose address it is."""

import pytest

from tests.support.api import Api, refusal
from tests.support.archive import refused
from tests.support.library import refusal as library_refusal


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("PUT", "/api/v1/sessions", 405), ("GET", "/api/v1/tracks/a/b/c", 404)],
)
async def test_the_archive_speaks_its_own(api: Api, method: str, path: str, status: int) -> None:
    refused(await api.world.visitor().request(method, path), status)


async def test_the_library_speaks_its_own(api: Api) -> None:
    answer = await api.world.visitor().put("/api/v1/api-keys")
    library_refusal(answer, 405, "METHOD_NOT_ALLOWED")
    assert "GET" in answer.headers["Allow"]


async def test_the_player_speaks_where_nobody_is_meant(api: Api) -> None:
    refusal(await api.world.visitor().get("/api/v1/nothing"), 404, 404)
    refusal(await api.world.visitor().put("/tracks/queue"), 405, 405)
