"""Translates what Discord sends into our values: gateway payloads, and members from REST."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import hikari

from auth.identity import ChannelId, GuildId, Person, RoleId, UserId
from player.discord.permissions import Overwrite
from player.discord.records import GuildRecord, Membership, Rank, Room
from player.guilds import Channel, ChannelKind, Guild, Permission, Role, Seat

Payload = Mapping[str, Any]
"""The `d` of a gateway dispatch. Only the fields that we use are read, most of them forgivingly."""

KINDS = {
    0: ChannelKind.TEXT,
    5: ChannelKind.TEXT,
    2: ChannelKind.VOICE,
    13: ChannelKind.VOICE,
}


def guild_record(payload: Payload, own_id: UserId | None) -> GuildRecord:
    """Read a GUILD_CREATE whole: the guild, its roles and channels, and who sits in voice."""
    guild = guild_of(payload)
    members = {member["user"]["id"]: member for member in payload.get("members") or ()}
    record = GuildRecord(
        guild,
        ranks=ranks_of(guild.id, payload.get("roles") or ()),
        rooms=rooms_of(guild.id, payload.get("channels") or ()),
    )
    if own_id in members:
        record.own = membership_of(guild.id, members[own_id])
    for state in payload.get("voice_states") or ():
        seat = seat_of(guild.id, {"member": members.get(state["user_id"]), **state}, None)
        if seat is not None:
            record.seats[seat.person.id] = seat
    return record


def guild_of(payload: Payload, member_count: int = 0) -> Guild:
    """Read a guild; `member_count` stands in where Discord leaves the number out."""
    return Guild(
        id=GuildId(payload["id"]),
        name=payload["name"],
        icon=payload.get("icon"),
        owner_id=UserId(payload["owner_id"]),
        member_count=payload.get("member_count") or member_count,
    )


def ranks_of(guild_id: GuildId, roles: Iterable[Payload]) -> dict[RoleId, Rank]:
    return {RoleId(role["id"]): rank_of(guild_id, role) for role in roles}


def rank_of(guild_id: GuildId, payload: Payload) -> Rank:
    role = Role(
        id=RoleId(payload["id"]),
        guild_id=guild_id,
        name=payload["name"],
        color=payload.get("color") or 0,
        permissions=Permission(int(payload["permissions"])),
    )
    return Rank(role, payload.get("position") or 0)


def rooms_of(guild_id: GuildId, channels: Iterable[Payload]) -> dict[ChannelId, Room]:
    return {ChannelId(channel["id"]): room_of(guild_id, channel) for channel in channels}


def room_of(guild_id: GuildId, payload: Payload) -> Room:
    channel = Channel(
        id=ChannelId(payload["id"]),
        guild_id=guild_id,
        name=payload.get("name") or "",
        kind=KINDS.get(payload["type"], ChannelKind.OTHER),
    )
    category_id = payload.get("parent_id")
    return Room(
        channel,
        category_id=ChannelId(category_id) if category_id else None,
        position=payload.get("position") or 0,
        user_limit=payload.get("user_limit") or 0,
        overwrites={
            overwrite["id"]: Overwrite(
                Permission(int(overwrite["allow"])), Permission(int(overwrite["deny"]))
            )
            for overwrite in payload.get("permission_overwrites") or ()
        },
    )


def seat_of(guild_id: GuildId, payload: Payload, before: Seat | None) -> Seat | None:
    """Read a voice state; None says that its user sits nowhere any more.

    Discord leaves the member out on rare occasions: then the seat `before` says who it is, or the
    bare id has to do.
    """
    channel_id = payload.get("channel_id")
    if channel_id is None:
        return None
    return Seat(
        person=_sitter(payload, before),
        guild_id=guild_id,
        channel_id=ChannelId(channel_id),
        deafened=bool(payload.get("self_deaf") or payload.get("deaf")),
        bot=_is_bot(payload.get("member"), before),
        roles=_roles(guild_id, payload.get("member"), before),
    )


def membership_of(guild_id: GuildId, payload: Payload) -> Membership:
    until = payload.get("communication_disabled_until")
    return Membership(
        person=person_of(payload),
        roles=_roles(guild_id, payload),
        bot=bool(payload["user"].get("bot")),
        timed_out_until=datetime.fromisoformat(until) if until else None,
    )


def person_of(member: Payload) -> Person:
    user = member["user"]
    return Person(
        id=UserId(user["id"]),
        username=user["username"],
        display_name=member.get("nick") or user.get("global_name") or user["username"],
        avatar=user.get("avatar"),
    )


def membership_from_rest(member: hikari.Member) -> Membership:
    """Translate a member as hikari reads it from REST."""
    guild_id, user = RoleId(str(member.guild_id)), member.user
    person = Person(
        id=UserId(str(user.id)),
        username=user.username,
        display_name=member.nickname or user.global_name or user.username,
        avatar=user.avatar_hash,
    )
    return Membership(
        person=person,
        roles=frozenset({guild_id, *(RoleId(str(role)) for role in member.role_ids)}),
        bot=user.is_bot,
        timed_out_until=member.raw_communication_disabled_until,
    )


def _sitter(state: Payload, before: Seat | None) -> Person:
    if member := state.get("member"):
        return person_of(member)
    user_id = UserId(state["user_id"])
    return before.person if before else Person(user_id, user_id, user_id)


def _is_bot(member: Payload | None, before: Seat | None) -> bool:
    if member:
        return bool(member["user"].get("bot"))
    return before.bot if before else False


def _roles(
    guild_id: GuildId, member: Payload | None, before: Seat | None = None
) -> frozenset[RoleId]:
    """Return a member's roles, @everyone among them, whose id is the guild's."""
    if member:
        return frozenset(RoleId(role) for role in (*member["roles"], guild_id))
    return before.roles if before else frozenset({RoleId(guild_id)})
