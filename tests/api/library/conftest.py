"""What tests of the library family share."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.support.api import Api
from tests.support.wanting import Wishes


@pytest_asyncio.fixture(loop_scope="session", name="wishes")
async def clear_wishes(api: Api) -> AsyncIterator[Wishes]:
    """Let Noor wish for nothing and follow nobody, before and after."""
    wishes = Wishes(api, await api.person())
    await wishes.clear()
    yield wishes
    await wishes.clear()
