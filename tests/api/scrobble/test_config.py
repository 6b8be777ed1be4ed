"""`GET` and `POST /api/v1/config`."""

from collections.abc import AsyncIterator

import httpx2
import pytest
import pytest_asyncio

from auth.api_key import WITHOUT_ADMIN, Scope
from sim.discord import seed
from tests.support.api import Api
from tests.support.scrobble import bearer, error, logged_in, made_account, message

CONFIG, SERVER_INFO = "/api/v1/config", "/api/v1/serverinfo"
CHANGED = "Config updated successfully"
AT_FIRST = {"SPOTIFY_API_ID": "", "SPOTIFY_API_SECRET": "", "REGISTRATION_ENABLED": True}


@pytest_asyncio.fixture(loop_scope="session", name="admin")
async def browser_of_an_admin(api: Api) -> AsyncIterator[httpx2.AsyncClient]:
    yield await api.person(seed.ADA)
    await api.world.parts.services.local.config.change(AT_FIRST)


async def test_the_documented_example_works(admin: httpx2.AsyncClient) -> None:
    wish = {"SPOTIFY_API_ID": "notarealapikey", "SPOTIFY_API_SECRET": "notarealsecret"}
    assert message(await admin.post(CONFIG, json=wish)) == CHANGED
    answer = await admin.get(CONFIG)
    assert answer.json() == {**wish, "REGISTRATION_ENABLED": True}


@pytest.mark.parametrize(("value", "shown"), [(False, "0"), ("0", "0"), ("true", "1"), (True, "1")])
async def test_registration_is_opened_and_closed(
    api: Api, admin: httpx2.AsyncClient, value: object, shown: str
) -> None:
    message(await admin.post(CONFIG, json={"REGISTRATION_ENABLED": value}))
    info = await api.world.visitor().get(SERVER_INFO)
    assert info.json()["registration_enabled"] == shown


@pytest.mark.parametrize(
    "wish",
    [
        {"REGISTRATION_ENABLED": False, "SECRET_KEY": "x"},
        {"REGISTRATION_ENABLED": "perhaps"},
        {"REGISTRATION_ENABLED": False, "SPOTIFY_API_ID": "x" * 201},
        {"REGISTRATION_ENABLED": False, "SPOTIFY_API_ID": 5},
        {"REGISTRATION_ENABLED": False, "SPOTIFY_API_ID": None},
        {"$where": "1"},
        [],
    ],
)
async def test_all_is_changed_or_nothing(admin: httpx2.AsyncClient, wish: object) -> None:
    assert error(await admin.post(CONFIG, json=wish)).endswith(".")
    assert (await admin.get(CONFIG)).json() == AT_FIRST


async def test_an_account_is_an_admins_when_it_is_linked_with_one(api: Api) -> None:
    name = await made_account(api)
    client = api.world.visitor()
    client.headers |= bearer(await logged_in(api, name))
    assert error(await client.get(CONFIG), 401) == "User is not admin"
    ada = await api.person(seed.ADA)
    wish = {"username": name, "password": "correct horse"}
    assert (await ada.post("/user/account", json=wish)).is_success
    assert (await client.get(CONFIG)).is_success
    assert (await ada.delete("/user/account")).is_success
    assert error(await client.get(CONFIG), 401) == "User is not admin"


async def test_nobody_else_may(api: Api) -> None:
    assert error(await api.world.visitor().get(CONFIG), 401) == "Invalid JWT Token"
    noor = await api.person(seed.NOOR)
    assert error(await noor.get(CONFIG), 401) == "User is not admin"
    assert error(await noor.post(CONFIG, json={}), 401) == "User is not admin"
    wrong = {"Authorization": "Bearer sk_wrong"}
    assert error(await noor.get(CONFIG, headers=wrong), 401) == "Invalid JWT Token"


async def test_of_keys_those_with_admin_may(api: Api) -> None:
    keys = api.world.parts.services.keys
    admin, secret = await keys.create("admin", None, frozenset({Scope.ADMIN}))
    other, weak = await keys.create("weak", None, WITHOUT_ADMIN)
    client = api.world.visitor()
    assert (await client.get(CONFIG, headers={"X-API-Key": secret})).is_success
    assert "admin" in error(await client.get(CONFIG, headers={"X-API-Key": weak}), 403)
    for key in (admin, other):
        await keys.revoke(key.id)
