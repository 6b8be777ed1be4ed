"""What Discord sends, in our values."""

from datetime import UTC, datetime

import hikari
import pytest

from auth.identity import ChannelId, GuildId, Person, RoleId, UserId
from player.discord.payloads import (
    Payload,
    guild_record,
    membership_from_rest,
    membership_of,
    rank_of,
    room_of,
    seat_of,
)
from player.discord.permissions import Overwrite
from player.discord.records import GuildRecord, Membership
from player.guilds import ChannelKind, Guild, Permission, Seat

GUILD = GuildId("10")
ADA = {"id": "30", "username": "ada", "global_name": "Ada", "avatar": "a1", "discriminator": "0"}
BOT = {"id": "31", "username": "auxcord", "avatar": None, "bot": True, "discriminator": "1"}
JOINED = "2026-01-01T00:00:00.000000+00:00"


def member(user: Payload, **more: object) -> dict[str, object]:
    return {"user": user, "roles": ["21"], "joined_at": JOINED, "nick": None, **more}


def state(channel_id: str | None, **more: object) -> dict[str, object]:
    return {"user_id": "30", "channel_id": channel_id, "session_id": "s", **more}


def arrival(**more: object) -> dict[str, object]:
    whole: dict[str, object] = {
        "id": GUILD,
        "name": "Harbour",
        "icon": "i1",
        "owner_id": "30",
        "member_count": 7,
        "roles": [
            {"id": "10", "name": "@everyone", "permissions": "1024", "position": 0, "color": 0}
        ],
        "channels": [{"id": "40", "type": 2, "name": "Deck", "position": 0, "user_limit": 5}],
        "members": [member(ADA), member(BOT)],
        "voice_states": [state("40", self_deaf=False, deaf=False)],
    }
    return whole | more


def test_a_guild_arrives_whole() -> None:
    record = guild_record(arrival(), UserId("31"))
    ada = Person(UserId("30"), "ada", "Ada", "a1")
    assert record.guild == Guild(GUILD, "Harbour", "i1", UserId("30"), 7)
    assert record.seats == {
        "30": Seat(
            ada,
            GUILD,
            ChannelId("40"),
            roles=frozenset({RoleId(GUILD), *map(RoleId, member(ADA)["roles"])}),
        )
    }
    assert record.rooms[ChannelId("40")].user_limit == 5
    assert record.ranks[RoleId("10")].role.permissions == Permission.VIEW_CHANNEL
    assert record.own is not None
    assert record.own.bot
    assert record.own.roles == {"10", "21"}


def test_a_guild_with_hardly_anything_in_it_is_no_problem() -> None:
    bare = {"id": "10", "name": "Bare", "owner_id": "30"}
    assert guild_record(bare, UserId("31")) == GuildRecord(
        Guild(GUILD, "Bare", None, UserId("30"), 0)
    )


def test_somebody_seated_without_being_listed_does_not_cost_the_guild() -> None:
    record = guild_record(arrival(members=[]), UserId("31"))
    assert record.seats[UserId("30")].person == Person(UserId("30"), "30", "30")
    assert record.own is None


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (0, ChannelKind.TEXT),
        (5, ChannelKind.TEXT),
        (2, ChannelKind.VOICE),
        (13, ChannelKind.VOICE),
        (4, ChannelKind.OTHER),
        (15, ChannelKind.OTHER),
        (99, ChannelKind.OTHER),
    ],
)
def test_kinds_of_channels(number: int, kind: ChannelKind) -> None:
    assert room_of(GUILD, {"id": "40", "type": number}).channel.kind is kind


def test_a_channels_overwrites_and_category() -> None:
    overwrites = [{"id": "10", "type": 0, "allow": "0", "deny": "1048576"}]
    room = room_of(
        GUILD,
        {"id": "40", "type": 2, "parent_id": "41", "permission_overwrites": overwrites},
    )
    assert room.category_id == "41"
    assert room.overwrites == {"10": Overwrite(deny=Permission.CONNECT)}


def test_permissions_beyond_those_we_name_are_kept() -> None:
    rank = rank_of(GUILD, {"id": "21", "name": "x", "permissions": str(1 << 60 | 32)})
    assert int(rank.role.permissions) == 1 << 60 | 32
    assert rank.role.permissions & Permission.MANAGE_GUILD


@pytest.mark.parametrize(
    ("flags", "deafened"),
    [({}, False), ({"self_deaf": True}, True), ({"deaf": True}, True), ({"mute": True}, False)],
)
def test_deafened_by_oneself_or_by_others(flags: dict[str, bool], deafened: bool) -> None:
    seat = seat_of(GUILD, state("40", member=member(ADA), **flags), None)
    assert seat is not None
    assert seat.deafened is deafened


def test_who_sits_nowhere_has_no_seat() -> None:
    assert seat_of(GUILD, state(None, member=member(ADA)), None) is None


def test_a_voice_state_without_its_member_keeps_what_was_known() -> None:
    before = seat_of(GUILD, state("40", member=member(BOT)), None)
    after = seat_of(GUILD, state("41"), before)
    assert before is not None
    assert after == Seat(before.person, GUILD, ChannelId("41"), bot=True, roles=before.roles)
    assert before.roles


@pytest.mark.parametrize(
    ("nick", "global_name", "shown"),
    [("Cap", "Ada", "Cap"), (None, "Ada", "Ada"), (None, None, "ada"), ("", "", "ada")],
)
def test_which_name_is_shown(nick: str | None, global_name: str | None, shown: str) -> None:
    payload = member(ADA | {"global_name": global_name}, nick=nick)
    assert membership_of(GUILD, payload).person.display_name == shown


def test_both_ways_to_a_member_agree() -> None:
    payload = member(
        ADA,
        nick="Cap",
        avatar=None,
        communication_disabled_until="2026-02-01T00:00:00.000000+00:00",
        deaf=False,
        mute=False,
        flags=0,
    )
    factory = hikari.GatewayBot("MzE.A.B", banner=None, logs=None).entity_factory
    from_rest = factory.deserialize_member(payload, guild_id=hikari.Snowflake(GUILD))
    assert membership_from_rest(from_rest) == membership_of(GUILD, payload)
    assert membership_of(GUILD, payload) == Membership(
        Person(UserId("30"), "ada", "Cap", "a1"),
        frozenset({RoleId("10"), RoleId("21")}),
        timed_out_until=datetime(2026, 2, 1, tzinfo=UTC),
    )
