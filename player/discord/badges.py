"""Reads what somebody bears in a guild from their seat, without asking Discord."""

from player.core.standing import Badge
from player.discord.permissions import guild_permissions
from player.discord.records import GuildRecord
from player.guilds import Member, Seat


def badge_of(record: GuildRecord, seat: Seat) -> Badge:
    """Return the badge by the roles as they are now; they change under an unchanged seat."""
    ranks = [record.ranks[role] for role in seat.roles if role in record.ranks]
    permissions = guild_permissions(
        (rank.role.permissions for rank in ranks), owner=seat.person.id == record.guild.owner_id
    )
    roles = frozenset(rank.role.id for rank in ranks)
    return Badge(Member(seat.person, record.guild.id, roles, permissions).manages, roles)
