"""Applies to the mirror what changes within a guild: its name, its roles, its channels."""

from auth.identity import ChannelId, GuildId, RoleId
from player.discord.mirror import Mirror
from player.discord.payloads import Payload, guild_of, rank_of, ranks_of, room_of


def apply_change(mirror: Mirror, name: str, payload: Payload) -> GuildId | None:
    """Apply a dispatch and return the guild it changed; None when it changed nothing we keep."""
    apply = CHANGES.get(name)
    if apply is None:
        return None
    guild_id = GuildId(payload["id"] if name == "GUILD_UPDATE" else payload["guild_id"])
    if mirror.record(guild_id) is None:
        return None
    apply(mirror, guild_id, payload)
    return guild_id


def _guild(mirror: Mirror, guild_id: GuildId, payload: Payload) -> None:
    if record := mirror.record(guild_id):
        record.guild = guild_of(payload, record.guild.member_count)
        record.ranks = ranks_of(guild_id, payload.get("roles") or ()) or record.ranks


def _channel(mirror: Mirror, guild_id: GuildId, payload: Payload) -> None:
    mirror.put_room(room_of(guild_id, payload))


def _channel_deleted(mirror: Mirror, _guild_id: GuildId, payload: Payload) -> None:
    mirror.remove_room(ChannelId(payload["id"]))


def _role(mirror: Mirror, guild_id: GuildId, payload: Payload) -> None:
    if record := mirror.record(guild_id):
        rank = rank_of(guild_id, payload["role"])
        record.ranks[rank.role.id] = rank


def _role_deleted(mirror: Mirror, guild_id: GuildId, payload: Payload) -> None:
    if record := mirror.record(guild_id):
        record.ranks.pop(RoleId(payload["role_id"]), None)


CHANGES = {
    "GUILD_UPDATE": _guild,
    "CHANNEL_CREATE": _channel,
    "CHANNEL_UPDATE": _channel,
    "CHANNEL_DELETE": _channel_deleted,
    "GUILD_ROLE_CREATE": _role,
    "GUILD_ROLE_UPDATE": _role,
    "GUILD_ROLE_DELETE": _role_deleted,
}
