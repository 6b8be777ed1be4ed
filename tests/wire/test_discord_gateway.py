"""The gateway of the simulated Discord, frame by frame."""

from collections.abc import AsyncIterator

import pytest

from sim.discord import seed
from sim.discord.intents import Intent
from sim.discord.model import ChannelKind
from sim.discord.permissions import Permission
from sim.discord.server import DiscordOptions, SimulatedDiscord
from tests.support.gateway_client import GUILDS_AND_VOICE, GatewayClient, gateway

HARBOUR_DECK = {"guild_id": seed.HARBOUR, "channel_id": seed.MAIN_DECK}


@pytest.fixture(name="discord")
async def _discord() -> AsyncIterator[SimulatedDiscord]:
    discord = SimulatedDiscord(DiscordOptions(privileged_intents=Intent.GUILD_MEMBERS))
    await discord.start()
    yield discord
    await discord.stop()


@pytest.fixture(name="client")
async def _client(discord: SimulatedDiscord) -> AsyncIterator[GatewayClient]:
    async with gateway(discord.base_url, discord.bot_token) as client:
        yield client


async def settled(client: GatewayClient, intents: int = GUILDS_AND_VOICE) -> str:
    """Identify, read the guilds, and return the session's id."""
    ready = await client.identify(intents)
    await client.quiet()
    return str(ready["d"]["session_id"])


@pytest.mark.parametrize("compress", [False, True])
async def test_identify_brings_ready_and_the_guilds(
    discord: SimulatedDiscord, compress: bool
) -> None:
    async with gateway(discord.base_url, discord.bot_token, compress=compress) as client:
        ready = await client.identify()
        guilds = [await client.receive() for _ in seed.GUILDS_WITH_BOT]
        await client.socket.send_bytes(b'{"op": 1, "d": 4}')
        assert (await client.receive())["op"] == 11
    told = {guild["id"] for guild in ready["d"]["guilds"]}
    assert told == set(seed.GUILDS_WITH_BOT) == {guild["d"]["id"] for guild in guilds}
    assert [message["s"] for message in [ready, *guilds]] == [1, 2, 3, 4]
    for guild in (message["d"] for message in guilds):
        listed = {member["user"]["id"] for member in guild["members"]}
        seated = {state["user_id"] for state in guild["voice_states"]}
        assert listed == seated | {discord.client_id}


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        (["not json"], 4002),
        (["[]"], 4002),
        (["[" * 60_000], 4002),
        (['{"op": 2, "d": {"token": "\\ud800", "intents": 1}}'], 4004),
        (['{"op": 99, "d": null}'], 4001),
        (['{"op": 4, "d": {}}'], 4003),
        (['{"op": 2, "d": {"token": "wrong", "intents": 1}}'], 4004),
        (['{"op": 2, "d": {"token": "%s"}}'], 4013),
        (['{"op": 2, "d": {"token": "%s", "intents": 1, "shard": [2, 1]}}'], 4010),
        (['{"op": 2, "d": {"token": "%s", "intents": 32768}}'], 4014),
        (['{"op": 2, "d": {"token": "%s", "intents": 1}}'] * 2, 4005),
        (['{"op": 6, "d": {"token": "wrong"}}'], 4004),
    ],
)
async def test_misbehaviour_ends_the_connection(
    discord: SimulatedDiscord, client: GatewayClient, frames: list[str], code: int
) -> None:
    for frame in frames:
        await client.socket.send_str(frame.replace("%s", discord.bot_token))
    assert await client.close_code() == code


@pytest.mark.parametrize(
    ("query", "code"),
    [("v=9", 4012), ("v=10&encoding=etf", 4002), ("v=10&compress=zstd-stream", 4002)],
)
async def test_unknown_dialects_are_refused(
    discord: SimulatedDiscord, query: str, code: int
) -> None:
    async with gateway(discord.base_url, discord.bot_token, query=query) as client:
        assert await client.close_code() == code


