"""What the mirror keeps of guilds beyond the values that everybody sees."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from auth.identity import ChannelId, Person, RoleId, UserId
from player.discord.permissions import Overwrite, channel_permissions, layers_for
from player.guilds import Channel, ChannelKind, Guild, Permission, Role, Seat


@dataclass(frozen=True, slots=True)
class Membership:
    """A person's place in a guild as Discord stores it: roles by id, nothing summed up yet.

    `roles` holds @everyone too, whose id is the guild's.
    """

    person: Person
    roles: frozenset[RoleId]
    bot: bool = False
    timed_out_until: datetime | None = None

    def timed_out(self, now: datetime) -> bool:
        return self.timed_out_until is not None and self.timed_out_until > now


@dataclass(frozen=True, slots=True)
class Rank:
    """A role and its height in the guild's list of roles."""

    role: Role
    position: int


@dataclass(frozen=True, slots=True)
class Room:
    """A channel, its place in the list, and what decides who may enter it.

    A `user_limit` of 0 means none.
    """

    channel: Channel
    category_id: ChannelId | None = None
    position: int = 0
    user_limit: int = 0
    overwrites: Mapping[str, Overwrite] = field(default_factory=dict)

    @property
    def is_voice(self) -> bool:
        return self.channel.kind is ChannelKind.VOICE


@dataclass(slots=True)
class GuildRecord:
    """Everything that Discord last said of one guild.

    `own` is the bot's own membership. `available` turns false in an outage of the guild; what was
    known before stays readable.
    """

    guild: Guild
    ranks: dict[RoleId, Rank] = field(default_factory=dict)
    rooms: dict[ChannelId, Room] = field(default_factory=dict)
    seats: dict[UserId, Seat] = field(default_factory=dict)
    own: Membership | None = None
    available: bool = True

    def rooms_in_order(self) -> list[Room]:
        """Return the channels as Discord lists them: by category, text before voice."""
        return sorted(self.rooms.values(), key=self._place)

    def ranks_in_order(self) -> list[Rank]:
        """Return the roles, the highest first; the last is @everyone."""
        return sorted(self.ranks.values(), key=lambda rank: (-rank.position, by_age(rank.role.id)))

    def permissions_in(
        self, room: Room, user_id: UserId, roles: Collection[RoleId], *, timed_out: bool = False
    ) -> Permission:
        """Sum what somebody with these roles, @everyone included, may do in a channel."""
        return channel_permissions(
            (self.ranks[role].role.permissions for role in roles if role in self.ranks),
            layers_for(room.overwrites, self.guild.id, roles, user_id),
            owner=user_id == self.guild.owner_id,
            timed_out=timed_out,
        )

    def _place(self, room: Room) -> tuple[object, ...]:
        """Channels outside of any category come first; a category heads its own channels."""
        category = self.rooms.get(room.category_id) if room.category_id else None
        heads = room.channel.kind is ChannelKind.OTHER and category is None
        top = category or (room if heads else None)
        section = (top.position + 1, by_age(top.channel.id)) if top else (0, by_age(""))
        return section, not heads, room.is_voice, room.position, by_age(room.channel.id)


def by_age(snowflake: str) -> tuple[int, str]:
    """Order ids as the numbers that they are, oldest first."""
    return len(snowflake), snowflake
