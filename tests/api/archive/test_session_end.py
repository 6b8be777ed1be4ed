"""`PATCH /api/v1/sessions/:sessionId`."""

import pytest

from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.archive import SESSIONS, answered, bot, refused, session


async def test_a_session_ends_without_any_body(api: Api) -> None:
    client = await bot(api)
    begun = await session(client)
    ended = answered(await client.patch(f"{SESSIONS}/{begun['ID']}"))
    assert ended["EndedAt"] >= begun["StartedAt"]
    assert {**ended, "EndedAt": None} == begun
    again = {"endedAt": begun["StartedAt"]}
    assert answered(await client.patch(f"{SESSIONS}/{begun['ID']}", json=again)) == ended


async def test_the_documented_example_works(api: Api) -> None:
    client = await bot(api)
    begun = await session(client)
    body = {"endedAt": "2026-01-16T10:30:00Z"}
    ended = answered(await client.patch(f"{SESSIONS}/{begun['ID']}", json=body))
    assert ended["EndedAt"] == begun["StartedAt"]


async def test_a_moment_keeps_its_zone(api: Api) -> None:
    client = await bot(api)
    begun = await session(client)
    at = begun["StartedAt"].replace("Z", "+00:00")
    ended = answered(await client.patch(f"{SESSIONS}/{begun['ID']}", json={"endedAt": at}))
    assert ended["EndedAt"] == begun["StartedAt"]


@pytest.mark.parametrize(
    "moment", ["tomorrow", "2026-01-16", "2026-01-16T10:30:00", 5, "9999-12-31T23:59:59Z", "²"]
)
async def test_a_moment_has_to_be_one_and_over(api: Api, moment: object) -> None:
    client = await bot(api)
    begun = await session(client)
    refused(await client.patch(f"{SESSIONS}/{begun['ID']}", json={"endedAt": moment}), 400)
    assert answered(await client.get(f"{SESSIONS}/{begun['ID']}"))["EndedAt"] is None


async def test_an_unknown_session_is_unknown(api: Api) -> None:
    begun = await session(await bot(api, HARBOUR))
    stranger = await bot(api, seed.MOON)
    refused(await stranger.patch(f"{SESSIONS}/{begun['ID']}"), 404)
    refused(await stranger.patch(f"{SESSIONS}/none"), 404)