async def test_events_are_filtered_by_intents(
    discord: SimulatedDiscord, client: GatewayClient
) -> None:
    await settled(client, Intent.GUILDS)
    discord.world.join_voice(seed.NOOR, seed.MAIN_DECK)
    discord.world.set_roles(seed.HARBOUR, seed.NOOR, [seed.HARBOUR_DJ])
    discord.messages.post(seed.NOOR, seed.HARBOUR_WELCOME, content="hello")
    discord.world.set_roles(seed.HARBOUR, discord.client_id, [seed.HARBOUR_BOT, seed.HARBOUR_DJ])
    assert [message["t"] for message in await client.quiet()] == ["GUILD_MEMBER_UPDATE"]


async def test_member_events_come_with_their_intent(
    discord: SimulatedDiscord, client: GatewayClient
) -> None:
    await settled(client, Intent.GUILDS | Intent.GUILD_MEMBERS | Intent.GUILD_MESSAGES)
    discord.world.set_roles(seed.HARBOUR, seed.NOOR, [seed.HARBOUR_DJ])
    discord.world.rename(seed.NOOR, "Nur")
    discord.world.add_member(seed.HARBOUR, seed.WREN)
    discord.world.kick_member(seed.HARBOUR, seed.WREN)
    discord.messages.post(seed.NOOR, seed.HARBOUR_WELCOME, content="hello")
    seen = await client.quiet()
    assert [message["t"] for message in seen] == [
        "GUILD_MEMBER_UPDATE",
        *["GUILD_MEMBER_UPDATE"] * 3,
        "GUILD_MEMBER_ADD",
        "GUILD_MEMBER_REMOVE",
        "MESSAGE_CREATE",
    ]
    assert seen[0]["d"]["roles"] == [seed.HARBOUR_DJ]
    assert seen[1]["d"]["user"]["global_name"] == "Nur"
    assert seen[-1]["d"]["content"] == "", "content needs its own intent"


async def test_a_guild_without_the_voice_intent_names_nobody(
    discord: SimulatedDiscord, client: GatewayClient
) -> None:
    await client.identify(Intent.GUILDS)
    guild = (await client.until("GUILD_CREATE"))["d"]
    assert guild["voice_states"] == []
    assert [member["user"]["id"] for member in guild["members"]] == [discord.client_id]


async def test_joining_moving_deafening_and_leaving(
    discord: SimulatedDiscord, client: GatewayClient
) -> None:
    session_id = await settled(client)
    await client.send(4, HARBOUR_DECK | {"self_deaf": True})
    joined, server = await client.quiet()
    await client.send(4, {"guild_id": int(seed.HARBOUR), "channel_id": int(seed.QUIET_CABIN)})
    moved, next_server = await client.quiet()
    await client.send(
        4, {"guild_id": seed.HARBOUR, "channel_id": seed.QUIET_CABIN, "self_deaf": False}
    )
    (heard,) = await client.quiet()
    await client.send(4, {"guild_id": seed.HARBOUR, "channel_id": None})
    (left,) = await client.quiet()
    assert joined["d"]["session_id"] == session_id
    assert server["d"]["endpoint"] == "127.0.0.1:50001"
    assert (moved["d"]["channel_id"], moved["d"]["self_deaf"]) == (seed.QUIET_CABIN, True)
    assert next_server["d"]["token"] != server["d"]["token"]
    assert heard["d"]["self_deaf"] is False
    assert left["d"]["channel_id"] is None
    assert [discord.client_id] != [state.user_id for state in discord.voice_states(seed.HARBOUR)]


async def test_rooms_that_the_bot_cannot_enter_stay_silent(
    discord: SimulatedDiscord, client: GatewayClient
) -> None:
    await settled(client)
    for user_id in (seed.NOOR, seed.JUNO):
        discord.world.join_voice(user_id, seed.QUIET_CABIN)
    await client.quiet()
    for channel_id in (seed.QUIET_CABIN, seed.CAPTAINS_TABLE, seed.HARBOUR_WELCOME, "1", "x"):
        await client.send(4, {"guild_id": seed.HARBOUR, "channel_id": channel_id})
    await client.send(4, {"guild_id": seed.BINDERS, "channel_id": seed.READING_ROOM})
    await client.send(4, {"guild_id": "x", "channel_id": seed.READING_ROOM})
    assert await client.quiet() == []
    may_move = int(Permission.MOVE_MEMBERS | Permission.CONNECT)
    discord.world.update_role(seed.HARBOUR, seed.HARBOUR_BOT, permissions=may_move)
    await client.send(4, {"guild_id": seed.HARBOUR, "channel_id": seed.QUIET_CABIN})
    assert (await client.until("VOICE_STATE_UPDATE"))["d"]["channel_id"] == seed.QUIET_CABIN


