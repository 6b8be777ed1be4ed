"""Who is a DJ, a neutral DJ, or neither."""

import pytest

from auth.identity import GuildId, Person, RoleId, UserId
from player.core.context import Standing
from player.core.policy import Circle, DJRules
from player.guilds import Member, Permission
from player.standing import standing_of

ADA = UserId("1")
ROLE = RoleId("9")
EVERYONE = Circle(everyone=True)
BY_USER = Circle(users=frozenset({ADA}))
BY_ROLE = Circle(roles=frozenset({ROLE}))
NOBODY = Circle()


def member(permissions: Permission = Permission(0)) -> Member:
    return Member(Person(ADA, "ada", "Ada"), GuildId("5"), frozenset({ROLE}), permissions)


@pytest.mark.parametrize(
    ("default", "neutral", "standing"),
    [
        (EVERYONE, NOBODY, Standing.DJ),
        (BY_USER, EVERYONE, Standing.DJ),
        (BY_ROLE, EVERYONE, Standing.DJ),
        (NOBODY, EVERYONE, Standing.NEUTRAL),
        (NOBODY, BY_USER, Standing.NEUTRAL),
        (NOBODY, BY_ROLE, Standing.NEUTRAL),
        (NOBODY, NOBODY, Standing.NONE),
    ],
)
def test_rules_by_user_role_and_everyone(
    default: Circle, neutral: Circle, standing: Standing
) -> None:
    assert standing_of(member(), DJRules(default, neutral)) is standing


@pytest.mark.parametrize("permission", [Permission.ADMINISTRATOR, Permission.MANAGE_GUILD])
def test_managers_are_djs(permission: Permission) -> None:
    assert standing_of(member(permission), DJRules(NOBODY, NOBODY)) is Standing.DJ
