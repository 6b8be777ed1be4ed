"""Discord away at the start, going away, coming back, and refusing the bot."""

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable
from contextlib import ExitStack, asynccontextmanager

import pytest
from hikari.impl import shard
from structlog.testing import capture_logs

from auth.identity import ChannelId, GuildId, UserId
from player.core.commands import BotVoiceChanged, GatewayLost, GatewayReady, ListenersChanged
from player.core.errors import DiscordDown
from player.discord.members import FRESH_S
from sim.discord import seed
from sim.discord.gateway.session import Outlet, Session
from sim.discord.options import DiscordOptions
from sim.discord.server import SimulatedDiscord
from tests.support.discord import Clock, Stage, backstage, eventually, staged

HARBOUR, MOON = GuildId(seed.HARBOUR), GuildId(seed.MOON)
DECK, CABIN = ChannelId(seed.MAIN_DECK), ChannelId(seed.QUIET_CABIN)
ADA, NOOR = UserId(seed.ADA), UserId(seed.NOOR)
ON_DECK = (ADA, UserId(seed.ROBIN), UserId(seed.FOX), UserId(seed.LEILA))
STATE, SERVER = "VOICE_STATE_UPDATE", "VOICE_SERVER_UPDATE"
QUICK_S = 4.0
"""Less than the five seconds that the library itself waits for Discord to say goodbye."""


def own_tasks() -> set[str]:
    current = asyncio.current_task()
    return {task.get_name() for task in asyncio.all_tasks() if task is not current}


async def test_discord_is_away_at_the_start_and_comes_later() -> None:
    async with backstage() as stage:
        await stage.sim.stop()
        await stage.gateway.start()
        assert not stage.directory.connected
        with pytest.raises(DiscordDown):
            await stage.directory.member(HARBOUR, ADA)
        with pytest.raises(DiscordDown):
            await stage.gateway.join(HARBOUR, DECK)
        with pytest.raises(DiscordDown):
            await stage.gateway.leave(HARBOUR)
        await eventually(lambda: stage.gateway.status().last_error)
        assert stage.gateway.status().last_error == "Discord cannot be reached."
        await stage.sim.start()
        await stage.connected(15)
        assert stage.gateway.status().last_error is None
        assert stage.witness.of(HARBOUR) == [GatewayReady(), ListenersChanged(())]


async def test_a_short_cut_is_resumed_and_missed_changes_are_made_up_for() -> None:
    async with staged() as stage:
        await stage.gateway.join(HARBOUR, DECK)
        stage.witness.forget()
        stage.sim.drop_gateways(4000)
        await eventually(lambda: not stage.directory.connected)
        stage.sim.world.join_voice(NOOR, DECK)
        with pytest.raises(DiscordDown):
            await stage.gateway.join(HARBOUR, CABIN)
        await stage.connected()
        with_noor = (ADA, UserId(seed.ROBIN), UserId(seed.FOX), UserId(seed.LEILA), NOOR)
        assert stage.witness.of(HARBOUR) == [
            GatewayLost(),
            ListenersChanged(with_noor, (UserId(seed.ROBIN),)),
            GatewayReady(),
            BotVoiceChanged(DECK),
            ListenersChanged(with_noor, (UserId(seed.ROBIN),)),
        ]
        assert stage.witness.of(MOON) == [GatewayLost(), GatewayReady(), ListenersChanged(())]
        stage.witness.forget()
        # The session is the same, so its voice server is as good as before.
        await stage.gateway.join(HARBOUR, DECK)
        assert stage.witness.tale == []


async def test_a_fresh_session_rejoins_to_get_a_fresh_voice_server() -> None:
    async with staged() as stage:
        await stage.gateway.join(HARBOUR, DECK)
        stage.witness.forget()
        stage.sim.invalidate_sessions()
        await eventually(lambda: GatewayReady() in stage.witness.of(HARBOUR))
        assert stage.witness.of(HARBOUR) == [
            GatewayLost(),
            GatewayReady(),
            BotVoiceChanged(DECK),
            ListenersChanged(ON_DECK, (UserId(seed.ROBIN),)),
        ]
        stage.witness.forget()
        await stage.gateway.join(HARBOUR, DECK)
        assert stage.witness.of(HARBOUR) == [STATE, BotVoiceChanged(DECK), SERVER]


async def test_discord_dies_and_comes_back_as_another_session() -> None:
    clock = Clock()
    async with staged(
        DiscordOptions(voice_linger_s=0.0), reconnect_patience=0.3, clock=clock
    ) as stage:
        await stage.gateway.join(HARBOUR, DECK)
        member = await stage.directory.member(HARBOUR, ADA)
        stage.witness.forget()
        await stage.sim.stop()
        await eventually(lambda: not stage.directory.connected)
        assert stage.directory.guild(HARBOUR) is not None
        assert stage.directory.bot_channel(HARBOUR) == DECK
        clock.now += FRESH_S - 1
        assert await stage.directory.member(HARBOUR, ADA) == member
        clock.now += 1
        with pytest.raises(DiscordDown):
            await stage.directory.member(HARBOUR, ADA)
        await eventually(lambda: stage.gateway.status().last_error)
        stage.sim.world.kick_bot(MOON)
        await stage.sim.start()
        await stage.connected(15)
        # In the outage Discord has taken the bot out of voice: that is nobody's doing.
        assert stage.witness.of(HARBOUR) == [GatewayLost(), GatewayReady(), ListenersChanged(())]
        assert stage.witness.of(MOON) == [GatewayLost(), BotVoiceChanged(None)]
        assert stage.directory.guild(MOON) is None
        await stage.gateway.join(HARBOUR, DECK)
        assert stage.directory.bot_channel(HARBOUR) == DECK


