"""All guilds' players of this process: finds them, starts them, and brings them back."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace

from auth.identity import GuildId
from player.core.commands import BotVoiceChanged, GatewayReady, ListenersChanged, Observation
from player.core.state import PlayerState
from player.ending import end
from player.ports import Snapshot
from player.session import Outside, Session


class Players:
    """Keeps one session per guild for as long as the process lives."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self._sessions: dict[GuildId, Session] = {}
        self._attaching: set[asyncio.Task[None]] = set()

    def of(self, guild_id: GuildId) -> Session:
        """Return the guild's session, starting it on first use; the caller knows the guild."""
        session = self._sessions.get(guild_id)
        return session or self._begin(PlayerState(guild_id), 0)

    def all(self) -> Iterable[Session]:
        return tuple(self._sessions.values())

    def restore(self, snapshots: Iterable[Snapshot], last_alive: int | None) -> None:
        """Bring stored players back, each at the position where the process was last alive."""
        for snapshot in snapshots:
            stood_at = max(snapshot.saved_at, last_alive or 0)
            self._begin(_at_rest(snapshot.state, stood_at), snapshot.seq)

    def observe(self, guild_id: GuildId, observation: Observation) -> None:
        """Pass on what the world reports about a guild.

        A guild whose player nobody has used yet has no session, and needs none: it learns all
        this when it begins. Only a bot that already sits in a channel is a reason to begin.
        """
        session = self._sessions.get(guild_id)
        if session is not None:
            session.observe(observation)
        elif isinstance(observation, BotVoiceChanged) and observation.channel_id is not None:
            self.of(guild_id)

    async def close(self) -> None:
        await end(*self._attaching)
        await asyncio.gather(*(session.close() for session in self._sessions.values()))

    def _begin(self, state: PlayerState, seq: int) -> Session:
        policy = self._outside.policies.of(state.guild_id)
        session = Session(replace(state, policy=policy), seq, self._outside)
        self._sessions[state.guild_id] = session
        session.start()
        self._tell_the_present(session)
        attaching = asyncio.create_task(self._outside.node.attach(state.guild_id))
        self._attaching.add(attaching)
        attaching.add_done_callback(self._attaching.discard)
        return session

    def _tell_the_present(self, session: Session) -> None:
        directory = self._outside.directory
        if not directory.connected or directory.guild(session.guild_id) is None:
            return
        session.observe(GatewayReady())
        session.observe(BotVoiceChanged(directory.bot_channel(session.guild_id)))
        seats = directory.listeners(session.guild_id)
        listeners = tuple(seat.person.id for seat in seats)
        deafened = tuple(seat.person.id for seat in seats if seat.deafened)
        badges = tuple(directory.badge(seat) for seat in seats)
        session.observe(ListenersChanged(listeners, deafened, badges))


def _at_rest(state: PlayerState, now: int) -> PlayerState:
    """Return the state with everything disconnected: nothing is known of the world yet."""
    playhead = state.playhead
    if playhead is not None:
        playhead = playhead.changed(now, state.length_ms, stalled=True)
    return replace(
        state,
        playhead=playhead,
        voice_connected=False,
        node_connected=False,
        discord_connected=False,
        listeners=(),
    )
