"""The player's hands and eyes in Discord: one supervised bot behind the player's ports."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from auth.identity import ChannelId, GuildId, UserId
from player.core.errors import DiscordDown
from player.discord.connection import Connection, Further
from player.discord.directory import GuildDirectory
from player.discord.following import Followers, Following, Written
from player.discord.line import Line
from player.discord.members import Members
from player.discord.mirror import Mirror
from player.discord.people import People
from player.discord.records import Membership
from player.discord.reports import Reports
from player.discord.requests import DiscordRequests
from player.discord.supervisor import Supervisor
from player.discord.voice import Voice
from player.ports import Card, Observe

JOIN_TIMEOUT_S = 8.0
RECONNECT_PATIENCE_S = 10.0


@dataclass(frozen=True, slots=True)
class GatewayStatus:
    """How the gateway is doing, for health pages; `last_error` says why it is not connected."""

    connected: bool
    guilds: int
    latency_ms: float | None
    last_error: str | None


def ignore_change(_guild_id: GuildId) -> None:
    """Stand in where nobody wants to know of changes in the directory."""


def ignore_message(_guild_id: GuildId, _user_id: UserId) -> None:
    """Stand in where nobody wants to know of messages, which are then not even asked for."""


class DiscordGateway:
    """The player's `VoiceGateway`, and the owner of its `directory`.

    `observe` hears what sessions must know, `voice_update` gets the dispatches that the audio node
    needs, `on_change` is called whenever the directory's picture of a guild has changed.
    `on_message` is told of every message that a human writes on a guild; who gives none saves
    Discord and us the trouble.
    """

    def __init__(
        self,
        token: str,
        api_url: str,
        *,
        observe: Observe,
        voice_update: Callable[[Mapping[str, object]], None],
        on_change: Callable[[GuildId], None] = ignore_change,
        on_message: Written | None = None,
        members_intent: bool = False,
        join_timeout: float = JOIN_TIMEOUT_S,
        reconnect_patience: float = RECONNECT_PATIENCE_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._token, self._api_url = token, api_url
        self._further = Further(members_intent, messages=on_message is not None)
        self._mirror, self._line, people = Mirror(), Line(clock), People()
        self._members = Members(self._fetch_member, clock)
        self._requests = DiscordRequests(lambda: self._connection().rest)
        self.directory = GuildDirectory(
            self._mirror, self._line, self._members, people, self._requests.search_members
        )
        self._voice = Voice(self._mirror, self._line, self._send_voice, join_timeout)
        reports = Reports(self._mirror, observe, on_change)
        self._following = Following(
            Followers(
                self._mirror,
                self._line,
                reports,
                self._voice,
                self._members,
                people,
                voice_update,
                on_message or ignore_message,
            )
        )
        self._supervisor = Supervisor(
            self._connect,
            patience=reconnect_patience,
            clock=clock,
            on_end=self._hang_up,
        )
        self._running: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to connect in the background; return at once."""
        if self._running is None:
            self._running = asyncio.create_task(self._supervisor.run(), name="discord gateway")

    async def close(self) -> None:
        """Disconnect in less than a second, and leave no task behind."""
        running, self._running = self._running, None
        if running is not None:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
        await self._members.close()

    def status(self) -> GatewayStatus:
        connection, failure = self._supervisor.connection, self._supervisor.last_failure
        connected = self._line.complete
        return GatewayStatus(
            connected=connected,
            guilds=len(self._mirror),
            latency_ms=connection.latency_ms if connection else None,
            last_error=failure.sentence if failure and not connected else None,
        )

    async def join(self, guild_id: GuildId, channel_id: ChannelId) -> None:
        """Join or move to a channel; return once Discord confirmed it and named a voice server.

        Raises `JoinFailed` with a reason for people, `DiscordDown` without a gateway.
        """
        await self._voice.join(guild_id, channel_id)

    async def leave(self, guild_id: GuildId) -> None:
        """Leave the voice channel, if in any. Raises `DiscordDown` without a gateway."""
        await self._voice.leave(guild_id)

    async def post_card(self, channel_id: ChannelId, card: Card) -> str:
        """Post a card and return its message id; raises `CardRefused` or `DiscordDown`."""
        return await self._requests.post_card(channel_id, card)

    async def edit_card(self, channel_id: ChannelId, message_id: str, card: Card) -> None:
        """Replace a card; raises `CardRefused` when it is gone, or `DiscordDown`."""
        await self._requests.edit_card(channel_id, message_id, card)

    def _connect(self) -> Connection:
        return Connection(
            self._token,
            self._api_url,
            further=self._further,
            sink=self._following,
        )

    def _hang_up(self) -> None:
        for shard in self._line.shards():
            self._following.disconnected(shard)

    async def _send_voice(self, guild_id: GuildId, channel_id: ChannelId | None) -> None:
        await self._connection().send_voice(guild_id, channel_id)

    async def _fetch_member(self, guild_id: GuildId, user_id: UserId) -> Membership | None:
        membership = await self._connection().fetch_member(guild_id, user_id)
        if membership is not None:
            # Without the members intent nobody else tells of roles that were given or taken away.
            self._following.member_seen(guild_id, membership)
        return membership

    def _connection(self) -> Connection:
        if self._supervisor.connection is None:
            raise DiscordDown
        return self._supervisor.connection
