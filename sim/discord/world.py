"""The living world behind the simulated Discord: every change made here is told to the gateway."""

import secrets
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, Unpack

from sim.discord import dispatches, permissions
from sim.discord.changes import (
    ChannelChange,
    ChannelParts,
    GuildChange,
    RoleChange,
    RoleParts,
    VoiceFlags,
)
from sim.discord.dispatches import Dispatch
from sim.discord.errors import RefusedError, UnknownThingError
from sim.discord.model import Channel, ChannelKind, Guild, Member, Person, Role, VoiceState
from sim.discord.permissions import Permission
from sim.discord.snowflakes import Snowflake, SnowflakeMint

Listener = Callable[[Dispatch], None]
Thing = TypeVar("Thing")

MUSIC_BOT_PERMISSIONS = Permission.VIEW_CHANNEL | Permission.CONNECT | Permission.SPEAK


class World:
    """People, guilds and who sits where; mutable at run time, single event loop.

    ``voice_endpoint`` is what VOICE_SERVER_UPDATE names; None says that no server can be had.
    """

    def __init__(
        self,
        bot: Person,
        *,
        clock: Callable[[], float] = time.time,
        voice_endpoint: str | None = "127.0.0.1:50001",
    ) -> None:
        self.bot = bot
        self.people: dict[Snowflake, Person] = {bot.id: bot}
        self.guilds: dict[Snowflake, Guild] = {}
        self.voice_endpoint = voice_endpoint
        self.clock = clock
        self.mint = SnowflakeMint(clock)
        self._listeners: list[Listener] = []

    @property
    def bot_id(self) -> Snowflake:
        return self.bot.id

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell ``listener`` about every event from now on; the answer takes it off again."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def announce(self, dispatch: Dispatch) -> None:
        """Tell the gateway, if the bot is in that guild and Discord has the guild at hand."""
        guild = self.guilds[dispatch.guild_id]
        if guild.available and self.bot_id in guild.members:
            self._tell(dispatch)

    # Looking things up

    def person(self, user_id: Snowflake) -> Person:
        return self._found("user", self.people.get(user_id))

    def guild(self, guild_id: Snowflake) -> Guild:
        return self._found("guild", self.guilds.get(guild_id))

    def member(self, guild_id: Snowflake, user_id: Snowflake) -> Member:
        return self._found("member", self.guild(guild_id).members.get(user_id))

    def channel(self, channel_id: Snowflake) -> Channel:
        candidates = (guild.channels.get(channel_id) for guild in self.guilds.values())
        return self._found("channel", next((channel for channel in candidates if channel), None))

    def role(self, guild_id: Snowflake, role_id: Snowflake) -> Role:
        return self._found("role", self.guild(guild_id).roles.get(role_id))

    def voice_state(self, guild_id: Snowflake, user_id: Snowflake) -> VoiceState:
        return self._found("voice_state", self.guild(guild_id).voice_states.get(user_id))

    def guilds_of(self, user_id: Snowflake) -> list[Guild]:
        return [guild for guild in self.guilds.values() if user_id in guild.members]

    def goes_by(self, member: Member, start: str) -> bool:
        """Tell whether one of the member's names starts with ``start``, in any case."""
        person = self.person(member.user_id)
        names = (person.username, person.global_name, member.nick)
        return any(name.casefold().startswith(start.casefold()) for name in names if name)

    def permissions(
        self, guild_id: Snowflake, user_id: Snowflake, channel: Channel | None = None
    ) -> int:
        """Return what somebody may do in a guild, or in one channel of it."""
        guild, member, now = self.guild(guild_id), self.member(guild_id, user_id), self.clock()
        if channel is None:
            return permissions.guild_permissions(guild, member, now)
        return permissions.channel_permissions(guild, member, channel, now)

    # Voice

    def join_voice(
        self,
        user_id: Snowflake,
        channel_id: Snowflake,
        *,
        session_id: str | None = None,
        self_deaf: bool | None = None,
        self_mute: bool | None = None,
    ) -> VoiceState:
        """Seat somebody in a voice channel, or move them there; what is left out stays."""
        told = {"session_id": session_id, "self_deaf": self_deaf, "self_mute": self_mute}
        how: dict[str, Any] = {name: value for name, value in told.items() if value is not None}
        channel = self.channel(channel_id)
        if not channel.kind.is_voice:
            raise RefusedError(f"{channel.name!r} is not a voice channel")
        self.member(channel.guild_id, user_id)
        if not self.person(user_id).bot:
            self._leave_elsewhere(user_id, channel.guild_id)
        old = self.guild(channel.guild_id).voice_states.get(user_id)
        seat = old or VoiceState(user_id, None, secrets.token_hex(16))
        if seat.channel_id != channel_id:
            how["suppress"] = self._is_suppressed(user_id, channel)
        return self._seat(channel.guild_id, old, replace(seat, channel_id=channel_id, **how))

    def move(self, user_id: Snowflake, channel_id: Snowflake) -> VoiceState:
        """Move somebody who already sits in that guild's voice, as a moderator does."""
        self.voice_state(self.channel(channel_id).guild_id, user_id)
        return self.join_voice(user_id, channel_id)

    def leave_voice(self, user_id: Snowflake, guild_id: Snowflake | None = None) -> None:
        """Take somebody out of voice, everywhere unless ``guild_id`` is given."""
        guilds = [self.guild(guild_id)] if guild_id else self.guilds_of(user_id)
        for guild in guilds:
            state = guild.voice_states.pop(user_id, None)
            if state is not None:
                self._announce_voice(guild, replace(state, channel_id=None))

    def set_voice_flags(
        self, user_id: Snowflake, guild_id: Snowflake, **flags: Unpack[VoiceFlags]
    ) -> VoiceState:
        old = self.voice_state(guild_id, user_id)
        return self._seat(guild_id, old, replace(old, **flags))

    def set_self_deaf(self, user_id: Snowflake, guild_id: Snowflake, deaf: bool) -> VoiceState:
        return self.set_voice_flags(user_id, guild_id, self_deaf=deaf)

    def renew_voice_server(self, guild_id: Snowflake) -> None:
        """Send the bot VOICE_SERVER_UPDATE, as when Discord moves a call to another server."""
        token = secrets.token_hex(8)
        self.announce(dispatches.voice_server(guild_id, self.voice_endpoint, token))

    # Memberships

    def add_person(self, person: Person) -> Person:
        self.people[person.id] = person
        return person

    def add_member(
        self, guild_id: Snowflake, user_id: Snowflake, roles: Iterable[Snowflake] = ()
    ) -> Member:
        guild, person = self.guild(guild_id), self.person(user_id)
        if user_id in guild.members:
            raise RefusedError(f"{person.display_name!r} is already in {guild.name!r}")
        member = Member(user_id, self._now(), roles=self._known_roles(guild, roles))
        guild.members[user_id] = member
        self.announce(dispatches.member_arrival(guild_id, person, member))
        return member

    def kick_member(self, guild_id: Snowflake, user_id: Snowflake) -> None:
        guild = self.guild(guild_id)
        self.member(guild_id, user_id)
        if user_id == guild.owner_id:
            raise RefusedError("the owner of a guild cannot be kicked")
        if user_id == self.bot_id:
            self.kick_bot(guild_id)
            return
        self.leave_voice(user_id, guild_id)
        del guild.members[user_id]
        self.announce(dispatches.member_loss(guild_id, self.person(user_id)))

    def set_roles(
        self, guild_id: Snowflake, user_id: Snowflake, roles: Iterable[Snowflake]
    ) -> None:
        member = self.member(guild_id, user_id)
        member.roles = self._known_roles(self.guild(guild_id), roles)
        self._announce_member(guild_id, member)

    def time_out(self, guild_id: Snowflake, user_id: Snowflake, seconds: float) -> None:
        """Silence a member for a while; zero seconds ends it."""
        member = self.member(guild_id, user_id)
        member.timed_out_until = self._now() + timedelta(seconds=seconds) if seconds else None
        self._announce_member(guild_id, member)

    def rename(self, user_id: Snowflake, name: str, guild_id: Snowflake | None = None) -> None:
        """Change somebody's display name; with ``guild_id`` their nickname there."""
        if guild_id is not None:
            self.member(guild_id, user_id).nick = name
            self._announce_member(guild_id, self.member(guild_id, user_id))
            return
        self.person(user_id).global_name = name
        for guild in self.guilds_of(user_id):
            self._announce_member(guild.id, guild.members[user_id])

    # The bot and its guilds

    def invite_bot(self, guild_id: Snowflake, granted: int = MUSIC_BOT_PERMISSIONS) -> None:
        guild = self.guild(guild_id)
        if self.bot_id in guild.members:
            raise RefusedError(f"the bot is already in {guild.name!r}")
        role = Role(
            self.mint.fresh(), self.bot.username, int(granted), managed=True, bot_id=self.bot_id
        )
        guild.roles[role.id] = role
        guild.members[self.bot_id] = Member(self.bot_id, self._now(), roles=[role.id])
        self.announce(dispatches.guild_arrival(guild, self.people, self.bot_id, invited=True))

    def kick_bot(self, guild_id: Snowflake) -> None:
        guild = self.guild(guild_id)
        self.member(guild_id, self.bot_id)
        self.leave_voice(self.bot_id, guild_id)
        self.announce(dispatches.guild_loss(guild_id, outage=False))
        del guild.members[self.bot_id]
        for role in [role for role in guild.roles.values() if role.bot_id == self.bot_id]:
            del guild.roles[role.id]

    def set_guild_unavailable(self, guild_id: Snowflake, unavailable: bool) -> None:
        """Begin or end an outage of one guild; while it lasts nothing of that guild is told."""
        guild = self.guild(guild_id)
        if guild.available is not unavailable:
            return
        if unavailable:
            self.announce(dispatches.guild_loss(guild_id, outage=True))
            guild.available = False
        else:
            guild.available = True
            self.announce(dispatches.guild_arrival(guild, self.people, self.bot_id, invited=False))

    def update_guild(self, guild_id: Snowflake, **changes: Unpack[GuildChange]) -> Guild:
        guild = self.guild(guild_id)
        _change(guild, changes)
        self.announce(dispatches.guild_change(guild))
        return guild

    # Channels and roles

    def create_channel(
        self, guild_id: Snowflake, name: str, kind: ChannelKind, **more: Unpack[ChannelParts]
    ) -> Channel:
        guild = self.guild(guild_id)
        more.setdefault("position", len(guild.channels))
        channel = Channel(self.mint.fresh(), guild_id, name, kind, **more)
        guild.channels[channel.id] = channel
        self.announce(dispatches.channel_event("CHANNEL_CREATE", channel))
        return channel

    def update_channel(self, channel_id: Snowflake, **changes: Unpack[ChannelChange]) -> Channel:
        channel = self.channel(channel_id)
        _change(channel, changes)
        self.announce(dispatches.channel_event("CHANNEL_UPDATE", channel))
        return channel

    def delete_channel(self, channel_id: Snowflake) -> None:
        channel = self.channel(channel_id)
        guild = self.guild(channel.guild_id)
        for state in guild.people_in(channel_id):
            self.leave_voice(state.user_id, guild.id)
        del guild.channels[channel_id]
        self.announce(dispatches.channel_event("CHANNEL_DELETE", channel))

    def create_role(
        self, guild_id: Snowflake, name: str, permissions: int, **more: Unpack[RoleParts]
    ) -> Role:
        guild = self.guild(guild_id)
        role = Role(self.mint.fresh(), name, int(permissions), len(guild.roles), **more)
        guild.roles[role.id] = role
        self.announce(dispatches.role_event("GUILD_ROLE_CREATE", guild_id, role))
        return role

    def update_role(
        self, guild_id: Snowflake, role_id: Snowflake, **changes: Unpack[RoleChange]
    ) -> Role:
        role = self.role(guild_id, role_id)
        _change(role, changes)
        self.announce(dispatches.role_event("GUILD_ROLE_UPDATE", guild_id, role))
        return role

    def delete_role(self, guild_id: Snowflake, role_id: Snowflake) -> None:
        guild, role = self.guild(guild_id), self.role(guild_id, role_id)
        if role_id == guild_id:
            raise RefusedError("@everyone cannot be deleted")
        for member in guild.members.values():
            if role_id in member.roles:
                member.roles.remove(role_id)
        del guild.roles[role.id]
        self.announce(dispatches.role_deletion(guild_id, role_id))

    # Below: how the above is done

    def _tell(self, dispatch: Dispatch) -> None:
        for listener in list(self._listeners):
            listener(dispatch)

    def _seat(self, guild_id: Snowflake, old: VoiceState | None, new: VoiceState) -> VoiceState:
        guild = self.guild(guild_id)
        guild.voice_states[new.user_id] = new
        self._announce_voice(guild, new)
        arrived = old is None or (old.channel_id, old.session_id) != (
            new.channel_id,
            new.session_id,
        )
        if new.user_id == self.bot_id and arrived:
            self.renew_voice_server(guild_id)
        return new

    def _leave_elsewhere(self, user_id: Snowflake, guild_id: Snowflake) -> None:
        for guild in self.guilds_of(user_id):
            if guild.id != guild_id:
                self.leave_voice(user_id, guild.id)

    def _is_suppressed(self, user_id: Snowflake, channel: Channel) -> bool:
        if channel.kind is not ChannelKind.STAGE:
            return False
        granted = self.permissions(channel.guild_id, user_id, channel)
        return not granted & Permission.MUTE_MEMBERS

    def _announce_voice(self, guild: Guild, state: VoiceState) -> None:
        person, member = self.person(state.user_id), guild.members[state.user_id]
        self.announce(dispatches.voice_change(guild, person, member, state))

    def _announce_member(self, guild_id: Snowflake, member: Member) -> None:
        person = self.person(member.user_id)
        self.announce(dispatches.member_change(guild_id, person, member, self.bot_id))

    def _known_roles(self, guild: Guild, roles: Iterable[Snowflake]) -> list[Snowflake]:
        return [self.role(guild.id, role_id).id for role_id in roles if role_id != guild.id]

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self.clock(), UTC)

    @staticmethod
    def _found(kind: str, thing: Thing | None) -> Thing:
        if thing is None:
            raise UnknownThingError(kind)
        return thing


def _change(entity: object, changes: Mapping[str, object]) -> None:
    for name, value in changes.items():
        setattr(entity, name, value)
