"""Adds up what a member may do in a guild or in one channel, as Discord defines it (pure)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from auth.identity import GuildId, RoleId, UserId
from player.guilds import Permission

MOVE_MEMBERS = Permission(1 << 24)
READ_MESSAGE_HISTORY = Permission(1 << 16)
EVERYTHING = Permission((1 << 64) - 1)
NOTHING = Permission(0)
LEFT_IN_TIMEOUT = Permission.VIEW_CHANNEL | READ_MESSAGE_HISTORY


@dataclass(frozen=True, slots=True)
class Overwrite:
    """What a channel gives to, and takes from, one role or one member."""

    allow: Permission = NOTHING
    deny: Permission = NOTHING


def guild_permissions(
    granted: Iterable[Permission], *, owner: bool = False, timed_out: bool = False
) -> Permission:
    """Sum the permissions of a member's roles, @everyone included."""
    return channel_permissions(granted, (), owner=owner, timed_out=timed_out)


def channel_permissions(
    granted: Iterable[Permission],
    layers: Sequence[Overwrite],
    *,
    owner: bool = False,
    timed_out: bool = False,
) -> Permission:
    """Sum the roles, then lay the channel's overwrites on top, in the order of `layers`."""
    total = NOTHING
    for permission in granted:
        total |= permission
    if owner or total & Permission.ADMINISTRATOR:
        return EVERYTHING
    for layer in layers:
        # As integers, because the complement of a flag knows only the bits that have names.
        total = Permission(int(total) & ~int(layer.deny) | int(layer.allow))
    return total & LEFT_IN_TIMEOUT if timed_out else total


def layers_for(
    overwrites: Mapping[str, Overwrite],
    guild_id: GuildId,
    roles: Iterable[RoleId],
    user_id: UserId,
) -> tuple[Overwrite, ...]:
    """Pick a channel's overwrites that concern a member: @everyone, the united roles, the member.

    `overwrites` is keyed by the id of a role or a user; @everyone bears the guild's own id.
    """
    everyone = RoleId(guild_id)
    of_roles = [overwrites[role] for role in roles if role in overwrites and role != everyone]
    return (
        overwrites.get(everyone, Overwrite()),
        _united(of_roles),
        overwrites.get(user_id, Overwrite()),
    )


def _united(overwrites: Iterable[Overwrite]) -> Overwrite:
    allow = deny = NOTHING
    for overwrite in overwrites:
        allow |= overwrite.allow
        deny |= overwrite.deny
    return Overwrite(allow, deny)
