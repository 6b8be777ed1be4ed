"""`/api/v1/api-keys`: list, make, revoke, and the first one."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from auth.api_key import ALL_SCOPES, Scope
from auth.identity import GuildId
from sim.discord import seed
from tests.support.api import HARBOUR, Api
from tests.support.library import data, refusal
from tests.support.screen import Screen
from tests.support.stream import follow

PATH = "/api/v1/api-keys"
FIRST = f"{PATH}/bootstrap"
Headers = dict[str, str]


@pytest_asyncio.fixture(loop_scope="session", name="admin")
async def make_the_first_key(api: Api) -> AsyncIterator[Headers]:
    """Begin without any keys, make the first, and leave none behind."""
    keys = api.world.parts.services.keys
    for key in await keys.list_all():
        await keys.revoke(key.id)
    made = data(await api.world.visitor().post(FIRST, json={"label": "My First Key"}), 201)
    yield {"Authorization": f"Bearer {made['key']}"}
    for key in await keys.list_all():
        await keys.revoke(key.id)


async def test_the_documented_example_works(api: Api, admin: Headers) -> None:
    client = api.world.visitor()
    made = data(await client.post(PATH, json={"label": "Discord Bot"}, headers=admin), 201)
    assert made["key"].startswith("sk_")
    assert made["key_prefix"] == made["key"][:11]
    assert made["label"] == "Discord Bot"
    assert made["created_at"].endswith("Z")
    assert Scope.ADMIN not in made["scopes"]
    listed = data(await client.get(PATH, headers=admin))["keys"]
    assert [key["label"] for key in listed] == ["My First Key", "Discord Bot"]
    assert not any("key" in key for key in listed)


async def test_a_key_is_taken_from_the_address_too(api: Api, admin: Headers) -> None:
    secret = admin["Authorization"].partition(" ")[2]
    assert data(await api.world.visitor().get(PATH, params={"api_key": secret}))["keys"]
    refusal(await api.world.visitor().get(PATH, params={"api_key": "sk_wrong"}), 403, "INVALID_KEY")
    answer = await api.world.visitor().get("/user/me", params={"api_key": secret})
    assert answer.status_code == 401


async def test_no_key_a_wrong_key_and_a_weak_key_are_told_apart(api: Api, admin: Headers) -> None:
    client = api.world.visitor()
    weak = data(await client.post(PATH, json={"label": "weak"}, headers=admin), 201)["key"]
    refusal(await client.get(PATH), 401, "AUTH_REQUIRED")
    refusal(await client.get(PATH, headers={"X-API-Key": "sk_wrong"}), 403, "INVALID_KEY")
    refusal(await client.get(PATH, headers={"X-API-Key": weak}), 403, "FORBIDDEN")


@pytest.mark.usefixtures("admin")
async def test_there_is_one_first_key_however_many_ask(api: Api) -> None:
    client = api.world.visitor()
    refusal(await client.post(FIRST), 403, "FORBIDDEN")
    keys = api.world.parts.services.keys
    for key in await keys.list_all():
        await keys.revoke(key.id)
    answers = await asyncio.gather(*(client.post(FIRST) for _ in range(10)))
    assert sorted(answer.status_code for answer in answers) == [201] + [403] * 9
    (only,) = await keys.list_all()
    assert only.label == "Default"


@pytest.mark.usefixtures("admin")
async def test_a_person_makes_sees_and_revokes_their_own(api: Api) -> None:
    noor = await api.person(seed.NOOR)
    made = data(await noor.post(PATH, json={"label": "mine"}), 201)
    assert made["owner"] == seed.NOOR
    assert [key["id"] for key in data(await noor.get(PATH))["keys"]] == [made["id"]]
    ada = await api.person(seed.ADA)
    assert data(await ada.get(PATH))["keys"] == []
    refusal(await ada.delete(f"{PATH}/{made['id']}"), 404, "NOT_FOUND")
    data(await noor.delete(f"{PATH}/{made['id']}"))
    headers = {"X-API-Key": made["key"]}
    assert (await api.world.visitor().get("/user/me", headers=headers)).status_code == 401


@pytest.mark.usefixtures("admin")
async def test_revoking_a_key_ends_its_streams(api: Api) -> None:
    noor = await api.person(seed.NOOR)
    made = data(await noor.post(PATH, json={"label": "mine"}), 201)
    client, screen = api.world.visitor(), Screen()
    client.headers["X-API-Key"] = made["key"]
    async with follow(client, HARBOUR) as stream:
        await stream.until(screen, lambda: screen.state)
        data(await noor.delete(f"{PATH}/{made['id']}"))
        await stream.until(screen, lambda: screen.end)
    assert screen.end == "signed_out"


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"scopes": ["admin"]}, "scopes"),
        ({"scopes": ["archive:read"]}, "guild_ids"),
        ({"scopes": ["profiles:write"], "guild_ids": [seed.MOON]}, "guild_ids"),
    ],
)
@pytest.mark.usefixtures("admin")
async def test_nobody_gives_away_more_than_they_have(
    api: Api, wish: dict[str, object], field: str
) -> None:
    noor = await api.person(seed.NOOR)
    refusal(await noor.post(PATH, json={"label": "mine", **wish}), 403, "FORBIDDEN", field)


@pytest.mark.usefixtures("admin")
async def test_a_manager_gives_away_what_is_their_servers(api: Api) -> None:
    ada = await api.person(seed.ADA)
    wish = {"label": "bot", "scopes": ["archive:write"], "guild_ids": [HARBOUR]}
    assert data(await ada.post(PATH, json=wish), 201)["guild_ids"] == [HARBOUR]


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({}, "label"),
        ({"label": ""}, "label"),
        ({"label": 5}, "label"),
        ({"label": "x" * 101}, "label"),
        ({"label": "x", "scopes": ["all"]}, "scopes[0]"),
        ({"label": "x", "scopes": []}, "scopes"),
        ({"label": "x", "guild_ids": ["x"]}, "guild_ids"),
        ({"label": "x", "expires_in_days": 0}, "expires_in_days"),
    ],
)
async def test_what_is_wrong_is_named(
    api: Api, admin: Headers, wish: dict[str, object], field: str
) -> None:
    answer = await api.world.visitor().post(PATH, json=wish, headers=admin)
    refusal(answer, 400, "BAD_REQUEST", field)


async def test_no_key_gets_into_the_log(
    api: Api, admin: Headers, capsys: pytest.CaptureFixture[str]
) -> None:
    made = data(await api.world.visitor().post(PATH, json={"label": "x"}, headers=admin), 201)
    for way in ({"headers": {"X-API-Key": made["key"]}}, {"params": {"api_key": made["key"]}}):
        await api.world.visitor().get(PATH, **way)  # type: ignore[arg-type]  # Either of them.
    seen = "".join(capsys.readouterr())
    assert PATH in seen
    assert made["key"] not in seen


@pytest.mark.usefixtures("documented_limits")
async def test_reading_is_limited_per_key(api: Api, admin: Headers) -> None:
    client = api.world.visitor()
    answers = [await client.get(PATH, headers=admin) for _ in range(80)]
    refused = next(answer for answer in answers if answer.status_code == 429)
    refusal(refused, 429, "RATE_LIMITED")
    assert int(refused.headers["Retry-After"]) > 0
    assert refused.headers["X-RateLimit-Limit"] == "60"


async def test_a_key_that_is_tied_to_servers_makes_keys_for_these_only(api: Api) -> None:
    keys = api.world.parts.services.keys
    guilds = frozenset({GuildId(HARBOUR)})
    _, secret = await keys.create("tied", None, ALL_SCOPES, guilds)
    visitor = api.world.visitor()
    visitor.headers["X-API-Key"] = secret
    assert data(await visitor.post(PATH, json={"label": "same"}), 201)["guild_ids"] == [HARBOUR]
    wider = {"label": "wider", "guild_ids": [HARBOUR, seed.MOON]}
    refusal(await visitor.post(PATH, json=wider), 403, "FORBIDDEN", "guild_ids")
    refusal(await visitor.get(PATH), 403, "FORBIDDEN")
    other, _ = await keys.create("another's", None, ALL_SCOPES, None)
    refusal(await visitor.delete(f"{PATH}/{other.id}"), 403, "FORBIDDEN")
