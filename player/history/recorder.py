"""Writes the history of what our own players play; a listener of the bus."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import uuid4

from auth.identity import ChannelId, GuildId
from player.bus import Recorded
from player.core.events import TrackEnded, TrackStarted
from player.core.state import PlayerState
from player.core.track import Entry
from player.history.history import History
from player.history.play import Origin, Play, PlayId, StayId
from player.history.ports import LeftOpen, OpenStore
from player.history.stay import Stay
from player.history.turn import Turn

Ended = Callable[[Play], Awaitable[None]]
"""Is told of every play that is over, at least once, and before a restart would forget it."""


@dataclass(frozen=True, slots=True)
class _Watched:
    """A guild's player as it stands, its turn and its stay, where there are any."""

    state: PlayerState
    turn: Turn | None = None
    stay: Stay | None = None


class Recorder:
    """Measures as things happen, and writes every few seconds what came of it.

    What is still open is written, too, so that a restart goes on with the same play and a crash
    loses no more than the last few seconds of it.
    """

    def __init__(
        self, history: History, store: OpenStore, now: Callable[[], int], ended: Ended
    ) -> None:
        self._history = history
        self._ended = ended
        self._store = store
        self._now = now
        self._watched: dict[GuildId, _Watched] = {}
        self._left: dict[GuildId, LeftOpen] = {}
        self._begun: dict[PlayId, Play] = {}
        self._over: list[Play] = []
        self._stays: dict[StayId, Stay] = {}
        self._writing = asyncio.Lock()

    async def load(self) -> None:
        """Take up what the last run left open; before any player is restored."""
        self._left = {left.guild_id: left for left in await self._store.all()}

    def record(self, recorded: Recorded) -> None:
        """Take in what happened to a player."""
        guild_id, at = recorded.guild_id, recorded.at
        before = self._watched.get(guild_id) or self._taken_up(recorded)
        turn = before.turn.measured(before.state, at) if before.turn else None
        stay = self._stay(guild_id, before.stay, recorded.after.channel_id, at)
        for event in recorded.events:
            match event:
                case TrackStarted(entry):
                    self._close(turn)
                    play = _play(entry, recorded.after, stay, at)
                    self._begun[play.id] = play
                    turn = Turn(play, entry.id, at)
                case TrackEnded():
                    self._close(turn)
                    turn = None
                case _:
                    pass
        if recorded.after.current is None:
            self._close(turn)
            turn = None
        self._watched[guild_id] = _Watched(recorded.after, turn, stay)

    async def flush(self) -> None:
        """Measure everything up to now, and write it."""
        self._measure(self._now())
        async with self._writing:
            for stay in tuple(self._stays.values()):
                await self._history.save_stay(stay)
                if self._stays.get(stay.id) == stay:
                    del self._stays[stay.id]
            while self._over:
                await self._ended(await self._history.end(self._over[0]))
                self._over.pop(0)
            await self._store.replace(self._open())
            # Last, so that no play is there as going on that a restart would not know of.
            for play in tuple(self._begun.values()):
                await self._history.begin(play)
                self._begun.pop(play.id, None)

    def _measure(self, now: int) -> None:
        for guild_id, watched in tuple(self._watched.items()):
            if watched.turn is not None:
                turn = watched.turn.measured(watched.state, now)
                self._watched[guild_id] = _Watched(watched.state, turn, watched.stay)

    def _open(self) -> list[LeftOpen]:
        """Return what is open now, and what the last run left and nobody has asked about yet."""
        ours = [
            LeftOpen(guild_id, watched.turn, watched.stay)
            for guild_id, watched in self._watched.items()
            if watched.turn or watched.stay
        ]
        return [*ours, *self._left.values()]

    def _taken_up(self, recorded: Recorded) -> _Watched:
        """Go on with what the last run left of a guild, as far as the player went on, too."""
        left = self._left.pop(recorded.guild_id, None)
        if left is None:
            return _Watched(recorded.before)
        current, turn = recorded.before.current, left.turn
        if turn is not None and current is not None and current.id == turn.entry_id:
            # Nobody measured while we were away.
            turn = turn.resumed(recorded.at)
        else:
            self._close(turn)
            turn = None
        return _Watched(recorded.before, turn, left.stay)

    def _close(self, turn: Turn | None) -> None:
        if turn is not None:
            self._begun.pop(turn.play.id, None)
            self._over.append(turn.over())

    def _stay(
        self, guild_id: GuildId, stay: Stay | None, channel_id: ChannelId | None, at: int
    ) -> Stay | None:
        """Return the stay that goes on in a channel, having ended the one in another."""
        if stay is not None and stay.channel_id == channel_id:
            return stay
        if stay is not None:
            self._stays[stay.id] = stay.ended(at)
        if channel_id is None:
            return None
        begun = Stay(StayId(uuid4().hex), guild_id, at, channel_id=channel_id)
        self._stays[begun.id] = begun
        return begun


def _play(entry: Entry, state: PlayerState, stay: Stay | None, at: int) -> Play:
    """Return the play as it begins; who really listened is known at its end."""
    track = entry.track
    return Play(
        id=PlayId(uuid4().hex),
        origin=Origin.PLAYER,
        title=track.title,
        artist=track.author,
        album=track.album,
        started_at=at,
        listeners=tuple(state.electorate),
        guild_id=state.guild_id,
        stay_id=stay.id if stay else None,
        source=track.source,
        source_id=track.identifier,
        url=track.url,
        artwork_url=track.artwork_url,
        duration_ms=track.length_ms,
        requester=entry.requester,
    )
