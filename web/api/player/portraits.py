"""Draws a guild's members, roles and channels in the documented shapes."""

from collections.abc import Iterable, Sequence

from auth.identity import ChannelId, GuildId, Person, RoleId, UserId
from player import guilds
from player.core.errors import DiscordDown
from player.guilds import ChannelKind
from player.ports import Directory
from web.api.player.drawing import draw_user
from web.api.player.settings_shapes import Channel, Member, Role

NO_COLOR = "#000000"


class Portraits:
    """Draws what belongs to one guild, as the directory knows it at the moment."""

    def __init__(self, directory: Directory, guild_id: GuildId, cdn_url: str) -> None:
        self._directory = directory
        self._guild_id = guild_id
        self._cdn_url = cdn_url
        self._ranked = [role for role in directory.roles(guild_id) if not role.is_everyone]

    def roles(self) -> list[Role]:
        """Draw the roles, the highest first; @everyone is nobody's role here."""
        return [draw_role(role) for role in self._ranked]

    def roles_of(self, ids: Iterable[RoleId]) -> list[Role]:
        wanted = set(ids)
        return [draw_role(role) for role in self._ranked if role.id in wanted]

    def channels(self) -> list[Channel]:
        return [draw_channel(channel) for channel in self._directory.channels(self._guild_id)]

    def channels_for(self, member: guilds.Member) -> list[Channel]:
        """Draw the channels that a member may see."""
        return [draw_channel(channel) for channel in self._directory.visible_channels(member)]

    def channel(self, channel_id: ChannelId | None) -> Channel | None:
        channel = self._directory.channel(channel_id) if channel_id else None
        return draw_channel(channel) if channel else None

    def member(self, member: guilds.Member) -> Member:
        return self._person(member.person, self._color(member.roles))

    def members(self, members: Sequence[guilds.Member]) -> list[Member]:
        return [self.member(member) for member in members]

    async def user(self, user_id: UserId) -> Member | None:
        """Draw somebody by id, from memory while Discord is down; None who is no member."""
        try:
            member = await self._directory.member(self._guild_id, user_id)
        except DiscordDown:
            seen = self._directory.person(self._guild_id, user_id)
            return self._person(seen or Person(user_id, "", "Somebody"), NO_COLOR)
        return self.member(member) if member else None

    def _person(self, person: Person, color: str) -> Member:
        return Member(**draw_user(person, self._cdn_url), color=color)

    def _color(self, ids: Iterable[RoleId]) -> str:
        colors = (role["color"] for role in self.roles_of(ids))
        return next((color for color in colors if color != NO_COLOR), NO_COLOR)


def draw_role(role: guilds.Role) -> Role:
    return Role(name=role.name, id=role.id, color=hex_color(role.color))


def draw_channel(channel: guilds.Channel) -> Channel:
    return Channel(
        name=channel.name,
        id=channel.id,
        voice=channel.kind is ChannelKind.VOICE,
        text=channel.kind is ChannelKind.TEXT,
    )


def hex_color(color: int) -> str:
    return f"#{color:06x}"
