"""One life of the hikari bot: built, started, watched, and closed without leftovers."""

import asyncio
import math
from dataclasses import dataclass
from typing import Protocol

import hikari
import structlog

from auth.identity import ChannelId, GuildId, UserId
from player.core.errors import DiscordDown
from player.discord.failures import explain, trace_of
from player.discord.leftovers import end_leftovers, gateway_tasks
from player.discord.line import Shard
from player.discord.payloads import Payload, membership_from_rest
from player.discord.records import Membership

log = structlog.get_logger()

SILENCE_S = 60.0
REQUEST_S = 8.0
CLOSE_S = 0.6
LOOKS = 10
"""How often one looks whether a line is dead, before it counts as dead."""

ABSENT = frozenset({10004, 10007, 10013, 50001})
"""Discord's codes for: unknown guild, unknown member, unknown user, no access to the guild."""


@dataclass(frozen=True, slots=True)
class Further:
    """What Discord shall tell of besides guilds and voice."""

    members: bool = False
    messages: bool = False


class Sink(Protocol):
    """Takes what the gateway delivers, in order."""

    def dispatched(self, shard: Shard, name: str, payload: Payload) -> None: ...

    def disconnected(self, shard: Shard) -> None: ...


class Connection:
    """A bot that is started once and closed once.

    hikari's typed events and its cache stay unused: reading a guild whole, they lose it over one
    odd field, and the cache is emptied on close. We read the few fields we need ourselves.
    """

    def __init__(self, token: str, api_url: str, *, further: Further, sink: Sink) -> None:
        self._sink = sink
        self._before = gateway_tasks()
        self._closing = False
        self._starting: asyncio.Timeout | None = None
        self._shards: dict[Shard, hikari.api.GatewayShard] = {}
        self._bot = _build_bot(token, api_url, further)
        self._bot.subscribe(hikari.ShardPayloadEvent, self._on_payload)
        self._bot.subscribe(hikari.ShardDisconnectedEvent, self._on_disconnected)
        self._bot.subscribe(hikari.ExceptionEvent, self._on_exception)

    @property
    def latency_ms(self) -> float | None:
        latency = self._bot.heartbeat_latency
        return None if math.isnan(latency) else latency * 1000

    async def open(self) -> None:
        """Start; return when every shard is ready, raise when Discord stays silent for a minute."""
        async with asyncio.timeout(SILENCE_S) as self._starting:
            await self._bot.start(check_for_updates=False)
        self._starting = None

    async def ended(self) -> None:
        """Wait until the bot has stopped; raise what stopped it."""
        await self._bot.join()

    async def died(self, patience: float) -> None:
        """Wait until no shard has had a socket for `patience` seconds, whether told of that or not.

        hikari tells of a lost line once it has closed the socket, and that may take for ever.
        """
        without = 0.0
        while without < patience:
            await asyncio.sleep(patience / LOOKS)
            alive = any(shard.is_connected for shard in self._shards.values())
            without = 0.0 if alive else without + patience / LOOKS

    async def close(self) -> None:
        """Close in less than a second, also in the middle of starting."""
        self._closing = True
        if self._bot.is_alive:
            try:
                async with asyncio.timeout(CLOSE_S):
                    await self._bot.close()
            except TimeoutError:
                log.info("discord_close_cut_short")
        if self._bot.rest.is_alive:
            await self._bot.rest.close()
        await end_leftovers(self._before)

    async def send_voice(self, guild_id: GuildId, channel_id: ChannelId | None) -> None:
        """Ask to be put into a channel, deafened because we never listen; None means leave."""
        channel = hikari.Snowflake(channel_id) if channel_id else None
        deaf = hikari.UNDEFINED if channel is None else True
        shard = self._shard_of(guild_id)
        try:
            await shard.update_voice_state(hikari.Snowflake(guild_id), channel, self_deaf=deaf)
        except (hikari.HikariError, AssertionError, OSError) as error:
            # hikari asserts that the socket is still there after it has waited for its turn.
            raise DiscordDown from error

    async def fetch_member(self, guild_id: GuildId, user_id: UserId) -> Membership | None:
        """Ask over REST; None if not a member. Raises `DiscordDown`."""
        try:
            async with asyncio.timeout(REQUEST_S):
                member = await self._bot.rest.fetch_member(int(guild_id), int(user_id))
            return membership_from_rest(member)
        except Exception as error:
            # Whatever went wrong on the way, it proves no membership.
            if isinstance(error, hikari.ClientHTTPResponseError) and error.code in ABSENT:
                return None
            log.warning("discord_member_unanswered", reason=explain(error).sentence)
            raise DiscordDown from error

    @property
    def rest(self) -> hikari.api.RESTClient:
        return self._bot.rest

    async def _on_payload(self, event: hikari.ShardPayloadEvent) -> None:
        if self._closing:
            return
        if event.name == "READY":
            # The bot itself lists its shards only later, when its start is over.
            self._shards[_shard(event.shard)] = event.shard
            self._grant_another_minute()
        self._sink.dispatched(_shard(event.shard), event.name, event.payload)

    async def _on_disconnected(self, event: hikari.ShardDisconnectedEvent) -> None:
        if not self._closing:
            self._sink.disconnected(_shard(event.shard))

    async def _on_exception(self, event: hikari.ExceptionEvent[hikari.Event]) -> None:
        failed = event.failed_event
        dispatch = failed.name if isinstance(failed, hikari.ShardPayloadEvent) else "disconnected"
        log.error("discord_event_failed", dispatch=dispatch, trace=trace_of(event.exception))

    def _shard_of(self, guild_id: GuildId) -> hikari.api.GatewayShard:
        for key, shard in self._shards.items():
            if key.carries(guild_id):
                return shard
        raise DiscordDown

    def _grant_another_minute(self) -> None:
        """Let the next shard have its own minute; many shards start one after the other."""
        if self._starting and not self._starting.expired():
            self._starting.reschedule(asyncio.get_running_loop().time() + SILENCE_S)


def _shard(shard: hikari.api.GatewayShard) -> Shard:
    return Shard(shard.id, shard.shard_count)


def _build_bot(token: str, api_url: str, further: Further) -> hikari.GatewayBot:
    """Build the bot; raises ValueError when the token is no bot token at all."""
    intents = hikari.Intents.GUILDS | hikari.Intents.GUILD_VOICE_STATES
    if further.members:
        intents |= hikari.Intents.GUILD_MEMBERS
    if further.messages:
        intents |= hikari.Intents.GUILD_MESSAGES
    return hikari.GatewayBot(
        token,
        rest_url=api_url,
        banner=None,
        logs=None,
        suppress_optimization_warning=True,
        intents=intents,
        auto_chunk_members=False,
        cache_settings=hikari.impl.CacheSettings(components=hikari.api.CacheComponents.NONE),
        max_rate_limit=REQUEST_S,
        max_retries=1,
    )
