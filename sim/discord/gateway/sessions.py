"""All gateway sessions: opening, resuming, telling them what happens, cutting them off."""

import asyncio

from sim.discord import wire
from sim.discord.dispatches import Dispatch, guild_arrival
from sim.discord.gateway.frames import Close, GatewayCloseError, Op, payload
from sim.discord.gateway.session import Outlet, Session
from sim.discord.intents import KNOWN, PRIVILEGED
from sim.discord.wire import JsonObject
from sim.discord.world import World

KEPT_SESSIONS = 16


class GatewaySessions:
    """Holds the sessions of the bot, connected or waiting to be resumed.

    While no session is connected the bot keeps its seats in voice for ``voice_linger_s``, then it
    leaves. A client that identifies in time finds them unchanged.
    """

    def __init__(self, world: World, *, privileged_intents: int, voice_linger_s: float) -> None:
        self.resume_url = ""
        self._world = world
        self._allowed_intents = KNOWN & ~PRIVILEGED | privileged_intents
        self._voice_linger_s = voice_linger_s
        self._sessions: list[Session] = []
        self._farewell: asyncio.TimerHandle | None = None

    @property
    def connected(self) -> list[Session]:
        return [session for session in self._sessions if session.outlet is not None]

    def open(self, outlet: Outlet, identify: JsonObject) -> Session:
        """Begin a session: READY, then a GUILD_CREATE for every guild of its shard."""
        intents, shard = self._intents(identify.get("intents")), _shard(identify.get("shard"))
        session = Session(intents, shard, outlet)
        self._sessions.append(session)
        del self._sessions[:-KEPT_SESSIONS]
        self._stay()
        guilds = [g for g in self._world.guilds_of(self._world.bot_id) if session.covers(g.id)]
        session.dispatch("READY", self._ready(session, [guild.id for guild in guilds]))
        for guild in guilds:
            if guild.available:
                people, bot_id = self._world.people, self._world.bot_id
                session.tell(guild_arrival(guild, people, bot_id, invited=False))
        return session

    def resume(self, outlet: Outlet, session_id: object, seq: object) -> Session | None:
        """Continue a session with what it missed; None when there is nothing to continue."""
        session = next((one for one in self._sessions if one.id == session_id), None)
        if session is None or not isinstance(seq, int) or not session.can_replay_after(seq):
            return None
        if session.outlet is not None:
            session.outlet.hang_up(Close.UNKNOWN_ERROR, "Resumed elsewhere.")
        session.outlet = outlet
        self._stay()
        session.replay_after(seq)
        session.dispatch("RESUMED", {})
        return session

    def lose(self, session: Session, outlet: Outlet, *, resumable: bool) -> None:
        """Note that a session's connection is gone; the client may come back if ``resumable``."""
        if session.outlet is not outlet:
            return
        session.outlet = None
        if not resumable and session in self._sessions:
            self._sessions.remove(session)
        self._leave_unless_back()

    def tell(self, dispatch: Dispatch) -> None:
        for session in self._sessions:
            session.tell(dispatch)

    def hang_up(self, code: int, reason: str) -> None:
        for session in self.connected:
            if session.outlet is not None:
                session.outlet.hang_up(code, reason)

    def send(self, message: JsonObject) -> None:
        """Send every connected client something that is not an event."""
        for session in self.connected:
            if session.outlet is not None:
                session.outlet.send(message)

    def invalidate(self) -> None:
        """End every session, also those waiting to be resumed; clients must identify anew."""
        self.send(payload(Op.INVALID_SESSION, data=False))
        for session in self._sessions:
            session.outlet = None
        self._sessions.clear()
        self._leave_unless_back()

    def pause(self) -> None:
        """Stop the clock on the bot's voice seats while the server is not running."""
        self._stay()

    def unpause(self) -> None:
        self._leave_unless_back()

    def _intents(self, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or value & ~KNOWN:
            raise GatewayCloseError(Close.INVALID_INTENTS, "Invalid intent(s).")
        if value & ~self._allowed_intents:
            raise GatewayCloseError(Close.DISALLOWED_INTENTS, "Disallowed intent(s).")
        return value

    def _ready(self, session: Session, guild_ids: list[str]) -> JsonObject:
        bot = self._world.bot
        return {
            "v": 10,
            "user": wire.user(bot) | {"mfa_enabled": True, "verified": True, "email": None},
            "user_settings": {},
            "relationships": [],
            "private_channels": [],
            "presences": [],
            "guilds": [{"id": guild_id, "unavailable": True} for guild_id in guild_ids],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.resume_url,
            "shard": list(session.shard),
            "application": {"id": bot.id, "flags": 0},
        }

    def _leave_unless_back(self) -> None:
        bot_id, guilds = self._world.bot_id, self._world.guilds.values()
        is_seated = any(bot_id in guild.voice_states for guild in guilds)
        if is_seated and self._farewell is None and not self.connected:
            loop = asyncio.get_running_loop()
            self._farewell = loop.call_later(self._voice_linger_s, self._leave)

    def _leave(self) -> None:
        self._farewell = None
        self._world.leave_voice(self._world.bot_id)

    def _stay(self) -> None:
        if self._farewell is not None:
            self._farewell.cancel()
            self._farewell = None


def _shard(value: object) -> tuple[int, int]:
    match value:
        case None:
            return 0, 1
        case [int(number), int(count)] if 0 <= number < count:
            return number, count
        case _:
            raise GatewayCloseError(Close.INVALID_SHARD, "Invalid shard.")
