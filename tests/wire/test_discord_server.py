"""The simulated Discord as a server: starting, stopping, staying on its port, keeping seats."""

import asyncio
import socket
from collections.abc import AsyncIterator
from typing import Any

import pytest

from sim.discord import seed
from sim.discord.server import DiscordOptions, PortInUseError, SimulatedDiscord
from tests.support.gateway_client import GatewayClient, gateway
from tests.support.loopback import loopback_client

LINGER_S = 0.15
STOP_DEADLINE_S = 8.0
"""Less than the libraries' own time-outs, which must not be met."""


@pytest.fixture(name="discord")
async def _discord() -> AsyncIterator[SimulatedDiscord]:
    discord = SimulatedDiscord(DiscordOptions(voice_linger_s=LINGER_S))
    await discord.start()
    yield discord
    await discord.stop()


async def join(discord: SimulatedDiscord, client: GatewayClient) -> None:
    await client.send(4, {"guild_id": seed.HARBOUR, "channel_id": seed.MAIN_DECK})
    await client.until("VOICE_SERVER_UPDATE")
    assert is_seated(discord)


def is_seated(discord: SimulatedDiscord) -> bool:
    return discord.client_id in discord.world.guild(seed.HARBOUR).voice_states


async def test_stop_is_fast_and_leaves_nothing_behind() -> None:
    before = asyncio.all_tasks()
    discord = SimulatedDiscord(DiscordOptions(life=True))
    await discord.start()
    async with gateway(discord.base_url, discord.bot_token) as client:
        await client.identify()
        closed = asyncio.create_task(client.close_code())
        with discord.hold("/users") as hold:
            async with loopback_client(discord.api_url) as http:
                held = asyncio.create_task(http.get("/users/@me"))
                await hold.arrived.wait()
                async with asyncio.timeout(STOP_DEADLINE_S):
                    await discord.stop()
                assert (await held).status_code == 401
        assert await closed == 1001
    assert asyncio.all_tasks() == before
    await discord.stop()


async def test_it_comes_back_on_the_same_port_with_everything_it_knew(
    discord: SimulatedDiscord,
) -> None:
    port = discord.port
    discord.world.rename(seed.ADA, "Adela")
    async with gateway(discord.base_url, discord.bot_token) as client:
        session_id = (await client.identify())["d"]["session_id"]
        await join(discord, client)
        last_seq = await _last_seq(client)
        await discord.stop()
    await asyncio.sleep(LINGER_S * 2)
    assert is_seated(discord), "during an outage nobody is taken out of voice"
    await discord.start()
    assert discord.port == port
    headers = {"Authorization": f"Bot {discord.bot_token}"}
    async with loopback_client(discord.api_url, headers) as http:
        ada = (await http.get(f"/users/{seed.ADA}")).json()
    assert ada["global_name"] == "Adela"
    async with gateway(discord.base_url, discord.bot_token) as client:
        assert (await client.receive())["op"] == 10
        resume = {"token": discord.bot_token, "session_id": session_id, "seq": last_seq}
        await client.send(6, resume)
        assert (await client.receive())["t"] == "RESUMED"


async def _last_seq(client: GatewayClient) -> int:
    """Ask for members, to see at which number the session stands."""
    await client.send(8, {"guild_id": seed.MOON, "query": "noor", "limit": 1})
    return int((await client.until("GUILD_MEMBERS_CHUNK"))["s"])


async def test_a_bot_that_stays_away_leaves_voice(discord: SimulatedDiscord) -> None:
    async with gateway(discord.base_url, discord.bot_token) as client:
        await client.identify()
        await join(discord, client)
        gone = asyncio.Event()
        discord.world.subscribe(lambda _dispatch: gone.set())
    await asyncio.wait_for(gone.wait(), 5)
    assert not is_seated(discord)


async def test_a_bot_that_returns_in_time_keeps_its_seat(discord: SimulatedDiscord) -> None:
    async with gateway(discord.base_url, discord.bot_token) as client:
        await client.identify()
        await join(discord, client)
    async with gateway(discord.base_url, discord.bot_token) as client:
        await client.identify()
        harbour = await client.until("GUILD_CREATE")
        await asyncio.sleep(LINGER_S * 2)
        assert is_seated(discord)
    seated = {state["user_id"] for state in harbour["d"]["voice_states"]}
    assert discord.client_id in seated


async def test_a_taken_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortInUseError, match=f"port {port} on 127.0.0.1 is in use"):
            await SimulatedDiscord(DiscordOptions(port=port)).start()


async def test_it_starts_once(discord: SimulatedDiscord) -> None:
    with pytest.raises(RuntimeError, match="already running"):
        await discord.start()


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"host": "0.0.0.0"}, "127.0.0.1 only"),  # noqa: S104 - this is what is refused
        ({"host": "localhost"}, "127.0.0.1 only"),
        ({"client_id": "music"}, "not an id"),
        ({"bot_token": "MTIz.AAAAAA.secret"}, "base64"),
    ],
)
def test_unfit_options_are_refused(options: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        DiscordOptions(**options)


def test_a_world_of_another_bot_is_refused() -> None:
    with pytest.raises(ValueError, match="not the id of the bot"):
        DiscordOptions(world=seed.build_world("123456789012345678"))
    DiscordOptions(client_id="123456789012345678", world=seed.build_world("123456789012345678"))


def test_residents_may_be_chosen() -> None:
    discord = SimulatedDiscord(DiscordOptions(residents=(seed.FOX,)))
    assert discord.life.residents == (seed.FOX,)
    assert SimulatedDiscord().life.residents == seed.RESIDENTS
