"""`GET /api/v1/library/stats`."""

from tests.support.api import Api
from tests.support.library import refusal
from tests.support.newcomers import LIBRARY, newcomer


async def test_everything_is_counted(api: Api) -> None:
    ada = await newcomer(api)
    empty = await ada.get("/stats")
    assert (empty["artists"], empty["albums"], empty["tracks"]) == (0, 0, 0)
    assert empty["last_update"] is None
    await ada.hears("Queen", "One", "Two", album="Jazz")
    await ada.hears("Bo", "Three")
    stats = await ada.get("/stats")
    assert (stats["artists"], stats["albums"], stats["tracks"]) == (2, 1, 3)
    assert stats["last_update"] == "2026-01-01T00:03:20.000Z"
    assert stats["database_size_mb"] > 0


async def test_only_for_whom_we_know(api: Api) -> None:
    refusal(await api.world.visitor().get(f"{LIBRARY}/stats"), 401, "AUTH_REQUIRED")
