"""Follows the gateway's dispatches one by one: the mirror first, then whoever must know."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import structlog

from auth.identity import GuildId, UserId
from player.discord.changes import apply_change
from player.discord.failures import trace_of
from player.discord.line import Line, Shard
from player.discord.members import Members
from player.discord.mirror import Mirror
from player.discord.payloads import Payload, guild_record, membership_of, seat_of
from player.discord.people import People
from player.discord.records import GuildRecord, Membership
from player.discord.reports import Reports
from player.discord.voice import Voice

log = structlog.get_logger()

STATE_FIELDS = ("guild_id", "user_id", "channel_id", "session_id")
SERVER_FIELDS = ("guild_id", "token", "endpoint")

TEXTS = frozenset({0, 19})
"""Discord's types of messages that people write: plain ones and replies; it makes the others."""

VoiceUpdate = Callable[[Mapping[str, object]], None]
Written = Callable[[GuildId, UserId], None]
"""Hears that somebody has written a message on a guild, and nothing of what it says."""


@dataclass(frozen=True, slots=True)
class Followers:
    """Those who live by what Discord sends."""

    mirror: Mirror
    line: Line
    reports: Reports
    voice: Voice
    members: Members
    people: People
    voice_update: VoiceUpdate
    wrote: Written


class Following:
    """Takes dispatches in the order in which Discord sent them; unknown ones pass by."""

    def __init__(self, followers: Followers) -> None:
        self._to = followers
        self._sessions: dict[str, Callable[[Shard, Payload], None]] = {
            "READY": self._session_opened,
            "RESUMED": self._session_resumed,
        }
        self._dispatches: dict[str, Callable[[Payload], None]] = {
            "GUILD_CREATE": self._guild_came,
            "GUILD_DELETE": self._guild_went,
            "GUILD_MEMBER_ADD": self._member_changed,
            "GUILD_MEMBER_UPDATE": self._member_changed,
            "GUILD_MEMBER_REMOVE": self._member_left,
            "MESSAGE_CREATE": self._message,
            "VOICE_STATE_UPDATE": self._voice_state,
            "VOICE_SERVER_UPDATE": self._voice_server,
        }

    def dispatched(self, shard: Shard, name: str, payload: Payload) -> None:
        if on_session := self._sessions.get(name):
            on_session(shard, payload)
        elif on_dispatch := self._dispatches.get(name):
            on_dispatch(payload)
        elif guild_id := apply_change(self._to.mirror, name, payload):
            self._to.reports.changed(guild_id)

    def disconnected(self, shard: Shard) -> None:
        """Take note that a connection is gone; what was known stays readable."""
        self._to.line.closed(shard)
        carried = self._carried(shard)
        self._to.voice.line_lost(carried)
        for guild_id in carried:
            self._to.reports.lost(guild_id)

    def member_seen(self, guild_id: GuildId, membership: Membership) -> None:
        """Bring the seat of a member, if they have one, up to date with their name and roles."""
        record, user_id = self._to.mirror.record(guild_id), membership.person.id
        seat = record.seats.get(user_id) if record else None
        if record is None or seat is None:
            return
        renewed = replace(seat, person=membership.person, roles=membership.roles)
        if renewed != seat:
            record.seats[user_id] = renewed
            self._to.reports.changed(guild_id)

    def _session_opened(self, shard: Shard, payload: Payload) -> None:
        self._to.mirror.own_id = UserId(payload["user"]["id"])
        announced = {GuildId(guild["id"]) for guild in payload["guilds"]}
        carried = self._carried(shard)
        self._to.voice.session_renewed(carried)
        self._to.line.opened(shard, announced)
        for guild_id in carried:
            if guild_id not in announced:
                self._drop(guild_id)

    def _session_resumed(self, shard: Shard, _payload: Payload) -> None:
        self._to.line.resumed(shard)
        for guild_id in self._carried(shard):
            record = self._to.mirror.record(guild_id)
            if record and record.available:
                self._to.reports.ready(guild_id)

    def _guild_came(self, payload: Payload) -> None:
        """Take in a guild: at the start, after an outage, or on an invitation."""
        guild_id = GuildId(payload["id"])
        self._to.line.arrived(guild_id)
        if payload.get("unavailable"):
            self._outage(guild_id)
            return
        record = guild_record(payload, self._to.mirror.own_id)
        self._to.mirror.put(record)
        for seat in record.seats.values():
            self._to.people.see(guild_id, seat.person)
        self._to.reports.ready(guild_id)

    def _guild_went(self, payload: Payload) -> None:
        guild_id = GuildId(payload["id"])
        self._to.line.arrived(guild_id)
        if payload.get("unavailable"):
            self._outage(guild_id)
        else:
            self._drop(guild_id)

    def _outage(self, guild_id: GuildId) -> None:
        if record := self._to.mirror.record(guild_id):
            record.available = False
        self._to.reports.lost(guild_id)

    def _drop(self, guild_id: GuildId) -> None:
        self._to.mirror.remove(guild_id)
        self._to.members.drop_guild(guild_id)
        self._to.voice.bot_moved(guild_id)
        self._to.reports.gone(guild_id)

    def _member_changed(self, payload: Payload) -> None:
        guild_id = GuildId(payload["guild_id"])
        membership = membership_of(guild_id, payload)
        self._to.members.drop(guild_id, membership.person.id)
        self._to.people.see(guild_id, membership.person)
        record = self._to.mirror.record(guild_id)
        if record and membership.person.id == self._to.mirror.own_id:
            record.own = membership
        self.member_seen(guild_id, membership)

    def _member_left(self, payload: Payload) -> None:
        self._to.members.drop(GuildId(payload["guild_id"]), UserId(payload["user"]["id"]))

    def _message(self, payload: Payload) -> None:
        # What webhooks and bots write is nobody's, and direct messages have no guild.
        author, guild_id = payload.get("author") or {"bot": True}, payload.get("guild_id")
        human = not author.get("bot") and not payload.get("webhook_id")
        if human and guild_id and payload.get("type", 0) in TEXTS:
            self._to.wrote(GuildId(guild_id), UserId(author["id"]))

    def _voice_state(self, payload: Payload) -> None:
        record = self._to.mirror.record(GuildId(payload["guild_id"]))
        if record is None:
            return
        guild_id, user_id = record.guild.id, UserId(payload["user_id"])
        self._seat(record, user_id, payload)
        self._check_membership(guild_id, payload)
        if user_id != self._to.mirror.own_id:
            self._to.reports.seats(guild_id)
            return
        self._tell_node("VOICE_STATE_UPDATE", payload, STATE_FIELDS)
        self._to.reports.bot_voice(guild_id)
        self._to.voice.bot_moved(guild_id)

    def _seat(self, record: GuildRecord, user_id: UserId, payload: Payload) -> None:
        seat = seat_of(record.guild.id, payload, record.seats.get(user_id))
        if seat is None:
            record.seats.pop(user_id, None)
        else:
            record.seats[user_id] = seat
            self._to.people.see(record.guild.id, seat.person)

    def _check_membership(self, guild_id: GuildId, payload: Payload) -> None:
        """Drop what we hold of a member whom this voice state shows otherwise, or leaving.

        Somebody who is removed from the guild leaves voice first, so leaving proves nothing.
        """
        user_id, member = UserId(payload["user_id"]), payload.get("member")
        if not member or payload["channel_id"] is None:
            self._to.members.drop(guild_id, user_id)
            return
        answer = self._to.members.known(guild_id, user_id)
        if answer and answer.membership != membership_of(guild_id, member):
            self._to.members.drop(guild_id, user_id)

    def _voice_server(self, payload: Payload) -> None:
        self._tell_node("VOICE_SERVER_UPDATE", payload, SERVER_FIELDS)
        self._to.voice.server_assigned(GuildId(payload["guild_id"]), payload["endpoint"])

    def _tell_node(self, name: str, payload: Payload, fields: tuple[str, ...]) -> None:
        try:
            self._to.voice_update({"t": name, "d": {field: payload[field] for field in fields}})
        except Exception as error:  # noqa: BLE001 - The node's trouble must not reach the session.
            log.error(  # noqa: TRY400 - See `trace_of`.
                "voice_update_failed", dispatch=name, trace=trace_of(error)
            )

    def _carried(self, shard: Shard) -> list[GuildId]:
        return [guild for guild in self._to.mirror.ids() if shard.carries(guild)]
