"""API keys as credentials: how they are sent, what they may do, and where."""

import pytest

from auth.api_key import ALL_SCOPES, ApiKey, Scope
from auth.identity import GuildId, Person, UserId
from sim.discord import seed
from tests.support.api import HARBOUR, Api, data, refusal
from tests.support.screen import Screen
from tests.support.stream import follow

NOOR = Person(UserId(seed.NOOR), "noor", "Noor")
TO_CONTROL = frozenset({Scope.PLAYER_READ, Scope.PLAYER_CONTROL})


async def make_key(
    api: Api,
    *,
    owner: Person | None = NOOR,
    scopes: frozenset[Scope] = ALL_SCOPES,
    guilds: tuple[str, ...] | None = None,
    expires_at: float | None = None,
) -> tuple[ApiKey, str]:
    guild_ids = None if guilds is None else frozenset(map(GuildId, guilds))
    return await api.world.parts.services.keys.create(
        "a test's", owner, scopes, guild_ids, expires_at
    )


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Authorization", "Bearer {}"),
        ("Authorization", "bearer  {}"),
        ("Authorization", "Token {}"),
        ("Authorization", "{}"),
        ("X-API-Key", "{}"),
    ],
)
async def test_a_key_acts_as_its_owner_in_each_form(api: Api, name: str, form: str) -> None:
    key, secret = await make_key(api)
    headers = {name: form.format(secret)}
    answer = await api.world.visitor().get("/user/me", headers=headers)
    assert data(answer, api)["id"] == seed.NOOR
    await api.world.parts.services.keys.revoke(key.id)
    refusal(await api.world.visitor().get("/user/me", headers=headers), 401, 2)


@pytest.mark.parametrize("presented", ["sk_nonsense", "", "Bearer", "\xe9", "sk_" + "a" * 5_000])
async def test_a_wrong_key_is_not_helped_by_the_cookie(api: Api, presented: str) -> None:
    noor = await api.person()
    answer = await noor.get("/user/me", headers={"X-API-Key": presented.encode("latin-1")})
    refusal(answer, 401, 2)


async def test_an_expired_key_is_a_wrong_key(api: Api) -> None:
    _, secret = await make_key(api, expires_at=1.0)
    answer = await api.world.visitor().get("/user/me", headers={"X-API-Key": secret})
    refusal(answer, 401, 2)


async def test_a_missing_scope_is_named(api: Api) -> None:
    await api.listener()
    _, secret = await make_key(api, scopes=frozenset({Scope.PLAYER_READ}))
    client, headers = api.world.visitor(), {"X-API-Key": secret}
    data(await client.get("/functions/player", headers=headers), api)
    sentence = refusal(await client.post("/functions/volume", json=5, headers=headers), 403, 403)
    assert "player:control" in sentence
    assert api.player.state.volume == 100


async def test_an_owners_key_can_do_no_more_than_the_owner(api: Api) -> None:
    _, secret = await make_key(api, scopes=TO_CONTROL)
    client = api.world.visitor()
    client.headers["Authorization"] = f"Bearer {secret}"
    refusal(await client.post("/functions/volume", json=5, params={"guild_id": HARBOUR}), 409, 4)
    refusal(await client.get("/functions/player", params={"guild_id": "1" * 18}), 404, 16)
    await api.listener()
    assert data(await client.post("/functions/volume", json=5), api) == 5


async def test_a_key_for_one_server_is_a_stranger_on_another(api: Api) -> None:
    await api.listener()
    _, secret = await make_key(api, guilds=(seed.MOON,))
    client = api.world.visitor()
    client.headers["X-API-Key"] = secret
    refusal(await client.get("/functions/player", params={"guild_id": HARBOUR}), 403, 18)
    refusal(await client.get(f"/events/guild/{HARBOUR}"), 403, 18)
    guilds = data(await client.get("/guilds/guilds"), api)
    assert HARBOUR not in {guild["id"] for guild in guilds}


async def test_a_key_that_belongs_to_nobody_controls_its_server(api: Api) -> None:
    _, secret = await make_key(api, owner=None, scopes=TO_CONTROL, guilds=(HARBOUR,))
    client = api.world.visitor()
    client.headers["X-API-Key"] = secret
    assert data(await client.post("/functions/volume", json=40), api) == 40
    assert data(await client.get("/functions/player"), api)["volume"] == 40
    first, link = api.links(2)
    noor = await api.listener()
    await api.with_queue(noor, first)
    data(await noor.post("/functions/eject"), api)
    await api.player.settled()
    refusal(await client.post("/tracks/add", params={"query": link}), 409, 4)
    await api.with_queue(noor, first)
    added = data(await client.post("/tracks/add", params={"query": link}), api)
    assert [track["requester"] for track in added["tracks"]] == [None]
    refusal(await client.get("/user/me"), 403, 403)
    refusal(await client.get(f"/guild/{HARBOUR}/log"), 403, 17)
    refusal(await client.get("/functions/player", params={"guild_id": seed.MOON}), 403, 18)


async def test_a_key_without_servers_has_to_name_one(api: Api) -> None:
    _, secret = await make_key(api, owner=None, scopes=TO_CONTROL)
    answer = await api.world.visitor().get("/functions/player", headers={"X-API-Key": secret})
    refusal(answer, 400, 6, "guild_id")


async def test_addresses_for_people_take_no_keys(api: Api) -> None:
    _, secret = await make_key(api)
    answer = await api.world.visitor().get("/servers", headers={"X-API-Key": secret})
    assert answer.status_code == 403


async def test_a_stream_by_a_key_ends_with_the_key(api: Api) -> None:
    key, secret = await make_key(api, scopes=frozenset({Scope.PLAYER_READ}))
    client = api.world.visitor()
    client.headers["Authorization"] = f"Bearer {secret}"
    screen = Screen()
    async with follow(client, GuildId(HARBOUR)) as stream:
        await stream.until(screen, lambda: screen.state)
        await api.world.parts.services.keys.revoke(key.id)
        await api.world.parts.services.hub.beat()
        await stream.until(screen, lambda: screen.end)
    assert screen.end == "signed_out"
