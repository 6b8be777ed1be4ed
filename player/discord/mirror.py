"""Keeps what Discord last said of the bot's guilds, also while Discord is out of reach."""

from collections.abc import Iterable, Iterator

from auth.identity import ChannelId, GuildId, UserId
from player.core.standing import NO_BADGE, Badge
from player.discord.badges import badge_of
from player.discord.records import GuildRecord, Room, by_age
from player.guilds import Seat


class Mirror:
    """The guilds of the bot, changed by gateway dispatches only.

    It stands in for the gateway library's own cache because that one is emptied whenever the bot is
    restarted, while pages go on to draw what was last known.
    """

    def __init__(self) -> None:
        self.own_id: UserId | None = None
        self._guilds: dict[GuildId, GuildRecord] = {}
        self._homes: dict[ChannelId, GuildId] = {}

    def __len__(self) -> int:
        return len(self._guilds)

    def records(self) -> Iterator[GuildRecord]:
        return iter(self._guilds.values())

    def ids(self) -> tuple[GuildId, ...]:
        return tuple(self._guilds)

    def record(self, guild_id: GuildId) -> GuildRecord | None:
        return self._guilds.get(guild_id)

    def put(self, record: GuildRecord) -> None:
        """Take in a guild whole, in place of anything known of it."""
        self.remove(record.guild.id)
        self._guilds[record.guild.id] = record
        self._homes.update(dict.fromkeys(record.rooms, record.guild.id))

    def remove(self, guild_id: GuildId) -> None:
        record = self._guilds.pop(guild_id, None)
        if record is not None:
            self._forget_rooms(record.rooms)

    def put_room(self, room: Room) -> None:
        if record := self._guilds.get(room.channel.guild_id):
            record.rooms[room.channel.id] = room
            self._homes[room.channel.id] = room.channel.guild_id

    def remove_room(self, channel_id: ChannelId) -> None:
        room = self.room(channel_id)
        if room is not None:
            del self._guilds[room.channel.guild_id].rooms[channel_id]
            del self._homes[channel_id]

    def room(self, channel_id: ChannelId) -> Room | None:
        guild_id = self._homes.get(channel_id)
        return self._guilds[guild_id].rooms[channel_id] if guild_id is not None else None

    def bot_channel(self, guild_id: GuildId) -> ChannelId | None:
        record = self._guilds.get(guild_id)
        seat = record.seats.get(self.own_id) if record and self.own_id else None
        return seat.channel_id if seat else None

    def listeners(self, guild_id: GuildId) -> tuple[Seat, ...]:
        """Return the seats of the humans around the bot, in the order of their ids."""
        channel_id = self.bot_channel(guild_id)
        if channel_id is None:
            return ()
        seats = self._guilds[guild_id].seats.values()
        humans = [seat for seat in seats if seat.channel_id == channel_id and not seat.bot]
        return tuple(sorted(humans, key=lambda seat: by_age(seat.person.id)))

    def badge(self, seat: Seat) -> Badge:
        """Return what somebody who sits there bears in the guild."""
        record = self._guilds.get(seat.guild_id)
        return badge_of(record, seat) if record else NO_BADGE

    def _forget_rooms(self, channel_ids: Iterable[ChannelId]) -> None:
        for channel_id in channel_ids:
            self._homes.pop(channel_id, None)
