"""Tests of the archive make a key for every bot, and leave none behind."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.support.api import Api


@pytest_asyncio.fixture(autouse=True, loop_scope="session", name="keyless")
async def leave_no_keys(api: Api) -> AsyncIterator[None]:
    yield
    keys = api.world.parts.services.keys
    for key in await keys.list_all():
        await keys.revoke(key.id)
