"""No API key and no setup code is written to any log, however it came and whatever became of it."""

import logging

import pytest
import structlog

from auth.api_key import ALL_SCOPES
from tests.support.api import Api

PATHS = ("/api/v1/api-keys", "/user/me", "/api/v1/sessions", "/nowhere", "/events?after=x")
OF_THE_TEST = ("httpx2", "httpcore2")
"""The client, which lives in the same process and tells every step."""


async def test_no_log_has_a_key(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    keys = api.world.parts.services.keys
    key, secret = await keys.create("logged?", None, ALL_SCOPES)
    caplog.set_level(logging.DEBUG)
    with structlog.testing.capture_logs() as lines:
        for presented in (secret, secret[:-1]):
            await _present(api, presented)
        made = await api.world.visitor().post(
            PATHS[0], json={"label": "another"}, headers={"X-API-Key": secret}
        )
        await keys.revoke(key.id)
        await _present(api, secret)
    another = made.json()["data"]
    await keys.revoke(another["id"])
    ours = [each for each in caplog.records if not each.name.startswith(OF_THE_TEST)]
    written = repr(lines) + "".join(each.getMessage() for each in ours)
    assert "'event': 'request'" in written
    assert key.id in written
    for told in (secret, secret[:-1], another["key"]):
        assert told not in written


async def _present(api: Api, presented: str) -> None:
    client = api.world.visitor()
    for path in PATHS:
        await client.get(path, params={"api_key": presented, "key": presented})
        for value in (presented, f"Bearer {presented}", f"Token {presented}"):
            await client.get(path, headers={"Authorization": value})
        await client.get(path, headers={"X-API-Key": presented})
    await client.post("/api/v1/api-keys/bootstrap", json={"setup_code": presented})
