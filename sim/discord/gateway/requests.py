"""What an identified client may ask of the gateway: a voice seat, and members of a guild."""

from sim.discord import wire
from sim.discord.gateway.session import Session
from sim.discord.intents import Intent
from sim.discord.model import Channel, Guild, Member
from sim.discord.permissions import Permission
from sim.discord.snowflakes import Snowflake, is_snowflake
from sim.discord.wire import JsonObject
from sim.discord.world import World

CHUNK = 1000
MOST_FOUND = 100


class GatewayRequests:
    """Answers opcodes 4 and 8; what Discord leaves without an answer stays without one."""

    def __init__(self, world: World) -> None:
        self._world = world

    def change_voice(self, session: Session, data: JsonObject) -> None:
        """Seat the bot, move it, or take it out; a room that it cannot enter is not answered."""
        guild = self._guild_of_bot(session, data.get("guild_id"))
        if guild is None:
            return
        if data.get("channel_id") is None:
            self._world.leave_voice(self._world.bot_id, guild.id)
            return
        channel = guild.channels.get(str(data["channel_id"]))
        if channel is not None and self._may_enter(guild, channel):
            self._world.join_voice(
                self._world.bot_id,
                channel.id,
                session_id=session.id,
                self_deaf=_truth(data.get("self_deaf")),
                self_mute=_truth(data.get("self_mute")),
            )

    def send_members(self, session: Session, data: JsonObject) -> None:
        """Send GUILD_MEMBERS_CHUNK: people by id or by the start of a name, or everybody."""
        guild = self._guild_of_bot(session, data.get("guild_id"))
        if guild is None:
            return
        ids = data.get("user_ids")
        if ids is not None:
            wanted = [str(one) for one in (ids if isinstance(ids, list) else [ids])][:MOST_FOUND]
            found = [guild.members[user_id] for user_id in wanted if user_id in guild.members]
            missing = [user_id for user_id in wanted if user_id not in guild.members]
            self._send_chunks(session, guild, found, data, {"not_found": missing})
            return
        query, limit = str(data.get("query") or ""), data.get("limit")
        if not isinstance(limit, int):
            return
        if not query and not limit and not session.intents & Intent.GUILD_MEMBERS:
            return
        matches = [one for one in guild.members.values() if self._world.goes_by(one, query)]
        most = min(limit, MOST_FOUND) if limit or query else len(matches)
        self._send_chunks(session, guild, matches[: most or MOST_FOUND], data, {})

    def _send_chunks(
        self,
        session: Session,
        guild: Guild,
        found: list[Member],
        data: JsonObject,
        extra: JsonObject,
    ) -> None:
        people = [wire.member(self._world.person(one.user_id), one) for one in found]
        chunks = [people[start : start + CHUNK] for start in range(0, len(people), CHUNK)] or [[]]
        nonce = {"nonce": data["nonce"]} if isinstance(data.get("nonce"), str) else {}
        for index, members in enumerate(chunks):
            payload: JsonObject = {
                "guild_id": guild.id,
                "members": members,
                "chunk_index": index,
                "chunk_count": len(chunks),
            }
            session.dispatch("GUILD_MEMBERS_CHUNK", payload | extra | nonce)

    def _guild_of_bot(self, session: Session, guild_id: object) -> Guild | None:
        if not is_snowflake(guild_id):
            return None
        guild = self._world.guilds.get(_as_id(guild_id))
        if guild is None or not guild.available or not session.covers(guild.id):
            return None
        return guild if self._world.bot_id in guild.members else None

    def _may_enter(self, guild: Guild, channel: Channel) -> bool:
        if not channel.kind.is_voice:
            return False
        granted = self._world.permissions(guild.id, self._world.bot_id, channel)
        wanted = Permission.VIEW_CHANNEL | Permission.CONNECT
        if granted & wanted != wanted:
            return False
        others = [s for s in guild.people_in(channel.id) if s.user_id != self._world.bot_id]
        is_full = bool(channel.user_limit) and len(others) >= channel.user_limit
        return not is_full or bool(granted & Permission.MOVE_MEMBERS)


def _as_id(value: object) -> Snowflake:
    return str(int(str(value)))


def _truth(value: object) -> bool | None:
    return value if isinstance(value, bool) else None
