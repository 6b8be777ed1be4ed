"""Knows where somebody stands in a guild: their seat there, and what the rules make of them."""

from typing import TypedDict

from auth.identity import GuildId, UserId
from player.core.standing import Badge, standing_by
from player.ports import Directory, Policies
from web.faces import DJ, Dj, Room
from web.faults import NotMember


class Standpoint(TypedDict):
    """One person's own place in a guild; `channel` is the voice channel that they sit in."""

    dj: Dj
    manages: bool
    channel: Room | None


class Standpoints:
    """Where people stand by the directory and the settings of the moment."""

    def __init__(self, directory: Directory, policies: Policies) -> None:
        self._directory = directory
        self._policies = policies

    async def of(self, guild_id: GuildId, user_id: UserId) -> Standpoint:
        """Return a member's standpoint; Discord is asked only about those who sit nowhere.

        Raises `NotMember`, or `DiscordDown`.
        """
        seat = self._directory.seat(guild_id, user_id)
        badge = self._directory.badge(seat) if seat else await self._asked(guild_id, user_id)
        channel = self._directory.channel(seat.channel_id) if seat else None
        return Standpoint(
            dj=DJ[standing_by(badge, user_id, self._policies.of(guild_id).dj)],
            manages=badge.manages,
            channel=Room(id=channel.id, name=channel.name) if channel else None,
        )

    async def _asked(self, guild_id: GuildId, user_id: UserId) -> Badge:
        member = await self._directory.member(guild_id, user_id)
        if member is None:
            raise NotMember
        return Badge(member.manages, member.roles)
