"""What a guild's DJ rules make of a member."""

from player.core.context import Standing
from player.core.policy import DJRules
from player.guilds import Member


def standing_of(member: Member, rules: DJRules) -> Standing:
    """Return the member's standing; managers and administrators are DJs everywhere."""
    user_id, roles = member.person.id, member.roles
    if member.manages or rules.default.includes(user_id, roles):
        return Standing.DJ
    if rules.neutral.includes(user_id, roles):
        return Standing.NEUTRAL
    return Standing.NONE
