"""Discord's permission bits and how roles, overwrites and time-outs add up."""

from enum import IntFlag

from sim.discord.model import Channel, Guild, Member, OverwriteKind


class Permission(IntFlag):
    """The bits this world uses; the numbers are Discord's."""

    CREATE_INSTANT_INVITE = 1 << 0
    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    CONNECT = 1 << 20
    SPEAK = 1 << 21
    MUTE_MEMBERS = 1 << 22
    DEAFEN_MEMBERS = 1 << 23
    MOVE_MEMBERS = 1 << 24
    USE_VAD = 1 << 25
    CHANGE_NICKNAME = 1 << 26
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31
    REQUEST_TO_SPEAK = 1 << 32
    SET_VOICE_CHANNEL_STATUS = 1 << 48


EVERYTHING = (1 << 51) - 1
LEFT_WHEN_TIMED_OUT = Permission.VIEW_CHANNEL | Permission.READ_MESSAGE_HISTORY


def guild_permissions(guild: Guild, member: Member, now_s: float) -> int:
    """Return what the member may do in the guild as a whole."""
    granted = _role_permissions(guild, member)
    if _is_all_powerful(guild, member, granted):
        return EVERYTHING
    return _while_timed_out(member, granted, now_s)


def channel_permissions(guild: Guild, member: Member, channel: Channel, now_s: float) -> int:
    """Return what the member may do in one channel, its overwrites included."""
    granted = _role_permissions(guild, member)
    if _is_all_powerful(guild, member, granted):
        return EVERYTHING
    return _while_timed_out(member, _overwritten(guild, member, channel, granted), now_s)


def _role_permissions(guild: Guild, member: Member) -> int:
    granted = guild.roles[guild.id].permissions
    for role_id in member.roles:
        granted |= guild.roles[role_id].permissions
    return granted


def _is_all_powerful(guild: Guild, member: Member, granted: int) -> bool:
    return member.user_id == guild.owner_id or bool(granted & Permission.ADMINISTRATOR)


def _overwritten(guild: Guild, member: Member, channel: Channel, granted: int) -> int:
    of_roles = {o.id: o for o in channel.overwrites if o.kind is OverwriteKind.ROLE}
    of_members = {o.id: o for o in channel.overwrites if o.kind is OverwriteKind.MEMBER}
    if everyone := of_roles.get(guild.id):
        granted = granted & ~everyone.deny | everyone.allow
    allowed = denied = 0
    for role_id in member.roles:
        if overwrite := of_roles.get(role_id):
            allowed |= overwrite.allow
            denied |= overwrite.deny
    granted = granted & ~denied | allowed
    if own := of_members.get(member.user_id):
        granted = granted & ~own.deny | own.allow
    return granted


def _while_timed_out(member: Member, granted: int, now_s: float) -> int:
    until = member.timed_out_until
    if until is not None and until.timestamp() > now_s:
        return granted & LEFT_WHEN_TIMED_OUT
    return granted
