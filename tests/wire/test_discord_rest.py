"""The REST API of the simulated Discord: who may call what, and how it refuses."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from sim.discord import seed
from sim.discord.intents import Intent
from sim.discord.server import DiscordOptions, SimulatedDiscord
from tests.support.loopback import loopback_client

ERRORS = json.loads((Path(__file__).parent / "discord" / "errors.json").read_text())


@pytest.fixture(name="discord")
async def _discord() -> AsyncIterator[SimulatedDiscord]:
    discord = SimulatedDiscord()
    await discord.start()
    yield discord
    await discord.stop()


@pytest.fixture(name="bot")
async def _bot(discord: SimulatedDiscord) -> AsyncIterator[httpx2.AsyncClient]:
    headers = {"Authorization": f"Bot {discord.bot_token}"}
    async with loopback_client(discord.api_url, headers) as http:
        yield http


def assert_refused(answer: httpx2.Response, name: str) -> None:
    assert answer.headers["Content-Type"] == "application/json"
    assert {"status": answer.status_code, "body": answer.json()} == ERRORS[name]


@pytest.mark.parametrize(
    "header", ["", "Bot wrong", "Bearer wrong", "Basic d3Jvbmc6", "Bot", "Bot \xe9"]
)
async def test_a_wrong_credential_is_refused(bot: httpx2.AsyncClient, header: str) -> None:
    answer = await bot.get("/users/@me", headers={b"Authorization": header.encode("latin-1")})
    assert_refused(answer, "unauthorized")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (f"/guilds/{seed.ADA}", "unknown_guild"),
        (f"/guilds/{seed.BINDERS}", "missing_access"),
        (f"/guilds/{seed.BINDERS}/members/{seed.ADA}", "missing_access"),
        (f"/guilds/{seed.HARBOUR}/members/{seed.TOMAS}", "unknown_member"),
        (f"/guilds/{seed.HARBOUR}/members/123456789012345678", "unknown_user"),
        (f"/guilds/{seed.HARBOUR}/members/nobody", "not_a_snowflake"),
        (f"/guilds/{seed.HARBOUR}/voice-states/{seed.NOOR}", "unknown_voice_state"),
        (f"/guilds/{seed.HARBOUR}/members", "missing_access"),
        (f"/channels/{seed.ADA}", "unknown_channel"),
        (f"/channels/{seed.HARBOUR_BRIDGE}", "missing_access"),
        (f"/channels/{seed.READING_ROOM}", "missing_access"),
        (f"/channels/{seed.HARBOUR_WELCOME}/messages/123456789012345678", "unknown_message"),
        ("/users/123456789012345678", "unknown_user"),
        ("/users/nobody", "not_a_snowflake"),
        ("/nothing/here", "not_found"),
    ],
)
async def test_reading_is_refused(bot: httpx2.AsyncClient, path: str, name: str) -> None:
    assert_refused(await bot.get(path), name)


@pytest.mark.parametrize("limit", ["many", "-1", "9" * 5000, "²"])
async def test_a_limit_that_is_no_number_is_refused(bot: httpx2.AsyncClient, limit: str) -> None:
    answer = await bot.get("/users/@me/guilds", params={"limit": limit})
    (problem,) = answer.json()["errors"]["limit"]["_errors"]
    assert (answer.status_code, problem["code"]) == (400, "NUMBER_TYPE_COERCE")


async def test_a_wrong_method_is_refused(bot: httpx2.AsyncClient) -> None:
    assert_refused(await bot.delete("/users/@me"), "method_not_allowed")


async def test_the_unversioned_base_serves_too(
    discord: SimulatedDiscord, bot: httpx2.AsyncClient
) -> None:
    answer = await bot.get(f"{discord.base_url}/api/users/@me")
    assert answer.json()["id"] == discord.client_id


async def test_a_guild_tells_its_parts(bot: httpx2.AsyncClient) -> None:
    guild = (await bot.get(f"/guilds/{seed.HARBOUR}?with_counts=true")).json()
    channels = (await bot.get(f"/guilds/{seed.HARBOUR}/channels")).json()
    roles = (await bot.get(f"/guilds/{seed.HARBOUR}/roles")).json()
    assert (guild["name"], guild["owner_id"]) == ("Harbour Lights", seed.ADA)
    assert guild["approximate_member_count"] == 10
    assert seed.CAPTAINS_TABLE in {channel["id"] for channel in channels}
    assert roles == guild["roles"]


async def test_voice_states_are_read_by_id_and_for_oneself(
    discord: SimulatedDiscord, bot: httpx2.AsyncClient
) -> None:
    discord.world.join_voice(discord.client_id, seed.MAIN_DECK)
    robin = (await bot.get(f"/guilds/{seed.HARBOUR}/voice-states/{seed.ROBIN}")).json()
    own = (await bot.get(f"/guilds/{seed.HARBOUR}/voice-states/@me")).json()
    assert (robin["channel_id"], robin["self_deaf"]) == (seed.MAIN_DECK, True)
    assert (own["user_id"], own["guild_id"]) == (discord.client_id, seed.HARBOUR)


async def test_members_are_listed_once_discord_has_granted_it() -> None:
    discord = SimulatedDiscord(DiscordOptions(privileged_intents=Intent.GUILD_MEMBERS))
    await discord.start()
    headers = {"Authorization": f"Bot {discord.bot_token}"}
    async with loopback_client(discord.api_url, headers) as http:
        path = f"/guilds/{seed.HARBOUR}/members"
        first = (await http.get(path, params={"limit": 4})).json()
        rest = (await http.get(path, params={"limit": 9, "after": first[-1]["user"]["id"]})).json()
        too_many = await http.get(path, params={"limit": 1001})
    await discord.stop()
    ids = [int(member["user"]["id"]) for member in first + rest]
    assert ids == sorted(ids)
    assert {str(one) for one in ids} == set(discord.world.guild(seed.HARBOUR).members)
    assert too_many.json()["errors"]["limit"]["_errors"][0]["code"] == "NUMBER_TYPE_RANGE"


async def test_members_are_searched_by_any_name(bot: httpx2.AsyncClient) -> None:
    path = f"/guilds/{seed.HARBOUR}/members/search"

    async def found(query: str) -> set[str]:
        members = (await bot.get(path, params={"query": query, "limit": 10})).json()
        return {member["user"]["id"] for member in members}

    assert await found("ADA") == {seed.ADA}
    assert await found("<i>bob") == {seed.BOBBY}
    assert await found("ليلى") == {seed.LEILA}
    assert (await bot.get(path)).json()["code"] == 50035


async def test_messages_are_posted_edited_and_read(bot: httpx2.AsyncClient) -> None:
    path = f"/channels/{seed.HARBOUR_REQUESTS}/messages"
    first = (await bot.post(path, json={"content": "Now playing"})).json()
    second = (await bot.post(path, json={"embeds": [{"title": "A song"}]})).json()
    edited = (await bot.patch(f"{path}/{first['id']}", json={"content": "Paused"})).json()
    listed = (await bot.get(path)).json()
    before = (await bot.get(path, params={"before": second["id"]})).json()
    channel = (await bot.get(f"/channels/{seed.HARBOUR_REQUESTS}")).json()
    assert edited["content"] == "Paused"
    assert edited["edited_timestamp"] is not None
    assert [message["id"] for message in listed] == [second["id"], first["id"]]
    assert before == [edited]
    assert (await bot.get(f"{path}/{first['id']}")).json() == edited
    assert channel["last_message_id"] == second["id"]


@pytest.mark.parametrize(
    ("channel_id", "body", "name"),
    [
        (seed.STUDIO_NEWS, {"content": "hello"}, "missing_permissions"),
        (seed.HARBOUR_BRIDGE, {"content": "hello"}, "missing_access"),
        (seed.HARBOUR_WELCOME, {"content": ""}, "empty_message"),
        (seed.HARBOUR_WELCOME, {}, "empty_message"),
    ],
)
async def test_posting_is_refused(
    bot: httpx2.AsyncClient, channel_id: str, body: dict[str, Any], name: str
) -> None:
    assert_refused(await bot.post(f"/channels/{channel_id}/messages", json=body), name)


@pytest.mark.parametrize(
    "body",
    [b"{", b"[]", b'{"content": 5}', b'{"embeds": 1}', b'{"content": "' + b"x" * 2001 + b'"}'],
)
async def test_a_malformed_message_is_refused(bot: httpx2.AsyncClient, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    path = f"/channels/{seed.HARBOUR_WELCOME}/messages"
    answer = await bot.post(path, content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) in ((400, 50035), (400, 50109))


async def test_messages_of_others_are_read_but_not_edited(
    discord: SimulatedDiscord, bot: httpx2.AsyncClient
) -> None:
    message = discord.messages.post(seed.NOOR, seed.HARBOUR_REQUESTS, content="play more")
    path = f"/channels/{seed.HARBOUR_REQUESTS}/messages/{message.id}"
    assert (await bot.get(path)).json()["author"]["username"] == "noor.v"
    assert_refused(await bot.patch(path, json={"content": "no"}), "foreign_message")


async def test_slash_commands_are_registered_used_and_answered(
    discord: SimulatedDiscord, bot: httpx2.AsyncClient
) -> None:
    path = f"/applications/{discord.client_id}/commands"
    (registered,) = (await bot.put(path, json=[{"name": "play", "description": "Play"}])).json()
    (again,) = (await bot.put(path, json=[{"name": "play", "description": "Play it"}])).json()
    use = discord.interactions.use(seed.NOOR, seed.HARBOUR_REQUESTS, "play")
    callback = f"/interactions/{use.id}/{use.token}/callback"
    answers = [await bot.post(callback, json={"type": 4}) for _ in range(2)]
    assert again["id"] == registered["id"]
    assert (await bot.get(path)).json() == [again]
    assert [answer.status_code for answer in answers] == [204, 400]
    assert answers[1].json()["code"] == 40060
    assert use.responses == [{"type": 4}]
    assert (await bot.put("/applications/1/commands", json=[])).status_code == 401
    assert (await bot.put(path, json=[{}])).status_code == 400
    assert (await bot.post(f"/interactions/{use.id}/wrong/callback", json={})).status_code == 404


async def test_rate_limits_come_on_demand_and_pass(
    discord: SimulatedDiscord, bot: httpx2.AsyncClient
) -> None:
    discord.rate_limit_next(1, "/users/@me", 0.3)
    other = await bot.get(f"/users/{seed.ADA}")
    limited, after = await bot.get("/users/@me"), await bot.get("/users/@me")
    assert (other.status_code, after.status_code) == (200, 200)
    assert_refused(limited, "rate_limited")
    assert limited.headers["X-RateLimit-Reset-After"] == "0.300"
    assert limited.headers["Retry-After"] == "1"
    discord.rate_limit_next(1, "/oauth2/token", 0.3)
    bare = await bot.post("/oauth2/token")
    assert_refused(bare, "rate_limited")
    assert "Retry-After" not in bare.headers


async def test_other_failures_come_on_demand(
    discord: SimulatedDiscord, bot: httpx2.AsyncClient
) -> None:
    discord.fail_next(1, "/api/v10/users", 502)
    discord.rate_limit_next(1, "/users", as_html=True)
    first, second = await bot.get("/users/@me"), await bot.get("/users/@me")
    assert first.status_code == 502
    assert (second.status_code, second.headers["Content-Type"][:9]) == (429, "text/html")


async def test_held_requests_wait(discord: SimulatedDiscord, bot: httpx2.AsyncClient) -> None:
    with discord.hold("/users") as hold:
        held = asyncio.create_task(bot.get("/users/@me"))
        assert (await bot.get(f"/channels/{seed.MAIN_DECK}")).status_code == 200
        await hold.arrived.wait()
        assert not held.done()
    assert (await held).status_code == 200


async def test_requests_are_recorded_without_credentials(
    discord: SimulatedDiscord, bot: httpx2.AsyncClient
) -> None:
    await bot.get("/users/@me/guilds?limit=1")
    seen = discord.requests[-1]
    assert (seen.method, seen.status) == ("GET", 200)
    assert (seen.path, seen.query) == ("/api/v10/users/@me/guilds", "limit=1")
    assert discord.bot_token not in repr(discord.requests)
