"""Counts what people add, hear, and how long they sit in voice, and has it stored."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from auth.identity import GuildId, UserId
from player.bus import Recorded
from player.core.events import TracksAdded, TrackStarted
from player.core.state import PlayerState
from player.listening import Audience, Gains, Sitting, Tallies, Tally, heard_between

Attended = Callable[[GuildId, UserId, Tally], None]
"""Hears what somebody gained on a server, as soon as it is counted."""

SittersOf = Callable[[GuildId], Iterable[UserId]]
"""Names the humans who sit in voice channels of a guild; nobody while Discord is out of reach."""


class StatisticsStore(Protocol):
    async def add(self, gains: Gains) -> None: ...

    async def of(self, user_id: UserId) -> Tally: ...


@dataclass(frozen=True, slots=True)
class _Playing:
    """A guild's player as it has stood since a moment, and what its listeners have heard."""

    state: PlayerState
    since: int
    audience: Audience


class Statistics:
    """Counts as things happen, and writes what was gained; a listener of the bus.

    Nothing is written twice: what was gained is taken away before it is written, and put back only
    if the database refused it. A crash loses what was gained since the last writing.
    """

    def __init__(
        self,
        store: StatisticsStore,
        sitters_of: SittersOf,
        now: Callable[[], int],
        attended: Attended = lambda _guild_id, _user_id, _gain: None,
    ) -> None:
        self._store = store
        self._attended = attended
        self._sitters_of = sitters_of
        self._now = now
        self._tallies = Tallies()
        self._playing: dict[GuildId, _Playing] = {}
        self._sitting: dict[GuildId, Sitting] = {}
        self._writing = asyncio.Lock()

    def record(self, recorded: Recorded) -> None:
        """Take in what happened to a player."""
        guild_id, at = recorded.guild_id, recorded.at
        audience = self._listen(guild_id, at)
        for event in recorded.events:
            match event:
                case TracksAdded(entries):
                    for entry in entries:
                        if entry.requester is not None:
                            self._tallies.add(entry.requester, Tally(tracks_added=1))
                case TrackStarted():
                    audience = Audience()
                case _:
                    pass
        before = self._playing.get(guild_id)
        since = max(at, before.since) if before else at
        self._playing[guild_id] = _Playing(recorded.after, since, audience)

    def seats_changed(self, guild_id: GuildId) -> None:
        """Take in that people came to, or went from, voice channels of a guild."""
        now = self._now()
        self._sit(guild_id, now)
        users = frozenset(self._sitters_of(guild_id))
        if users:
            self._sitting[guild_id] = Sitting(users, now)
        else:
            self._sitting.pop(guild_id, None)

    async def of(self, user_id: UserId) -> Tally:
        """Return what is counted of a person up to now."""
        await self.flush()
        return await self._store.of(user_id)

    async def flush(self) -> None:
        """Count everything up to now, and write it."""
        self._count(self._now())
        async with self._writing:
            gains = self._tallies.take()
            if not gains:
                return
            try:
                await self._store.add(gains)
            except BaseException:
                for user_id, gain in gains.items():
                    self._tallies.add(user_id, gain)
                raise

    def _count(self, now: int) -> None:
        for guild_id, playing in tuple(self._playing.items()):
            audience = self._listen(guild_id, now)
            self._playing[guild_id] = _Playing(playing.state, max(now, playing.since), audience)
        for guild_id in tuple(self._sitting):
            self._sit(guild_id, now)

    def _listen(self, guild_id: GuildId, now: int) -> Audience:
        """Count what was heard in a guild up to now, and return who has heard what."""
        playing = self._playing.get(guild_id)
        if playing is None:
            return Audience()
        heard, audience = heard_between(playing.state, playing.since, now, playing.audience)
        self._gain(guild_id, heard.gains())
        return audience

    def _sit(self, guild_id: GuildId, now: int) -> None:
        sitting = self._sitting.get(guild_id)
        if sitting is not None:
            gains, self._sitting[guild_id] = sitting.until(now)
            self._gain(guild_id, gains)

    def _gain(self, guild_id: GuildId, gains: Gains) -> None:
        for user_id, gain in gains.items():
            self._tallies.add(user_id, gain)
            self._attended(guild_id, user_id, gain)
