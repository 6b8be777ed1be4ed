"""Every test of profiles begins without any."""

import pytest_asyncio

from db.client import connect
from db.ledger import ACCOUNTS, COLLECTION, PROFILES
from db.profiles import HIDDEN
from tests.support.api import Api
from tests.support.profiles import Bot, make_bot


@pytest_asyncio.fixture(loop_scope="session", name="bot")
async def a_bot_and_no_profiles(api: Api) -> Bot:
    settings = api.world.settings
    assert settings.mongodb_uri is not None
    database = await connect(settings.mongodb_uri.get_secret_value(), settings.database)
    for name in (PROFILES, COLLECTION, ACCOUNTS, HIDDEN):
        await database.collection(name).delete_many({})
    await database.close()
    return await make_bot(api)
