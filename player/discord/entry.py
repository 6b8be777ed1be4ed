"""Foresees why Discord would not let the bot into a voice channel (pure, over the mirror)."""

from datetime import UTC, datetime

from auth.identity import ChannelId, GuildId
from player.core.sentence import Sentence
from player.discord.mirror import Mirror
from player.discord.permissions import EVERYTHING, MOVE_MEMBERS
from player.discord.records import GuildRecord, Room
from player.guilds import Permission


def refusal(mirror: Mirror, guild_id: GuildId, channel_id: ChannelId) -> str | None:
    """Return the sentence for people, or None when nothing speaks against joining."""
    record, room = mirror.record(guild_id), mirror.room(channel_id)
    if record is None:
        return Sentence("The bot is not on this server.")
    if room is None or room.channel.guild_id != guild_id:
        return Sentence("This voice channel does not exist any more.")
    if not room.is_voice:
        return Sentence("“{channel}” is not a voice channel.", channel=room.channel.name)
    if mirror.bot_channel(guild_id) == channel_id:
        return None
    return _forbidden(record, room) or _full(record, room)


def own_permissions(record: GuildRecord, room: Room) -> Permission:
    """Sum what the bot may do in a channel; unknown is taken for everything, Discord decides."""
    own = record.own
    if own is None:
        return EVERYTHING
    timed_out = own.timed_out(datetime.now(UTC))
    return record.permissions_in(room, own.person.id, own.roles, timed_out=timed_out)


def _forbidden(record: GuildRecord, room: Room) -> str | None:
    permissions = own_permissions(record, room)
    if not permissions & Permission.VIEW_CHANNEL:
        return Sentence(
            "The bot may not see “{channel}”. It needs the permission View Channel.",
            channel=room.channel.name,
        )
    if not permissions & Permission.CONNECT:
        return Sentence(
            "The bot may not join “{channel}”. It needs the permission Connect.",
            channel=room.channel.name,
        )
    return None


def _full(record: GuildRecord, room: Room) -> str | None:
    seated = sum(seat.channel_id == room.channel.id for seat in record.seats.values())
    if not room.user_limit or seated < room.user_limit:
        return None
    if own_permissions(record, room) & MOVE_MEMBERS:
        return None
    return Sentence("“{channel}” is full.", channel=room.channel.name)