async def test_a_socket_that_never_closes_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async with staged(reconnect_patience=0.3) as stage:
        closings, close = [], shard._GatewayTransport.send_close

        async def close_late(
            transport: shard._GatewayTransport, *, code: int, message: bytes
        ) -> None:
            closings.append(asyncio.get_running_loop().create_future())
            try:
                await closings[-1]
            finally:
                await close(transport, code=code, message=message)

        monkeypatch.setattr(shard._GatewayTransport, "send_close", close_late)
        stage.sim.drop_gateways(4000)
        await eventually(lambda: closings)
        monkeypatch.undo()
        await eventually(lambda: GatewayLost() in stage.witness.of(HARBOUR))
        await stage.connected(15)
        stage.sim.world.join_voice(NOOR, DECK)
        await eventually(lambda: stage.directory.seat(HARBOUR, NOOR))


async def test_a_wrong_token_is_told_in_one_sentence_without_the_token() -> None:
    wrong = SimulatedDiscord().bot_token[:-3] + "xyz"
    with capture_logs() as logs:
        async with backstage(token=wrong) as stage:
            await stage.gateway.start()
            await eventually(lambda: stage.gateway.status().last_error)
            assert stage.gateway.status().last_error == (
                "Discord refuses the bot token. Check the token in the settings."
            )
    (entry,) = logs
    assert entry["log_level"] == "error"
    assert entry["retry_in_s"] >= 60
    assert wrong not in str(logs)
    assert own_tasks() == set()


async def test_something_that_is_no_token_at_all_is_told_likewise() -> None:
    async with backstage(token="hunter2") as stage:
        await stage.gateway.start()
        await eventually(lambda: stage.gateway.status().last_error)
        assert "refuses the bot token" in str(stage.gateway.status().last_error)


async def test_an_intent_that_was_not_granted_is_named_and_leaves_no_task() -> None:
    async with backstage(members_intent=True) as stage:
        await stage.gateway.start()
        await eventually(lambda: stage.gateway.status().last_error)
        assert "Server Members intent" in str(stage.gateway.status().last_error)
    assert own_tasks() == set()


async def test_close_is_quick_while_discord_does_not_answer_over_rest() -> None:
    async with backstage() as stage, held(stage, "/gateway/bot"):
        await quickly(stage.gateway.close())
    assert own_tasks() == set()


# hikari forgets an HTTP session when it is cancelled in a handshake; only garbage remains of it.
@pytest.mark.filterwarnings("ignore:.*ClientSession.__del__")
async def test_close_is_quick_while_the_gateway_does_not_accept() -> None:
    async with backstage() as stage:
        with ExitStack() as gateway_held:
            async with held(stage, "/gateway/bot"):
                gateway_held.enter_context(stage.sim.hold("/gateway"))
            await never_connected(stage)
            await quickly(stage.gateway.close())
    assert own_tasks() == set()
    gc.collect()


async def test_close_is_quick_while_the_gateway_does_not_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with backstage() as stage:
        identified = asyncio.Event()

        def keep_silent(outlet: Outlet, _identify: object) -> Session:
            identified.set()
            return Session(0, (0, 1), outlet)

        monkeypatch.setattr(stage.sim.sessions, "open", keep_silent)
        await stage.gateway.start()
        await identified.wait()
        await quickly(stage.gateway.close())
    assert own_tasks() == set()


async def test_close_ends_everything_quickly_and_may_be_repeated() -> None:
    async with staged() as stage:
        with stage.sim.hold("/guilds"):
            asking = asyncio.create_task(stage.directory.member(HARBOUR, NOOR))
            await eventually(lambda: any(name.startswith("member") for name in own_tasks()))
            await quickly(stage.gateway.close())
            with pytest.raises(DiscordDown):
                await asking
        await stage.gateway.close()
        assert not stage.directory.connected
        assert stage.gateway.status().latency_ms is None
    assert own_tasks() == set()


async def test_a_gateway_can_be_started_again_after_close() -> None:
    async with staged() as stage:
        await stage.gateway.close()
        await stage.gateway.start()
        await stage.connected()
        await stage.gateway.join(HARBOUR, DECK)


@asynccontextmanager
async def held(stage: Stage, path_prefix: str) -> AsyncIterator[None]:
    """Let the adapter start and get stuck on a request."""
    with stage.sim.hold(path_prefix):
        await stage.gateway.start()
        await never_connected(stage)
        yield


async def never_connected(stage: Stage) -> None:
    with pytest.raises(AssertionError, match="did not come true"):
        await stage.connected(0.2)


async def quickly(closing: Awaitable[None]) -> None:
    async with asyncio.timeout(QUICK_S):
        await closing
