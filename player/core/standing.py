"""What a guild's DJ rules make of somebody, from what they bear in that guild."""

from dataclasses import dataclass

from auth.identity import RoleId, UserId
from player.core.context import Standing
from player.core.policy import DJRules


@dataclass(frozen=True, slots=True)
class Badge:
    """What decides about a member's standing: whether they manage the guild, and their roles."""

    manages: bool = False
    roles: frozenset[RoleId] = frozenset()


NO_BADGE = Badge()


def standing_by(badge: Badge, user_id: UserId, rules: DJRules) -> Standing:
    """Return the standing; managers and administrators are DJs everywhere."""
    if badge.manages or rules.default.includes(user_id, badge.roles):
        return Standing.DJ
    if rules.neutral.includes(user_id, badge.roles):
        return Standing.NEUTRAL
    return Standing.NONE
