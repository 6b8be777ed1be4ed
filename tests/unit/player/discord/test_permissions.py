"""Role sums and channel overwrites, by example and against an independent calculation."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auth.identity import GuildId, RoleId, UserId
from player.discord.permissions import (
    EVERYTHING,
    Overwrite,
    channel_permissions,
    guild_permissions,
    layers_for,
)
from player.guilds import Permission
from sim.discord import model, permissions

VIEW, CONNECT, SPEAK = Permission.VIEW_CHANNEL, Permission.CONNECT, Permission.SPEAK
ADMIN, MANAGE = Permission.ADMINISTRATOR, Permission.MANAGE_GUILD
NONE = Permission(0)
GUILD, ME = GuildId("1"), UserId("9")
JOINED = datetime(2026, 1, 1, tzinfo=UTC)
NOW_S = 1_800_000_000.0


@pytest.mark.parametrize(
    ("granted", "owner", "timed_out", "expected"),
    [
        ([], False, False, NONE),
        ([VIEW, CONNECT], False, False, VIEW | CONNECT),
        ([VIEW, VIEW | MANAGE], False, False, VIEW | MANAGE),
        ([], True, False, EVERYTHING),
        ([VIEW, ADMIN], False, False, EVERYTHING),
        ([VIEW | CONNECT | MANAGE], False, True, VIEW),
        ([ADMIN], False, True, EVERYTHING),
        ([], True, True, EVERYTHING),
    ],
)
def test_guild_permissions(
    granted: list[Permission], owner: bool, timed_out: bool, expected: Permission
) -> None:
    assert guild_permissions(granted, owner=owner, timed_out=timed_out) == expected


@pytest.mark.parametrize(
    ("overwrites", "roles", "expected"),
    [
        ({}, (), VIEW | CONNECT),
        ({"1": Overwrite(deny=CONNECT)}, (), VIEW),
        ({"1": Overwrite(deny=CONNECT), "5": Overwrite(allow=CONNECT)}, ("5",), VIEW | CONNECT),
        ({"1": Overwrite(deny=CONNECT), "5": Overwrite(allow=CONNECT)}, ("6",), VIEW),
        # Of two roles the one that allows wins over the one that denies.
        ({"5": Overwrite(deny=CONNECT), "6": Overwrite(allow=CONNECT)}, ("5", "6"), VIEW | CONNECT),
        # The member's own overwrite has the last word.
        ({"5": Overwrite(allow=SPEAK), "9": Overwrite(deny=SPEAK | VIEW)}, ("5",), CONNECT),
        ({"5": Overwrite(deny=VIEW), "9": Overwrite(allow=VIEW)}, ("5",), VIEW | CONNECT),
        # @everyone is a layer below the roles, also when it is listed as one of them.
        ({"1": Overwrite(allow=SPEAK), "5": Overwrite(deny=SPEAK)}, ("1", "5"), VIEW | CONNECT),
        ({"8": Overwrite(deny=VIEW)}, (), VIEW | CONNECT),
    ],
)
def test_channel_permissions(
    overwrites: dict[str, Overwrite], roles: tuple[str, ...], expected: Permission
) -> None:
    layers = layers_for(overwrites, GUILD, [RoleId(role) for role in roles], ME)
    assert channel_permissions([VIEW | CONNECT], layers) == expected


def test_overwrites_do_not_bind_owners_and_administrators() -> None:
    layers = layers_for({"1": Overwrite(deny=VIEW), "9": Overwrite(deny=VIEW)}, GUILD, [], ME)
    assert channel_permissions([VIEW], layers, owner=True) == EVERYTHING
    assert channel_permissions([ADMIN], layers) == EVERYTHING


bits = st.integers(0, (1 << 50) - 1) | st.sampled_from([0, 8, int(VIEW), int(VIEW | CONNECT)])
few_bits = bits.map(lambda value: value & ~int(ADMIN))
role_rules = st.dictionaries(st.sampled_from("12345"), st.tuples(few_bits, few_bits), max_size=5)
own_rules = st.dictionaries(st.just(ME), st.tuples(few_bits, few_bits), max_size=1)


@st.composite
def guilds(draw: st.DrawFn) -> tuple[model.Guild, model.Member]:
    """Draw a guild with some roles, and a member who has some of them."""
    guild = model.Guild("1", "Guild", draw(st.sampled_from([ME, "7"])))
    sums = draw(st.dictionaries(st.sampled_from("2345"), bits, max_size=4))
    for role_id, granted in {"1": draw(few_bits), **sums}.items():
        guild.roles[role_id] = model.Role(role_id, role_id, granted)
    held = draw(st.sets(st.sampled_from(sorted(sums)))) if sums else set()
    timed_out = datetime.fromtimestamp(NOW_S, UTC) + timedelta(minutes=1)
    until = draw(st.sampled_from([None, timed_out]))
    return guild, model.Member(ME, JOINED, sorted(held), timed_out_until=until)


@given(guilds(), role_rules, own_rules)
def test_agrees_with_an_independent_calculation(
    given_guild: tuple[model.Guild, model.Member],
    of_roles: dict[str, tuple[int, int]],
    of_member: dict[str, tuple[int, int]],
) -> None:
    guild, member = given_guild
    rules = [model.Overwrite(one, model.OverwriteKind.ROLE, *of_roles[one]) for one in of_roles]
    rules += [model.Overwrite(ME, model.OverwriteKind.MEMBER, *of_member[ME])] if of_member else []
    channel = model.Channel("6", "1", "Room", model.ChannelKind.VOICE, overwrites=rules)
    theirs = permissions.channel_permissions(guild, member, channel, NOW_S)

    roles = [RoleId(one) for one in ("1", *member.roles)]
    overwrites = {
        rule.id: Overwrite(Permission(rule.allow), Permission(rule.deny)) for rule in rules
    }
    ours = channel_permissions(
        [Permission(guild.roles[one].permissions) for one in roles],
        layers_for(overwrites, GUILD, roles, ME),
        owner=guild.owner_id == ME,
        timed_out=member.timed_out_until is not None,
    )
    assert ours & permissions.EVERYTHING == theirs
