"""`GET /api/v1/sessions/:sessionId`."""

from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.archive import SESSIONS, answered, bot, refused, session


async def test_a_session_is_found(api: Api) -> None:
    client = await bot(api)
    begun = await session(client)
    assert answered(await client.get(f"{SESSIONS}/{begun['ID']}")) == begun


async def test_another_servers_session_is_as_unknown_as_none(api: Api) -> None:
    begun = await session(await bot(api, HARBOUR))
    stranger = await bot(api, seed.MOON)
    found = refused(await stranger.get(f"{SESSIONS}/{begun['ID']}"), 404)
    assert found == refused(await stranger.get(f"{SESSIONS}/none"), 404) == "Session not found"
    member = await bot(api, HARBOUR, owner=seed.NOOR)
    refused(await member.get(f"{SESSIONS}/{begun['ID']}"), 404)
    refused(await api.world.visitor().get(f"{SESSIONS}/{begun['ID']}"), 401)
