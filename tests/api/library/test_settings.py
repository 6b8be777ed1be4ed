"""`GET` and `PATCH /api/v1/settings`."""

import logging
from collections.abc import AsyncIterator

import httpx2
import pytest
import pytest_asyncio

from auth.api_key import WITHOUT_ADMIN, Scope
from auth.identity import GuildId
from sim.discord import seed
from sim.lavalink.catalogue import ANTHEM_QUERY
from tests.support.api import HARBOUR, Api
from tests.support.library import data, refusal

PATH = "/api/v1/settings"
REDACTED = "***REDACTED***"


@pytest_asyncio.fixture(loop_scope="session", name="admin")
async def browser_of_an_admin(api: Api) -> AsyncIterator[httpx2.AsyncClient]:
    """Give the browser of an admin, and take back what they change."""
    level, config = logging.getLogger().level, api.world.parts.services.local.config
    before = dict(await config.values())
    yield await api.person(seed.ADA)
    await config.keep(before)
    logging.getLogger().setLevel(level)


async def test_the_documented_example_works(admin: httpx2.AsyncClient) -> None:
    change = {"soulseek.search_timeout": 90, "logging.level": "DEBUG"}
    answer = data(await admin.patch(PATH, json=change))
    assert answer == {
        "message": "Settings updated.",
        "updated_keys": ["logging.level", "soulseek.search_timeout"],
        "restart_required": [],
    }
    settings = data(await admin.get(PATH))["settings"]
    assert settings["soulseek.search_timeout"] == 90
    assert settings["logging.level"] == "debug"
    assert logging.getLogger().level == logging.DEBUG


async def test_the_order_of_the_sources_holds_at_once(admin: httpx2.AsyncClient) -> None:
    order = ["bandcamp", "soundcloud", "youtube", "soundcloud"]
    data(await admin.patch(PATH, json={"search.order": order}))
    body = {"query": f"{ANTHEM_QUERY} in another order"}
    answer = data(await admin.post("/api/v1/search/tracks", json=body))
    asked = [each["source"] for each in answer["tried"]] + [answer["source"]]
    assert asked == list(dict.fromkeys(order))[: len(asked)]


async def test_a_search_that_takes_too_long_is_told_so(api: Api, admin: httpx2.AsyncClient) -> None:
    data(await admin.patch(PATH, json={"soulseek.search_timeout": 1}))
    api.world.node.delay(30)
    try:
        answer = await admin.post("/api/v1/search/tracks", json={"query": "slow as a river"})
    finally:
        api.world.node.delay(0)
    assert "longer than 1 second" in refusal(answer, 504, "GATEWAY_TIMEOUT")


async def test_limits_change_at_once(api: Api, admin: httpx2.AsyncClient) -> None:
    data(await admin.patch(PATH, json={"limits.scale": 50}))
    answer = await (await api.person(seed.NOOR)).get("/user/me")
    assert answer.headers["X-RateLimit-Limit"] == "30000"


async def test_a_secret_is_written_and_never_shown(admin: httpx2.AsyncClient) -> None:
    assert data(await admin.get(PATH))["settings"]["spotify.client_secret"] == ""
    data(await admin.patch(PATH, json={"spotify.client_secret": "notarealsecret"}))
    answer = await admin.get(PATH)
    assert "notarealsecret" not in answer.text
    assert data(answer)["settings"]["spotify.client_secret"] == REDACTED


async def test_what_comes_back_redacted_stays_as_it_is(api: Api, admin: httpx2.AsyncClient) -> None:
    data(await admin.patch(PATH, json={"spotify.client_secret": "notarealsecret"}))
    settings = data(await admin.get(PATH))["settings"]
    assert data(await admin.patch(PATH, json=settings))["updated_keys"] == sorted(
        settings.keys() - {"spotify.client_secret"}
    )
    values = await api.world.parts.services.local.config.values()
    assert values["SPOTIFY_API_SECRET"] == "notarealsecret"


async def test_it_is_one_truth_with_the_config_of_the_scrobble_family(
    admin: httpx2.AsyncClient,
) -> None:
    data(await admin.patch(PATH, json={"registration.enabled": False}))
    assert (await admin.get("/api/v1/config")).json()["REGISTRATION_ENABLED"] is False
    await admin.post("/api/v1/config", json={"REGISTRATION_ENABLED": True})
    assert data(await admin.get(PATH))["settings"]["registration.enabled"] is True


async def test_what_needs_a_restart_is_named_until_it_is_as_before(
    admin: httpx2.AsyncClient,
) -> None:
    wait, intent = "downloads.apart_ms", "discord.members_intent"
    before = data(await admin.get(PATH))
    assert before["restart_required"] == []
    change = {intent: True, wait: before["settings"][wait] + 1}
    assert data(await admin.patch(PATH, json=change))["restart_required"] == [intent, wait]
    assert data(await admin.get(PATH))["restart_required"] == [intent, wait]
    back = {name: before["settings"][name] for name in change}
    assert data(await admin.patch(PATH, json=back))["restart_required"] == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"soulseek.search_timeout": "90"}, "soulseek.search_timeout"),
        ({"soulseek.search_timeout": 0}, "soulseek.search_timeout"),
        ({"soulseek.search_timeout": None}, "soulseek.search_timeout"),
        ({"logging.level": "loud"}, "logging.level"),
        ({"search.order": []}, "search.order"),
        ({"search.order": ["hydrabase"]}, "search.order[0]"),
        ({"limits.scale": 0}, "limits.scale"),
        ({"spotify.client_id": "x" * 201}, "spotify.client_id"),
        ({"api_keys": []}, "api_keys"),
        ({"discord.bot_token": "x"}, "discord.bot_token"),
        ({"$where": "1"}, "$where"),
        ([], "body"),
    ],
)
async def test_all_is_changed_or_nothing(
    admin: httpx2.AsyncClient, wrong: object, field: str
) -> None:
    before = data(await admin.get(PATH))
    change = {"limits.scale": 7.0, **wrong} if isinstance(wrong, dict) else wrong
    refusal(await admin.patch(PATH, json=change), 400, "BAD_REQUEST", field)
    assert data(await admin.get(PATH)) == before


async def test_they_are_for_admins(api: Api) -> None:
    noor = await api.person(seed.NOOR)
    refusal(await noor.get(PATH), 403, "FORBIDDEN")
    refusal(await noor.patch(PATH, json={}), 403, "FORBIDDEN")
    refusal(await api.world.visitor().get(PATH), 401, "AUTH_REQUIRED")


async def test_of_keys_those_with_admin_may_unless_they_are_tied_to_servers(api: Api) -> None:
    create, client = api.world.parts.services.keys.create, api.world.visitor()
    admin, tied = frozenset({Scope.ADMIN}), frozenset({GuildId(HARBOUR)})
    for scopes, guilds, status in (
        (admin, None, 200),
        (admin, tied, 403),
        (WITHOUT_ADMIN, None, 403),
    ):
        _, secret = await create("key", None, scopes, guilds)
        headers = {"X-API-Key": secret}
        assert (await client.get(PATH, headers=headers)).status_code == status
        assert (await client.patch(PATH, json={}, headers=headers)).status_code == status
