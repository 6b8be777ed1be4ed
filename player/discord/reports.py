"""Tells each guild's session what it must know of Discord, in a fixed order."""

from collections.abc import Callable

from auth.identity import ChannelId, GuildId
from player.core.commands import BotVoiceChanged, GatewayLost, GatewayReady, ListenersChanged
from player.discord.mirror import Mirror
from player.ports import Observe

Told = tuple[ChannelId | None, ListenersChanged]


class Reports:
    """Turns changes of the mirror into observations.

    A guild within reach begins with GatewayReady, BotVoiceChanged if the bot sits anywhere, and
    ListenersChanged. Whenever the bot's place and its listeners both change, the place comes first.
    """

    def __init__(
        self, mirror: Mirror, observe: Observe, on_change: Callable[[GuildId], None]
    ) -> None:
        self._mirror = mirror
        self._observe = observe
        self._on_change = on_change
        self._within_reach: set[GuildId] = set()
        self._told: dict[GuildId, Told] = {}

    def ready(self, guild_id: GuildId) -> None:
        """Report that a guild is within reach (again), and how things stand in it."""
        self._within_reach.add(guild_id)
        self._observe(guild_id, GatewayReady())
        self._told.pop(guild_id, None)
        if self._mirror.bot_channel(guild_id) is None:
            # Discord unseats a bot whose session ends; "nowhere" must not look as if somebody
            # had disconnected it, while the session rejoins.
            self.seats(guild_id)
        else:
            self.bot_voice(guild_id)

    def lost(self, guild_id: GuildId) -> None:
        if guild_id in self._within_reach:
            self._within_reach.discard(guild_id)
            self._observe(guild_id, GatewayLost())
            self._on_change(guild_id)

    def gone(self, guild_id: GuildId) -> None:
        """Report that the bot was removed from a guild, which the mirror has dropped already."""
        self.bot_voice(guild_id)
        self._told.pop(guild_id, None)
        self.lost(guild_id)

    def bot_voice(self, guild_id: GuildId) -> None:
        """Report the bot's own place, then the listeners if they or the place are new."""
        self._observe(guild_id, BotVoiceChanged(self._mirror.bot_channel(guild_id)))
        self.seats(guild_id)

    def seats(self, guild_id: GuildId) -> None:
        """Report the listeners unless nothing about them has changed."""
        seats = self._mirror.listeners(guild_id)
        listeners = tuple(seat.person.id for seat in seats)
        deafened = tuple(seat.person.id for seat in seats if seat.deafened)
        badges = tuple(self._mirror.badge(seat) for seat in seats)
        audience = ListenersChanged(listeners, deafened, badges)
        now: Told = (self._mirror.bot_channel(guild_id), audience)
        if self._told.get(guild_id) != now:
            self._told[guild_id] = now
            self._observe(guild_id, audience)
        self._on_change(guild_id)

    def changed(self, guild_id: GuildId) -> None:
        """Report that a name, a role or a channel has changed, and what that makes of listeners."""
        if guild_id in self._within_reach:
            self.seats(guild_id)
        else:
            self._on_change(guild_id)
