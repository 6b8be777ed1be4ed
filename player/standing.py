"""What a guild's DJ rules make of a member."""

from player.core.context import Standing
from player.core.policy import DJRules
from player.core.standing import Badge, standing_by
from player.guilds import Member


def standing_of(member: Member, rules: DJRules) -> Standing:
    return standing_by(Badge(member.manages, member.roles), member.person.id, rules)
