"""The real gateway library lives with the simulated Discord as with the real one."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

import hikari
import pytest

from sim.discord import seed
from sim.discord.server import SimulatedDiscord

C = hikari.api.CacheComponents
PATIENCE_S = 10.0
Seen = TypeVar("Seen", bound=hikari.Event)


class Witness:
    """Keeps the events that a bot has dispatched, and waits for some."""

    def __init__(self, bot: hikari.GatewayBot) -> None:
        self.events: list[hikari.Event] = []
        self._news = asyncio.Event()
        bot.subscribe(hikari.Event, self._note)

    async def sees(
        self, kind: type[Seen], which: Callable[[Seen], bool] = lambda _event: True
    ) -> Seen:
        """Return the first such event, waiting for it if need be."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                self._news.clear()
                for event in self.events:
                    assert not isinstance(event, hikari.ExceptionEvent), event
                    if isinstance(event, kind) and which(event):
                        return event
                await self._news.wait()

    async def _note(self, event: hikari.Event) -> None:
        self.events.append(event)
        self._news.set()


@pytest.fixture(name="discord")
async def _discord() -> AsyncIterator[SimulatedDiscord]:
    discord = SimulatedDiscord()
    await discord.start()
    yield discord
    await discord.stop()


def build_bot(discord: SimulatedDiscord) -> hikari.GatewayBot:
    return hikari.GatewayBot(
        discord.bot_token,
        rest_url=discord.api_url,
        banner=None,
        logs=None,
        suppress_optimization_warning=True,
        intents=hikari.Intents.GUILDS | hikari.Intents.GUILD_VOICE_STATES,
        auto_chunk_members=False,
        cache_settings=hikari.impl.CacheSettings(
            only_my_member=True,
            components=C.GUILDS | C.GUILD_CHANNELS | C.ROLES | C.VOICE_STATES | C.MEMBERS | C.ME,
        ),
    )


def is_about(guild_id: str) -> Callable[[hikari.GuildAvailableEvent], bool]:
    return lambda event: str(event.guild_id) == guild_id


@asynccontextmanager
async def online(bot: hikari.GatewayBot) -> AsyncIterator[hikari.GatewayBot]:
    """Close the bot in the end, whatever happens: it would hold on to the loop for ever."""
    try:
        yield bot
    finally:
        if bot.is_alive:
            await bot.close()


@pytest.fixture(name="bot")
async def _bot(discord: SimulatedDiscord) -> AsyncIterator[hikari.GatewayBot]:
    async with online(build_bot(discord)) as bot:
        yield bot


@pytest.fixture(name="witness")
async def _witness(bot: hikari.GatewayBot) -> Witness:
    """A bot that is online and has all its guilds."""
    witness = Witness(bot)
    await bot.start(check_for_updates=False)
    for guild_id in seed.GUILDS_WITH_BOT:
        await witness.sees(hikari.GuildAvailableEvent, is_about(guild_id))
    return witness


@pytest.mark.usefixtures("witness")
async def test_guilds_channels_roles_and_voice_are_cached(
    discord: SimulatedDiscord, bot: hikari.GatewayBot
) -> None:
    guild = bot.cache.get_guild(int(seed.HARBOUR))
    assert guild is not None
    states = bot.cache.get_voice_states_view_for_guild(guild.id)
    assert guild.name == "Harbour Lights"
    assert str(guild.owner_id) == seed.ADA
    assert {str(user_id) for user_id in states} == {
        state.user_id for state in discord.voice_states(seed.HARBOUR)
    }
    leila = states[hikari.Snowflake(seed.LEILA)]
    assert leila.member is not None
    assert leila.member.display_name == "ليلى حداد"
    everything = discord.world.guild(seed.HARBOUR)
    assert {str(one) for one in guild.get_channels()} == set(everything.channels)
    assert {str(one) for one in guild.get_roles()} == set(everything.roles)
    own = guild.get_my_member()
    assert own is not None
    assert seed.HARBOUR_BOT in map(str, own.role_ids)


async def test_joining_voice_brings_both_events(
    discord: SimulatedDiscord, bot: hikari.GatewayBot, witness: Witness
) -> None:
    await bot.update_voice_state(int(seed.HARBOUR), int(seed.MAIN_DECK), self_deaf=True)
    server = await witness.sees(hikari.VoiceServerUpdateEvent)
    state = await witness.sees(
        hikari.VoiceStateUpdateEvent, lambda event: str(event.state.user_id) == discord.client_id
    )
    assert server.raw_endpoint == "127.0.0.1:50001"
    assert server.token
    assert state.state.is_self_deafened
    assert discord.world.voice_state(seed.HARBOUR, discord.client_id).self_deaf


async def test_people_are_seen_coming_and_going(
    discord: SimulatedDiscord, witness: Witness
) -> None:
    discord.world.join_voice(seed.NOOR, seed.MAIN_DECK)
    discord.world.leave_voice(seed.NOOR)
    left = await witness.sees(
        hikari.VoiceStateUpdateEvent,
        lambda event: str(event.state.user_id) == seed.NOOR and event.state.channel_id is None,
    )
    assert left.old_state is not None
    assert str(left.old_state.channel_id) == seed.MAIN_DECK


@pytest.mark.usefixtures("witness")
async def test_members_are_fetched_fresh(discord: SimulatedDiscord, bot: hikari.GatewayBot) -> None:
    before = await bot.rest.fetch_member(int(seed.HARBOUR), int(seed.JUNO))
    discord.world.set_roles(seed.HARBOUR, seed.JUNO, [])
    after = await bot.rest.fetch_member(int(seed.HARBOUR), int(seed.JUNO))
    assert seed.HARBOUR_DJ in map(str, before.role_ids)
    assert [str(role_id) for role_id in after.role_ids] == [seed.HARBOUR]
    with pytest.raises(hikari.NotFoundError) as missing:
        await bot.rest.fetch_member(int(seed.HARBOUR), int(seed.TOMAS))
    assert missing.value.code == 10007