async def test_on_a_stage_the_bot_is_suppressed(
    discord: SimulatedDiscord, client: GatewayClient
) -> None:
    await settled(client)
    await client.send(4, {"guild_id": seed.STUDIO, "channel_id": seed.TOWN_HALL})
    assert (await client.until("VOICE_STATE_UPDATE"))["d"]["suppress"] is True
    discord.world.set_voice_flags(discord.client_id, seed.STUDIO, suppress=False)
    assert (await client.until("VOICE_STATE_UPDATE"))["d"]["suppress"] is False


async def test_people_seen_moving_and_the_bot_moved(
    discord: SimulatedDiscord, client: GatewayClient
) -> None:
    await settled(client)
    discord.world.join_voice(seed.TOMAS, seed.STUDIO_A)
    discord.world.join_voice(seed.OTTO, seed.MAIN_DECK)
    seen = [(m["d"]["guild_id"], m["d"]["channel_id"]) for m in await client.quiet()]
    assert seen == [
        (seed.STUDIO, seed.STUDIO_A),
        (seed.MOON, None),
        (seed.HARBOUR, seed.MAIN_DECK),
    ], "a person sits in one place at a time"
    discord.world.join_voice(discord.client_id, seed.MAIN_DECK)
    await client.quiet()
    discord.world.move(discord.client_id, seed.QUIET_CABIN)
    assert [m["t"] for m in await client.quiet()] == ["VOICE_STATE_UPDATE", "VOICE_SERVER_UPDATE"]
    discord.world.voice_endpoint = None
    discord.world.renew_voice_server(seed.HARBOUR)
    (gone,) = await client.quiet()
    assert gone["d"]["endpoint"] is None


async def test_members_are_found_by_name_and_all_with_the_intent(
    discord: SimulatedDiscord, client: GatewayClient
) -> None:
    await settled(client)
    await client.send(8, {"guild_id": seed.HARBOUR, "query": "no", "limit": 5, "nonce": "n"})
    (chunk,) = await client.quiet()
    assert [member["user"]["id"] for member in chunk["d"]["members"]] == [seed.NOOR]
    assert (chunk["d"]["chunk_index"], chunk["d"]["chunk_count"]) == (0, 1)
    assert chunk["d"]["nonce"] == "n"
    everybody = {"guild_id": seed.HARBOUR, "query": "", "limit": 0}
    await client.send(8, everybody)
    assert await client.quiet() == [], "listing everybody needs the members intent"
    async with gateway(discord.base_url, discord.bot_token) as other:
        await settled(other, Intent.GUILDS | Intent.GUILD_MEMBERS)
        await other.send(8, everybody)
        (chunk,) = await other.quiet()
    assert len(chunk["d"]["members"]) == len(discord.world.guild(seed.HARBOUR).members)


async def test_resume_replays_what_was_missed(discord: SimulatedDiscord) -> None:
    async with gateway(discord.base_url, discord.bot_token) as client:
        session_id = await settled(client)
        discord.drop_gateways(4000)
        assert await client.close_code() == 4000
    discord.world.leave_voice(seed.FOX)
    async with gateway(discord.base_url, discord.bot_token) as client:
        assert (await client.receive())["op"] == 10
        continuing = {"token": discord.bot_token, "session_id": session_id}
        await client.send(6, continuing | {"seq": 4})
        missed, resumed = await client.receive(), await client.receive()
    assert (missed["t"], missed["s"], missed["d"]["user_id"]) == ("VOICE_STATE_UPDATE", 5, seed.FOX)
    assert (resumed["t"], resumed["s"]) == ("RESUMED", 6)


