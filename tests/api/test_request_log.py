import pytest
import structlog

from sim.discord import seed
from tests.support.api import HARBOUR, Api


@pytest.fixture(name="lines")
def _lines() -> structlog.testing.LogCapture:
    return structlog.testing.LogCapture()


async def test_a_request_leaves_one_line(api: Api) -> None:
    noor = await api.listener()
    with structlog.testing.capture_logs() as lines:
        answer = await noor.get("/functions/player")
    (line,) = [each for each in lines if each["event"] == "request"]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/functions/player", 200)
    assert (line["user_id"], line["guild_id"]) == (seed.NOOR, HARBOUR)
    assert line["ms"] >= 0
    assert answer.headers["X-Request-Id"]


async def test_no_key_of_a_sign_in_is_logged(api: Api) -> None:
    visitor = api.world.visitor()
    with structlog.testing.capture_logs() as lines:
        asked = await visitor.get("/auth/redirect")
        chosen = await visitor.get(f"{asked.headers['Location']}&user_id={seed.ADA}")
        back = await visitor.get(chosen.headers["Location"])
        token = back.json()["data"]["token"]
        await visitor.get("/auth/flow", params={"token": token})
    written = repr(lines)
    assert written.count("'event': 'request'") == 3
    for secret in (token, visitor.cookies["auxcord"], "code=", "state="):
        assert secret not in written


async def test_health_checks_leave_no_lines(api: Api) -> None:
    with structlog.testing.capture_logs() as lines:
        await api.world.visitor().get("/healthz")
    assert lines == []
