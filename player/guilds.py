"""What we know of Discord guilds and of the people in them, as plain values."""

from dataclasses import dataclass, field
from enum import IntFlag, StrEnum

from auth.identity import ChannelId, GuildId, Person, RoleId, UserId


class Permission(IntFlag):
    """The guild permissions that we read (Discord permission bit field)."""

    ADMINISTRATOR = 1 << 3
    MANAGE_GUILD = 1 << 5
    VIEW_CHANNEL = 1 << 10
    CONNECT = 1 << 20
    SPEAK = 1 << 21


class ChannelKind(StrEnum):
    TEXT = "text"
    VOICE = "voice"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Guild:
    """A guild that the bot is in; `icon` is Discord's image hash."""

    id: GuildId
    name: str
    icon: str | None
    owner_id: UserId
    member_count: int


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of a guild; stage channels count as voice."""

    id: ChannelId
    guild_id: GuildId
    name: str
    kind: ChannelKind


@dataclass(frozen=True, slots=True)
class Role:
    """A role; `color` is an RGB integer, 0 meaning none."""

    id: RoleId
    guild_id: GuildId
    name: str
    color: int
    permissions: Permission

    @property
    def is_everyone(self) -> bool:
        """Say whether this is @everyone, which Discord keeps under the guild's own id."""
        return str(self.id) == str(self.guild_id)


@dataclass(frozen=True, slots=True)
class Member:
    """A person as a member of one guild, with guild-level permissions."""

    person: Person
    guild_id: GuildId
    roles: frozenset[RoleId] = field(default_factory=frozenset)
    permissions: Permission = Permission(0)

    @property
    def is_admin(self) -> bool:
        return bool(self.permissions & Permission.ADMINISTRATOR)

    @property
    def manages(self) -> bool:
        return self.is_admin or bool(self.permissions & Permission.MANAGE_GUILD)


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody's place in a voice channel, and the roles that they were last seen with."""

    person: Person
    guild_id: GuildId
    channel_id: ChannelId
    deafened: bool = False
    bot: bool = False
    roles: frozenset[RoleId] = frozenset()
