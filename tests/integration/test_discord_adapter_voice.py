"""Joining, leaving and being moved: what the audio node and the sessions are told, and in order."""

import asyncio

import pytest

from auth.identity import ChannelId, GuildId, UserId
from player.core.commands import BotVoiceChanged, GatewayLost, ListenersChanged
from player.core.errors import JoinFailed
from sim.discord import seed
from sim.discord.model import Overwrite, OverwriteKind
from sim.discord.permissions import Permission
from tests.support.discord import Stage, eventually, staged

HARBOUR, STUDIO = GuildId(seed.HARBOUR), GuildId(seed.STUDIO)
DECK, CABIN, TABLE = (
    ChannelId(seed.MAIN_DECK),
    ChannelId(seed.QUIET_CABIN),
    ChannelId(seed.CAPTAINS_TABLE),
)
ON_DECK = (
    UserId(seed.ADA),
    UserId(seed.ROBIN),
    UserId(seed.FOX),
    UserId(seed.LEILA),
)
STATE, SERVER = "VOICE_STATE_UPDATE", "VOICE_SERVER_UPDATE"


async def test_join_tells_the_node_the_place_and_then_the_server() -> None:
    async with staged() as stage:
        stage.witness.forget()
        await stage.gateway.join(HARBOUR, DECK)
        assert stage.directory.bot_channel(HARBOUR) == DECK
        state, server = stage.witness.voice
        (session,) = stage.sim.sessions.connected
        assert state == {
            "t": STATE,
            "d": {
                "guild_id": HARBOUR,
                "user_id": seed.APPLICATION_ID,
                "channel_id": DECK,
                "session_id": session.id,
            },
        }
        assert server["t"] == SERVER
        assert server["d"].keys() == {"guild_id", "token", "endpoint"}
        assert server["d"]["endpoint"] == "127.0.0.1:50001"
        assert stage.witness.of(HARBOUR) == [
            STATE,
            BotVoiceChanged(DECK),
            ListenersChanged(ON_DECK, (UserId(seed.ROBIN),)),
            SERVER,
        ]
        (bot,) = [
            one for one in stage.sim.voice_states(HARBOUR) if one.user_id == stage.sim.world.bot_id
        ]
        assert bot.self_deaf


async def test_joining_where_the_bot_already_is_asks_nothing_of_discord() -> None:
    async with staged() as stage:
        await stage.gateway.join(HARBOUR, DECK)
        stage.witness.forget()
        await stage.gateway.join(HARBOUR, DECK)
        # Whatever the second join sent would be answered before this one.
        await stage.gateway.join(STUDIO, ChannelId(seed.STUDIO_A))
        assert stage.witness.of(HARBOUR) == []


async def test_join_moves_the_bot_and_leave_takes_it_out() -> None:
    async with staged() as stage:
        await stage.gateway.join(HARBOUR, DECK)
        stage.witness.forget()
        await stage.gateway.join(HARBOUR, CABIN)
        assert stage.witness.of(HARBOUR) == [
            STATE,
            BotVoiceChanged(CABIN),
            ListenersChanged(()),
            SERVER,
        ]
        stage.witness.forget()
        await stage.gateway.leave(HARBOUR)
        assert stage.directory.bot_channel(HARBOUR) is None
        assert stage.witness.of(HARBOUR) == [STATE, BotVoiceChanged(None), ListenersChanged(())]
        assert stage.witness.voice[0]["d"]["channel_id"] is None
        await stage.gateway.leave(HARBOUR)


async def test_listeners_are_the_humans_around_the_bot() -> None:
    async with staged() as stage:
        await stage.gateway.join(STUDIO, ChannelId(seed.STUDIO_A))
        bobby, haruka, noor = UserId(seed.BOBBY), UserId(seed.HARUKA), UserId(seed.NOOR)
        assert [seat.person.id for seat in stage.directory.listeners(STUDIO)] == [haruka, bobby]
        stage.witness.forget()
        world = stage.sim.world
        world.join_voice(noor, seed.STUDIO_A)
        world.set_self_deaf(noor, STUDIO, deaf=True)
        world.leave_voice(bobby)
        world.move(haruka, seed.STUDIO_B)
        world.leave_voice(seed.CHIME)
        await eventually(lambda: stage.directory.seat(STUDIO, UserId(seed.CHIME)) is None)
        assert stage.witness.of(STUDIO) == [
            ListenersChanged((haruka, noor, bobby)),
            ListenersChanged((haruka, noor, bobby), (noor,)),
            ListenersChanged((haruka, noor), (noor,)),
            ListenersChanged((noor,), (noor,)),
        ]
        (seat,) = stage.directory.listeners(STUDIO)
        assert seat.deafened
        assert len(stage.witness.changed) == 5


async def test_a_person_moves_the_bot() -> None:
    async with staged() as stage:
        await stage.gateway.join(HARBOUR, CABIN)
        stage.witness.forget()
        stage.sim.world.move(stage.sim.world.bot_id, DECK)
        await eventually(lambda: len(stage.witness.voice) == 2)
        assert stage.witness.of(HARBOUR) == [
            STATE,
            BotVoiceChanged(DECK),
            ListenersChanged(ON_DECK, (UserId(seed.ROBIN),)),
            SERVER,
        ]


