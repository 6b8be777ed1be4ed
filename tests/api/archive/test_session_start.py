"""`POST /api/v1/sessions`."""

import pytest

from auth.api_key import Scope
from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.archive import SESSIONS, answered, bot, refused, session
from tests.support.shapes import MOMENT


async def test_the_documented_example_works(api: Api) -> None:
    client = await bot(api)
    begun = answered(await client.post(SESSIONS, json={"guildId": 123456789}), 201)
    assert set(begun) == {"ID", "GuildID", "StartedAt", "EndedAt"}
    assert (begun["GuildID"], begun["EndedAt"]) == ("123456789", None)
    assert MOMENT.fullmatch(begun["StartedAt"])


async def test_an_id_may_be_a_text_or_a_number(api: Api) -> None:
    client = await bot(api, HARBOUR)
    for guild_id in (HARBOUR, int(HARBOUR)):
        begun = answered(await client.post(SESSIONS, json={"guildId": guild_id}), 201)
        assert begun["GuildID"] == HARBOUR


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"guildId": 0},
        {"guildId": -1},
        {"guildId": 1.5},
        {"guildId": True},
        {"guildId": "abc"},
        {"guildId": "²"},
        {"guildId": 2**64},
        [],
    ],
)
async def test_what_is_no_server_is_named(api: Api, body: object) -> None:
    sentence = refused(await (await bot(api)).post(SESSIONS, json=body), 400)
    assert "guildId" in sentence or body == []


async def test_no_key_and_a_wrong_key_are_unauthorized(api: Api) -> None:
    client, body = api.world.visitor(), {"guildId": HARBOUR}
    assert refused(await client.post(SESSIONS, json=body), 401) == "Unauthorized"
    wrong = {"X-API-Key": "wrong"}
    assert refused(await client.post(SESSIONS, json=body, headers=wrong), 401) == "Unauthorized"


async def test_a_key_needs_the_scope_to_write(api: Api) -> None:
    client = await bot(api, scopes=frozenset({Scope.ARCHIVE_READ}))
    sentence = refused(await client.post(SESSIONS, json={"guildId": HARBOUR}), 403)
    assert "archive:write" in sentence


async def test_a_key_writes_in_its_own_servers_only(api: Api) -> None:
    client = await bot(api, seed.MOON)
    refused(await client.post(SESSIONS, json={"guildId": HARBOUR}), 403)


async def test_an_owners_key_writes_while_the_owner_manages_the_server(api: Api) -> None:
    ada, noor = await bot(api, HARBOUR, owner=seed.ADA), await bot(api, HARBOUR, owner=seed.NOOR)
    await session(ada)
    refused(await noor.post(SESSIONS, json={"guildId": HARBOUR}), 403)


async def test_a_body_that_is_no_json_is_refused(api: Api) -> None:
    client = await bot(api)
    headers = {"Content-Type": "application/json"}
    refused(await client.post(SESSIONS, content=b"{", headers=headers), 400)
    refused(await client.post(SESSIONS, content=b"guildId=5", headers={"Content-Type": "a/b"}), 415)
