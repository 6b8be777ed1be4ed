"""Moves the bot in and out of voice channels and waits until Discord confirms it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

import structlog

from auth.identity import ChannelId, GuildId
from player.core.errors import DiscordDown, JoinFailed, PlayerError
from player.discord.entry import refusal
from player.discord.line import Line
from player.discord.mirror import Mirror

log = structlog.get_logger()

LEAVE_TIMEOUT_S = 3.0

Send = Callable[[GuildId, ChannelId | None], Awaitable[None]]
"""Sends the gateway's voice state update; raises `DiscordDown`."""


@dataclass(slots=True)
class Errand:
    """A change of place that was asked for; `outcome` gets None, or why it came to nothing."""

    channel_id: ChannelId | None
    outcome: asyncio.Future[PlayerError | None]
    waiting: int = 0
    arrived: bool = False
    served: bool = False

    def fail(self, reason: PlayerError) -> None:
        if not self.outcome.done():
            self.outcome.set_result(reason)

    def settle(self) -> None:
        """Succeed when Discord has confirmed all: leaving needs no voice server."""
        done = self.arrived and (self.served or self.channel_id is None)
        if done and not self.outcome.done():
            self.outcome.set_result(None)


class Voice:
    """One errand per guild at a time; a newer one to another place takes over."""

    def __init__(self, mirror: Mirror, line: Line, send: Send, join_timeout: float) -> None:
        self._mirror = mirror
        self._line = line
        self._send = send
        self._join_timeout = join_timeout
        self._errands: dict[GuildId, Errand] = {}
        # Guilds in which this gateway session has put the bot somewhere, and has a voice server.
        self._placed: set[GuildId] = set()
        self._served: set[GuildId] = set()

    async def join(self, guild_id: GuildId, channel_id: ChannelId) -> None:
        """Go to a channel; return once Discord confirmed the place and named a voice server."""
        self._require_line(guild_id)
        if reason := refusal(self._mirror, guild_id, channel_id):
            raise JoinFailed(reason)
        if self._stands(guild_id, channel_id):
            return
        try:
            async with asyncio.timeout(self._join_timeout):
                await self._run(guild_id, channel_id)
        except TimeoutError:
            log.warning("voice_join_unconfirmed", guild_id=guild_id, channel_id=channel_id)
            raise JoinFailed from None

    async def leave(self, guild_id: GuildId) -> None:
        """Leave the voice channel, if in any; silence from Discord is logged and no error."""
        self._require_line(guild_id)
        if guild_id not in self._errands and self._mirror.bot_channel(guild_id) is None:
            return
        try:
            async with asyncio.timeout(LEAVE_TIMEOUT_S):
                await self._run(guild_id, None)
        except TimeoutError:
            log.warning("voice_leave_unconfirmed", guild_id=guild_id)
        except JoinFailed:
            log.info("voice_leave_superseded", guild_id=guild_id)

    def bot_moved(self, guild_id: GuildId) -> None:
        """Take note of the bot's own voice state, which the mirror has already."""
        channel_id = self._mirror.bot_channel(guild_id)
        if channel_id is None:
            self._placed.discard(guild_id)
            self._served.discard(guild_id)
        else:
            self._placed.add(guild_id)
        if errand := self._errands.get(guild_id):
            errand.arrived = channel_id == errand.channel_id
            errand.settle()

    def server_assigned(self, guild_id: GuildId, endpoint: str | None) -> None:
        """Take note of a voice server; without an endpoint it is gone, and another will follow."""
        if endpoint is None:
            self._served.discard(guild_id)
            return
        self._served.add(guild_id)
        if errand := self._errands.get(guild_id):
            errand.served = True
            errand.settle()

    def line_lost(self, guild_ids: Iterable[GuildId]) -> None:
        for guild_id in guild_ids:
            if errand := self._errands.get(guild_id):
                errand.fail(DiscordDown())

    def session_renewed(self, guild_ids: Iterable[GuildId]) -> None:
        """Take note that places and servers of an earlier gateway session are worth nothing now."""
        self._placed.difference_update(guild_ids)
        self._served.difference_update(guild_ids)

    def _require_line(self, guild_id: GuildId) -> None:
        if not self._line.reaches(guild_id):
            raise DiscordDown

    def _stands(self, guild_id: GuildId, channel_id: ChannelId) -> bool:
        """Say whether the bot is there and stays, with a voice server of this gateway session."""
        settled = self._is_in(guild_id, channel_id) and guild_id in self._served
        return settled and guild_id not in self._errands

    def _is_in(self, guild_id: GuildId, channel_id: ChannelId | None) -> bool:
        return guild_id in self._placed and self._mirror.bot_channel(guild_id) == channel_id

    async def _run(self, guild_id: GuildId, channel_id: ChannelId | None) -> None:
        errand = self._errands.get(guild_id)
        shared = errand is not None and errand.channel_id == channel_id
        if errand is None or not shared:
            errand = self._begin(guild_id, channel_id)
        errand.waiting += 1
        try:
            if not shared:
                await self._send_for(errand, guild_id)
            # Shielded because others may wait for the same errand.
            failure = await asyncio.shield(errand.outcome)
        finally:
            errand.waiting -= 1
            if not errand.waiting and self._errands.get(guild_id) is errand:
                del self._errands[guild_id]
        if failure is not None:
            raise failure

    def _begin(self, guild_id: GuildId, channel_id: ChannelId | None) -> Errand:
        if superseded := self._errands.get(guild_id):
            superseded.fail(JoinFailed("The bot was sent elsewhere in the meantime."))
        errand = Errand(channel_id, asyncio.get_running_loop().create_future())
        errand.arrived = self._is_in(guild_id, channel_id)
        self._errands[guild_id] = errand
        return errand

    async def _send_for(self, errand: Errand, guild_id: GuildId) -> None:
        try:
            await self._send(guild_id, errand.channel_id)
        except DiscordDown as down:
            errand.fail(down)