@pytest.mark.usefixtures("witness")
async def test_everything_rest_offers_is_understood(
    discord: SimulatedDiscord, bot: hikari.GatewayBot
) -> None:
    rest = bot.rest
    assert str((await rest.fetch_my_user()).id) == discord.client_id
    application = await rest.fetch_application()
    assert str(application.id) == discord.client_id
    assert (await rest.fetch_guild(int(seed.STUDIO))).name == "Studio Neun 🎛️"
    stage = await rest.fetch_channel(int(seed.TOWN_HALL))
    assert isinstance(stage, hikari.GuildStageChannel)
    assert len(await rest.fetch_roles(int(seed.MOON))) == 3
    guilds = [guild async for guild in rest.fetch_my_guilds()]
    assert [str(guild.id) for guild in guilds] == sorted(seed.GUILDS_WITH_BOT, key=int)
    state = await rest.fetch_voice_state(int(seed.HARBOUR), int(seed.ADA))
    assert str(state.channel_id) == seed.MAIN_DECK
    message = await rest.create_message(int(seed.HARBOUR_WELCOME), "Ahoy")
    assert (await message.edit("Ahoy!")).content == "Ahoy!"
    discord.rate_limit_next(1, "/users/@me", 0.05)
    assert str((await rest.fetch_my_user()).id) == discord.client_id


async def test_slash_commands_reach_the_bot(
    discord: SimulatedDiscord, bot: hikari.GatewayBot, witness: Witness
) -> None:
    builder = bot.rest.slash_command_builder("skip", "Skip this track")
    await bot.rest.set_application_commands(int(discord.client_id), [builder])
    use = discord.interactions.use(seed.NOOR, seed.HARBOUR_REQUESTS, "skip")
    event = await witness.sees(hikari.CommandInteractionCreateEvent)
    await event.interaction.create_initial_response(hikari.ResponseType.MESSAGE_CREATE, "Skipped")
    assert str(event.interaction.user.id) == seed.NOOR
    assert use.responses[0]["data"]["content"] == "Skipped"


async def test_members_are_requested_by_name(bot: hikari.GatewayBot, witness: Witness) -> None:
    await bot.request_guild_members(int(seed.HARBOUR), query="noor", limit=5)
    chunk = await witness.sees(hikari.MemberChunkEvent)
    assert [str(user_id) for user_id in chunk.members] == [seed.NOOR]


async def test_the_bot_is_invited_and_kicked(discord: SimulatedDiscord, witness: Witness) -> None:
    discord.world.invite_bot(seed.BINDERS)
    joined = await witness.sees(hikari.GuildJoinEvent)
    discord.world.set_guild_unavailable(seed.MOON, unavailable=True)
    outage = await witness.sees(hikari.GuildUnavailableEvent)
    discord.world.kick_bot(seed.BINDERS)
    left = await witness.sees(hikari.GuildLeaveEvent)
    assert str(joined.guild_id) == str(left.guild_id) == seed.BINDERS
    assert str(outage.guild_id) == seed.MOON


async def test_a_dropped_connection_is_resumed(
    discord: SimulatedDiscord, bot: hikari.GatewayBot, witness: Witness
) -> None:
    await bot.update_voice_state(int(seed.HARBOUR), int(seed.MAIN_DECK))
    await witness.sees(hikari.VoiceServerUpdateEvent)
    discord.drop_gateways(4000)
    discord.world.leave_voice(seed.FOX)
    await witness.sees(hikari.ShardResumedEvent)
    missed = await witness.sees(
        hikari.VoiceStateUpdateEvent, lambda event: str(event.state.user_id) == seed.FOX
    )
    assert missed.state.channel_id is None
    assert discord.world.voice_state(seed.HARBOUR, discord.client_id)


async def test_a_restarted_bot_finds_its_seat(
    discord: SimulatedDiscord, bot: hikari.GatewayBot, witness: Witness
) -> None:
    await bot.update_voice_state(int(seed.HARBOUR), int(seed.MAIN_DECK))
    first = await witness.sees(hikari.VoiceServerUpdateEvent)
    await bot.close()
    async with online(build_bot(discord)) as again:
        later = Witness(again)
        await again.start(check_for_updates=False)
        await later.sees(hikari.GuildAvailableEvent, is_about(seed.HARBOUR))
        own = again.cache.get_voice_state(int(seed.HARBOUR), int(discord.client_id))
        await again.update_voice_state(int(seed.HARBOUR), int(seed.MAIN_DECK))
        second = await later.sees(hikari.VoiceServerUpdateEvent)
    assert own is not None
    assert str(own.channel_id) == seed.MAIN_DECK
    assert second.token != first.token, "a new session needs a new way into the same room"


async def test_a_wrong_token_and_a_forbidden_intent_are_refused(discord: SimulatedDiscord) -> None:
    bot = hikari.GatewayBot(
        f"{discord.bot_token}x", rest_url=discord.api_url, banner=None, logs=None
    )
    async with online(bot):
        with pytest.raises(hikari.UnauthorizedError):
            await bot.start(check_for_updates=False)
    curious = hikari.GatewayBot(
        discord.bot_token,
        rest_url=discord.api_url,
        banner=None,
        logs=None,
        intents=hikari.Intents.GUILD_MEMBERS,
    )
    async with online(curious):
        with pytest.raises(hikari.GatewayServerClosedConnectionError) as closed:
            await curious.start(check_for_updates=False)
    assert closed.value.code == 4014