async def test_a_person_disconnects_the_bot() -> None:
    async with staged() as stage:
        await stage.gateway.join(HARBOUR, DECK)
        stage.witness.forget()
        stage.sim.world.leave_voice(stage.sim.world.bot_id)
        await eventually(lambda: len(stage.witness.tale) == 3)
        assert stage.witness.of(HARBOUR) == [STATE, BotVoiceChanged(None), ListenersChanged(())]
        await stage.gateway.join(HARBOUR, DECK)
        assert stage.directory.bot_channel(HARBOUR) == DECK


async def test_the_bot_is_removed_from_the_guild_while_it_plays() -> None:
    async with staged() as stage:
        await stage.gateway.join(HARBOUR, DECK)
        stage.witness.forget()
        stage.sim.world.kick_bot(HARBOUR)
        await eventually(lambda: stage.directory.guild(HARBOUR) is None)
        told = stage.witness.of(HARBOUR)
        assert told[:3] == [STATE, BotVoiceChanged(None), ListenersChanged(())]
        assert told[-1] == GatewayLost()
        with pytest.raises(JoinFailed, match="not on this server"):
            await stage.gateway.join(HARBOUR, DECK)


async def test_a_full_channel_is_refused_with_its_name() -> None:
    async with staged() as stage:
        for person in (seed.NOOR, seed.OTTO):
            stage.sim.world.join_voice(person, CABIN)
        await eventually(lambda: stage.directory.seat(HARBOUR, UserId(seed.OTTO)))
        with pytest.raises(JoinFailed, match="“Quiet Cabin” is full"):
            await stage.gateway.join(HARBOUR, CABIN)
        stage.sim.world.leave_voice(seed.OTTO)
        await eventually(lambda: stage.directory.seat(HARBOUR, UserId(seed.OTTO)) is None)
        await stage.gateway.join(HARBOUR, CABIN)


async def test_a_join_that_discord_does_not_answer_times_out() -> None:
    async with staged(join_timeout=0.2) as stage:
        # The room fills up behind our back, in the moment in which the bot is on its way.
        joining = asyncio.create_task(stage.gateway.join(HARBOUR, CABIN))
        stage.sim.world.join_voice(seed.NOOR, CABIN)
        stage.sim.world.join_voice(seed.OTTO, CABIN)
        with pytest.raises(JoinFailed):
            await joining
        assert stage.directory.bot_channel(HARBOUR) is None
        await stage.gateway.join(HARBOUR, DECK)


async def test_missing_permissions_are_named_at_once() -> None:
    async with staged() as stage:
        world = stage.sim.world
        with pytest.raises(JoinFailed, match=r"Captain's Table.*permission Connect"):
            await stage.gateway.join(HARBOUR, TABLE)
        hidden = Overwrite(HARBOUR, OverwriteKind.ROLE, deny=int(Permission.VIEW_CHANNEL))
        world.update_channel(DECK, overwrites=[hidden])
        await _seen(stage)
        with pytest.raises(JoinFailed, match=r"Main Deck.*permission View Channel"):
            await stage.gateway.join(HARBOUR, DECK)


async def test_permissions_given_to_the_bot_count_at_once() -> None:
    async with staged() as stage:
        world = stage.sim.world
        world.set_roles(HARBOUR, world.bot_id, [seed.HARBOUR_BOT, seed.HARBOUR_DJ])
        await _seen(stage)
        await stage.gateway.join(HARBOUR, TABLE)
        assert stage.directory.bot_channel(HARBOUR) == TABLE


@pytest.mark.parametrize(
    ("channel_id", "sentence"),
    [
        (seed.HARBOUR_WELCOME, "“welcome” is not a voice channel"),
        (seed.STUDIO_A, "does not exist any more"),
        ("17", "does not exist any more"),
    ],
)
async def test_what_is_no_voice_channel_of_the_guild_is_refused(
    channel_id: str, sentence: str
) -> None:
    async with staged() as stage:
        with pytest.raises(JoinFailed, match=sentence):
            await stage.gateway.join(HARBOUR, ChannelId(channel_id))


async def test_a_newer_join_takes_over() -> None:
    async with staged() as stage:
        first = asyncio.create_task(stage.gateway.join(HARBOUR, CABIN))
        await asyncio.sleep(0)
        await stage.gateway.join(HARBOUR, DECK)
        with pytest.raises(JoinFailed, match="elsewhere"):
            await first
        await eventually(lambda: stage.directory.bot_channel(HARBOUR) == DECK)


async def _seen(stage: Stage) -> None:
    """Wait until everything that happened so far has reached the adapter."""
    name = f"Marker {len(stage.witness.changed)}"
    stage.sim.world.update_guild(seed.MOON, name=name)
    await eventually(lambda: name in {guild.name for guild in stage.directory.guilds()})
