"""Permissions in the simulated Discord add up as in the real one."""

from datetime import UTC, datetime

import pytest

from sim.discord import seed
from sim.discord.model import Channel, ChannelKind, Guild, Member, Overwrite, OverwriteKind, Role
from sim.discord.permissions import (
    EVERYTHING,
    LEFT_WHEN_TIMED_OUT,
    Permission,
    channel_permissions,
    guild_permissions,
)

GUILD, OWNER, MEMBER, ROLE, OTHER_ROLE, ROOM = "1", "2", "3", "4", "5", "6"
NOW = 1_800_000_000.0
VIEW, CONNECT, SPEAK = Permission.VIEW_CHANNEL, Permission.CONNECT, Permission.SPEAK


@pytest.fixture(name="member")
def _member() -> Member:
    return Member(MEMBER, datetime(2020, 1, 1, tzinfo=UTC), [ROLE, OTHER_ROLE])


@pytest.fixture(name="guild")
def _guild(member: Member) -> Guild:
    guild = Guild(GUILD, "Guild", OWNER)
    guild.roles = {
        GUILD: Role(GUILD, "@everyone", VIEW),
        ROLE: Role(ROLE, "role", CONNECT),
        OTHER_ROLE: Role(OTHER_ROLE, "other", 0),
    }
    guild.members[MEMBER] = member
    return guild


def allowed_in_room(guild: Guild, *overwrites: Overwrite) -> int:
    room = Channel(ROOM, GUILD, "Room", ChannelKind.VOICE, overwrites=list(overwrites))
    return channel_permissions(guild, guild.members[MEMBER], room, NOW)


def of_role(role_id: str, *, allow: int = 0, deny: int = 0) -> Overwrite:
    return Overwrite(role_id, OverwriteKind.ROLE, allow, deny)


def test_roles_unite(guild: Guild, member: Member) -> None:
    assert guild_permissions(guild, member, NOW) == VIEW | CONNECT


def test_owner_and_administrators_may_do_everything(guild: Guild, member: Member) -> None:
    owner = Member(OWNER, member.joined_at)
    guild.roles[OTHER_ROLE].permissions = Permission.ADMINISTRATOR
    assert guild_permissions(guild, owner, NOW) == EVERYTHING
    assert guild_permissions(guild, member, NOW) == EVERYTHING
    assert allowed_in_room(guild, of_role(GUILD, deny=EVERYTHING)) == EVERYTHING


def test_overwrites_of_roles_beat_everyone(guild: Guild) -> None:
    closed = of_role(GUILD, deny=CONNECT | VIEW)
    assert allowed_in_room(guild, closed) == 0
    assert allowed_in_room(guild, closed, of_role(ROLE, allow=VIEW)) == VIEW


def test_one_roles_allowance_beats_another_roles_denial(guild: Guild) -> None:
    opened, closed = of_role(ROLE, allow=SPEAK), of_role(OTHER_ROLE, deny=SPEAK)
    assert allowed_in_room(guild, opened, closed) & SPEAK


def test_an_overwrite_for_the_member_comes_last(guild: Guild) -> None:
    own = Overwrite(MEMBER, OverwriteKind.MEMBER, deny=CONNECT)
    assert allowed_in_room(guild, of_role(ROLE, allow=CONNECT), own) == VIEW


def test_a_time_out_leaves_little_while_it_lasts(guild: Guild, member: Member) -> None:
    member.timed_out_until = datetime.fromtimestamp(NOW + 1, UTC)
    assert guild_permissions(guild, member, NOW) == VIEW & LEFT_WHEN_TIMED_OUT
    assert guild_permissions(guild, member, NOW + 1) == VIEW | CONNECT


def test_the_seeded_roles_mean_what_they_say() -> None:
    world = seed.build_world()
    table = world.channel(seed.CAPTAINS_TABLE)
    bridge = world.channel(seed.HARBOUR_BRIDGE)
    assert world.permissions(seed.HARBOUR, seed.ROBIN) == EVERYTHING
    assert world.permissions(seed.STUDIO, seed.JUNO) & Permission.MANAGE_GUILD
    assert not world.permissions(seed.STUDIO, seed.NOOR) & Permission.MANAGE_GUILD
    assert world.permissions(seed.HARBOUR, seed.JUNO, table) & CONNECT
    assert not world.permissions(seed.HARBOUR, world.bot_id, table) & CONNECT
    assert not world.permissions(seed.HARBOUR, world.bot_id, bridge) & VIEW
