"""`GET /api/v1/system/status`."""

import re

import pytest

from auth.api_key import Scope
from tests.support.api import Api
from tests.support.library import data, refusal

PATH = "/api/v1/system/status"


async def test_the_documented_example_works(api: Api) -> None:
    _, secret = await api.world.parts.services.keys.create("key", None, frozenset({Scope.LIBRARY}))
    headers = {"Authorization": f"Bearer {secret}"}
    answer = data(await api.world.visitor().get(PATH, headers=headers))
    assert set(answer) == {"uptime", "uptime_seconds", "services"}
    assert re.fullmatch(r"(\d+[dhm] )*\d+s", answer["uptime"])
    assert isinstance(answer["uptime_seconds"], int)
    node = api.world.node.name
    assert answer["services"] == {"mongodb": True, "discord": True, f"lavalink:{node}": True}


async def test_it_needs_a_caller_and_the_scope(api: Api) -> None:
    keys, client = api.world.parts.services.keys, api.world.visitor()
    _, weak = await keys.create("weak", None, frozenset({Scope.PLAYER_READ}))
    refusal(await client.get(PATH), 401, "AUTH_REQUIRED")
    refusal(await client.get(PATH, headers={"X-API-Key": weak}), 403, "FORBIDDEN")
    refusal(await client.get(PATH, headers={"X-API-Key": "sk_wrong"}), 403, "INVALID_KEY")


@pytest.mark.usefixtures("documented_limits")
async def test_a_hundred_and_twenty_a_minute_are_allowed(api: Api) -> None:
    answer = await (await api.person()).get(PATH)
    assert answer.headers["X-RateLimit-Limit"] == "120"
