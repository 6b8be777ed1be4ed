"""Knows where people sit, and tells them when they move or when the settings there change."""

from typing import TypedDict

from auth.identity import ChannelId, GuildId, UserId
from player.ports import Directory
from web.faces import Room, guild_icon
from web.live.personal import PersonalEvents

Seating = dict[UserId, tuple[ChannelId, str, str]]
"""Who sits where in a guild: the channel, and the names of channel and guild."""


class GuildFace(TypedDict):
    id: str
    name: str
    icon: str | None


class Place(TypedDict):
    """The voice channel that a person sits in."""

    guild: GuildFace
    channel: Room


class Whereabouts:
    """Where people sit, on whichever guild of the bot."""

    def __init__(self, directory: Directory, cdn_url: str) -> None:
        self._directory = directory
        self._cdn_url = cdn_url

    def of(self, user_id: UserId) -> Place | None:
        for seat in self._directory.seats_of(user_id):
            guild = self._directory.guild(seat.guild_id)
            if guild is not None:
                icon = guild_icon(self._cdn_url, guild.id, guild.icon)
                channel = self._directory.channel(seat.channel_id)
                return Place(
                    guild=GuildFace(id=guild.id, name=guild.name, icon=icon),
                    channel=Room(id=seat.channel_id, name=channel.name if channel else ""),
                )
        return None


class Movements:
    """Watches the guilds, and sends the events `connection` and `settings`."""

    def __init__(
        self, directory: Directory, whereabouts: Whereabouts, personal: PersonalEvents
    ) -> None:
        self._directory = directory
        self._whereabouts = whereabouts
        self._personal = personal
        self._seatings: dict[GuildId, Seating] = {}

    def guild_changed(self, guild_id: GuildId) -> None:
        """Tell everybody whose place in a guild is another, or has another name."""
        if not self._directory.connected:
            # People have not moved because we cannot see them.
            return
        before, after = self._seatings.pop(guild_id, {}), self._seating(guild_id)
        if after:
            self._seatings[guild_id] = after
        for user_id in before.keys() | after.keys():
            moved = before.get(user_id) != after.get(user_id)
            if moved and self._personal.has_audience(user_id):
                self._personal.publish(user_id, "connection", self._whereabouts.of(user_id))

    def settings_changed(self, guild_id: GuildId) -> None:
        """Tell everybody who sits in voice in a guild that its settings are others now."""
        for seat in self._directory.sitters(guild_id):
            self._personal.publish(seat.person.id, "settings", {"guild_id": guild_id})

    def _seating(self, guild_id: GuildId) -> Seating:
        guild = self._directory.guild(guild_id)
        seating: Seating = {}
        for seat in self._directory.sitters(guild_id):
            channel = self._directory.channel(seat.channel_id)
            names = (channel.name if channel else "", guild.name if guild else "")
            seating[seat.person.id] = (seat.channel_id, *names)
        return seating