async def test_an_unknown_session_is_invalid_and_may_identify(
    discord: SimulatedDiscord, client: GatewayClient
) -> None:
    assert (await client.receive())["op"] == 10
    await client.send(6, {"token": discord.bot_token, "session_id": "unknown", "seq": 1})
    assert await client.receive() == {"t": None, "s": None, "op": 9, "d": False}
    await client.send(2, client.identity())
    assert (await client.until("READY"))["d"]["session_id"]


async def test_a_client_that_says_goodbye_cannot_resume(discord: SimulatedDiscord) -> None:
    async with gateway(discord.base_url, discord.bot_token) as client:
        session_id = await settled(client)
        await client.socket.close(code=1000)
    async with gateway(discord.base_url, discord.bot_token) as client:
        assert (await client.receive())["op"] == 10
        last = {"token": discord.bot_token, "session_id": session_id, "seq": 4}
        await client.send(6, last)
        assert (await client.receive())["op"] == 9


async def test_reconnect_and_invalid_session_can_be_sent(
    discord: SimulatedDiscord, client: GatewayClient
) -> None:
    await settled(client)
    discord.request_reconnect()
    assert (await client.receive())["op"] == 7
    discord.invalidate_sessions()
    assert (await client.receive())["op"] == 9
    discord.world.leave_voice(seed.FOX)
    assert await client.quiet() == []
    await client.send(2, client.identity())
    assert (await client.until("READY"))["s"] == 1


async def test_the_bot_comes_and_goes(discord: SimulatedDiscord, client: GatewayClient) -> None:
    await settled(client)
    world = discord.world
    world.invite_bot(seed.BINDERS)
    world.set_guild_unavailable(seed.BINDERS, unavailable=True)
    world.rename(discord.client_id, "Silent", seed.BINDERS)
    world.set_guild_unavailable(seed.BINDERS, unavailable=False)
    world.kick_bot(seed.BINDERS)
    invited, outage, back, kicked = await client.quiet()
    assert invited["t"] == back["t"] == "GUILD_CREATE"
    assert "unavailable" not in invited["d"]
    assert back["d"]["unavailable"] is False
    assert outage["d"] == {"id": seed.BINDERS, "unavailable": True}
    assert (kicked["t"], kicked["d"]) == ("GUILD_DELETE", {"id": seed.BINDERS})


async def test_channels_and_roles_are_told(
    discord: SimulatedDiscord, client: GatewayClient
) -> None:
    await settled(client)
    world = discord.world
    channel = world.create_channel(seed.MOON, "Attic", ChannelKind.VOICE)
    world.update_channel(channel.id, user_limit=3)
    world.join_voice(seed.FOX, channel.id)
    world.delete_channel(channel.id)
    role = world.create_role(seed.MOON, "Stars", Permission.CONNECT)
    world.update_role(seed.MOON, role.id, name="Suns")
    world.set_roles(seed.MOON, seed.FOX, [role.id])
    world.delete_role(seed.MOON, role.id)
    world.update_guild(seed.MOON, name="Moon")
    seen = await client.quiet()
    assert [message["t"] for message in seen] == [
        "CHANNEL_CREATE",
        "CHANNEL_UPDATE",
        "VOICE_STATE_UPDATE",
        "VOICE_STATE_UPDATE",
        "VOICE_STATE_UPDATE",
        "CHANNEL_DELETE",
        "GUILD_ROLE_CREATE",
        "GUILD_ROLE_UPDATE",
        "GUILD_ROLE_DELETE",
        "GUILD_UPDATE",
    ]
    assert seen[1]["d"]["user_limit"] == 3
    assert world.member(seed.MOON, seed.FOX).roles == []


async def test_shards_see_their_own_guilds(discord: SimulatedDiscord) -> None:
    seen: list[str] = []
    for number in range(2):
        async with gateway(discord.base_url, discord.bot_token) as client:
            ready = await client.identify(shard=[number, 2])
            own = [guild["id"] for guild in ready["d"]["guilds"]]
            assert all((int(guild_id) >> 22) % 2 == number for guild_id in own)
            seen += own
    assert sorted(seen) == sorted(seed.GUILDS_WITH_BOT)
