"""The simulated Discord's messages have the shape of the golden examples."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sim.discord import seed
from sim.discord.server import DiscordOptions, SimulatedDiscord
from tests.support.gateway_client import gateway
from tests.support.loopback import loopback_client
from tests.support.shapes import differences

GOLDENS = Path(__file__).parent / "discord"
REDIRECT = "http://127.0.0.1:9/callback"


@pytest.fixture(name="discord")
async def _discord() -> AsyncIterator[SimulatedDiscord]:
    discord = SimulatedDiscord(DiscordOptions(redirect_uris=(REDIRECT,)))
    await discord.start()
    yield discord
    await discord.stop()


def golden(name: str) -> object:
    return json.loads((GOLDENS / f"{name}.json").read_text())


def test_shapes_tell_what_is_wrong() -> None:
    example = {"id": "80351110224678912", "tags": [{"n": 1}], "at": None}
    assert differences(example, {"id": "81", "tags": [{"n": "1"}], "extra": 1}) != []
    assert sorted(differences(example, {"id": 81, "tags": [{}], "extra": 1})) == [
        "$.at: missing",
        "$.extra: not in the golden example",
        "$.id: int instead of id",
        "$.tags[0].n: missing",
    ]


async def test_gateway_messages_match(discord: SimulatedDiscord) -> None:
    async with gateway(discord.base_url, discord.bot_token) as client:
        assert differences(golden("ready"), await client.identify()) == []
        for _ in seed.GUILDS_WITH_BOT:
            assert differences(golden("guild_create"), await client.until("GUILD_CREATE")) == []
        place = {"guild_id": seed.HARBOUR, "channel_id": seed.MAIN_DECK}
        await client.send(4, place | {"self_mute": False, "self_deaf": True})
        state = await client.until("VOICE_STATE_UPDATE")
        assert differences(_about_a_bot(golden("voice_state_update")), state) == []
        server = await client.until("VOICE_SERVER_UPDATE")
        assert differences(golden("voice_server_update"), server) == []
        discord.world.join_voice(seed.NOOR, seed.MAIN_DECK)
        state = await client.until("VOICE_STATE_UPDATE")
        assert differences(golden("voice_state_update"), state) == []


async def test_members_chunk_matches(discord: SimulatedDiscord) -> None:
    async with gateway(discord.base_url, discord.bot_token) as client:
        await client.identify()
        wanted = {"guild_id": seed.HARBOUR, "user_ids": [seed.NOOR, seed.ELI], "limit": 0}
        await client.send(8, wanted | {"nonce": "n1"})
        chunk = await client.until("GUILD_MEMBERS_CHUNK")
    assert differences(golden("guild_members_chunk"), chunk) == []
    assert chunk["d"]["not_found"] == [seed.ELI]


async def test_rest_answers_match(discord: SimulatedDiscord) -> None:
    headers = {"Authorization": f"Bot {discord.bot_token}"}
    paths = {
        "user": f"/users/{seed.ADA}",
        "member": f"/guilds/{seed.HARBOUR}/members/{seed.JUNO}",
        "gateway_bot": "/gateway/bot",
        "guild_list": "/users/@me/guilds",
    }
    async with loopback_client(discord.api_url, headers) as http:
        for name, path in paths.items():
            answer = await http.get(path)
            assert answer.headers["Content-Type"] == "application/json"
            assert differences(golden(name), answer.json()) == [], name


async def test_sign_in_answers_match(discord: SimulatedDiscord) -> None:
    code = discord.authorizations.approve(seed.ADA, ("identify", "guilds"), REDIRECT, None)
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT}
    client = (discord.client_id, discord.client_secret)
    async with loopback_client(discord.api_url) as http:
        token = (await http.post("/oauth2/token", data=form, auth=client)).json()
        http.headers["Authorization"] = f"Bearer {token['access_token']}"
        me = (await http.get("/users/@me")).json()
        guilds = (await http.get("/users/@me/guilds")).json()
    assert differences(golden("token"), token) == []
    assert differences(golden("current_user"), me) == []
    assert differences(golden("guild_list"), guilds) == []
    assert len(guilds) == 3


def _about_a_bot(message: object) -> object:
    assert isinstance(message, dict)
    message["d"]["member"]["user"]["bot"] = True
    return message
