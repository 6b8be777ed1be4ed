"""Answers who and what is in the guilds: live from the gateway, members over REST."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

from auth.identity import ChannelId, GuildId, Person, UserId
from player.core.errors import DiscordDown
from player.core.standing import Badge
from player.discord.line import Line
from player.discord.members import Members
from player.discord.mirror import Mirror
from player.discord.people import People
from player.discord.permissions import guild_permissions
from player.discord.records import GuildRecord, Membership
from player.guilds import Channel, Guild, Member, Permission, Role, Seat

Search = Callable[[GuildId, str], Awaitable[Sequence[Membership]]]
"""Asks Discord for members by the beginning of their names. Raises `DiscordDown`."""


def utc_now() -> datetime:
    return datetime.now(UTC)


class GuildDirectory:
    """The player's `Directory`.

    While Discord is down the last word stays readable, for drawing; `member` then answers from what
    is less than a minute old, or refuses.
    """

    def __init__(
        self,
        mirror: Mirror,
        line: Line,
        members: Members,
        people: People,
        search: Search,
        *,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._mirror = mirror
        self._line = line
        self._members = members
        self._people = people
        self._search = search
        self._now = now

    @property
    def connected(self) -> bool:
        return self._line.complete

    def guilds(self) -> Sequence[Guild]:
        """Return the guilds of the bot by name."""
        guilds = [record.guild for record in self._mirror.records()]
        return sorted(guilds, key=lambda guild: (guild.name.casefold(), guild.id))

    def guild(self, guild_id: GuildId) -> Guild | None:
        record = self._mirror.record(guild_id)
        return record.guild if record else None

    def channel(self, channel_id: ChannelId) -> Channel | None:
        room = self._mirror.room(channel_id)
        return room.channel if room else None

    def channels(self, guild_id: GuildId) -> Sequence[Channel]:
        """Return a guild's channels in the order that Discord shows them in."""
        record = self._mirror.record(guild_id)
        return [room.channel for room in record.rooms_in_order()] if record else []

    def visible_channels(self, member: Member) -> Sequence[Channel]:
        """Return the channels of a member's guild that the member may see, in Discord's order."""
        record = self._mirror.record(member.guild_id)
        if record is None:
            return []
        return [
            room.channel
            for room in record.rooms_in_order()
            if record.permissions_in(room, member.person.id, member.roles) & Permission.VIEW_CHANNEL
        ]

    def roles(self, guild_id: GuildId) -> Sequence[Role]:
        """Return a guild's roles, the highest first; the last is @everyone."""
        record = self._mirror.record(guild_id)
        return [rank.role for rank in record.ranks_in_order()] if record else []

    def seat(self, guild_id: GuildId, user_id: UserId) -> Seat | None:
        record = self._mirror.record(guild_id)
        return record.seats.get(user_id) if record else None

    def seats_of(self, user_id: UserId) -> Sequence[Seat]:
        return [
            record.seats[user_id] for record in self._mirror.records() if user_id in record.seats
        ]

    def bot_channel(self, guild_id: GuildId) -> ChannelId | None:
        return self._mirror.bot_channel(guild_id)

    def listeners(self, guild_id: GuildId) -> Sequence[Seat]:
        return self._mirror.listeners(guild_id)

    def sitters(self, guild_id: GuildId) -> Sequence[Seat]:
        """Return the humans in all voice channels; nobody while the guild is out of reach."""
        record = self._mirror.record(guild_id)
        if record is None or not (record.available and self._line.reaches(guild_id)):
            return []
        return [seat for seat in record.seats.values() if not seat.bot]

    def badge(self, seat: Seat) -> Badge:
        return self._mirror.badge(seat)

    def person(self, guild_id: GuildId, user_id: UserId) -> Person | None:
        seat = self.seat(guild_id, user_id)
        return seat.person if seat else self._people.recall(guild_id, user_id)

    async def search_members(self, guild_id: GuildId, name: str) -> Sequence[Member]:
        """Return up to 25 people whose name begins with `name`; raise `DiscordDown`."""
        record = self._mirror.record(guild_id)
        if record is None:
            return []
        found = await self._search(guild_id, name)
        return [self._member(record, membership) for membership in found if not membership.bot]

    async def member(self, guild_id: GuildId, user_id: UserId) -> Member | None:
        """Return the member with live roles, or None if not a member.

        Raises `DiscordDown` when no answer younger than a minute can be had.
        """
        if not (guild_id.isdecimal() and user_id.isdecimal()):
            return None
        membership = await self._membership(guild_id, user_id)
        record = self._mirror.record(guild_id)
        if membership is None or record is None:
            return None
        self._people.see(guild_id, membership.person)
        return self._member(record, membership)

    async def _membership(self, guild_id: GuildId, user_id: UserId) -> Membership | None:
        if answer := self._members.known(guild_id, user_id):
            return answer.membership
        if not self._line.reaches(guild_id):
            raise DiscordDown
        if self._mirror.record(guild_id) is not None:
            return await self._members.find(guild_id, user_id)
        if not self._line.complete:
            # The guild may be one of those that are still arriving.
            raise DiscordDown
        return None

    def _member(self, record: GuildRecord, membership: Membership) -> Member:
        # The sum is made at every call because roles change under an unchanged membership.
        ranks = [record.ranks[role] for role in membership.roles if role in record.ranks]
        permissions = guild_permissions(
            (rank.role.permissions for rank in ranks),
            owner=membership.person.id == record.guild.owner_id,
            timed_out=membership.timed_out(self._now()),
        )
        roles = frozenset(rank.role.id for rank in ranks)
        return Member(membership.person, record.guild.id, roles, permissions)
