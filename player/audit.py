"""Keeps a log of who did what with a guild's player and settings, in words."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from auth.identity import GuildId, Person, UserId
from player.bus import Recorded
from player.core.sentence import Sentence
from player.deeds import Deed
from player.telling import sort_of, tell, tell_passed_votes

KEPT = 500
"""How many lines of each guild are kept."""

WAITING_AT_MOST = 5_000

PersonOf = Callable[[GuildId, UserId], Person | None]


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line; `person` is None where nobody in particular acted. `at` is Unix time in ms.

    `deed` is None in lines that were written before there were sorts.
    """

    guild_id: GuildId
    at: int
    person: Person | None
    text: str
    deed: Deed | None = None

    @property
    def moment(self) -> datetime:
        return datetime.fromtimestamp(self.at / 1000, UTC)

    @property
    def sentence(self) -> str:
        if self.person is None:
            return self.text
        return Sentence("{who} {told}", who=self.person.display_name, told=self.text)


class LogStore(Protocol):
    async def append(self, entries: Sequence[LogEntry]) -> None:
        """Add lines in their order, and forget what is older than the latest 500 of a guild."""
        ...

    async def latest(self, guild_id: GuildId) -> Sequence[LogEntry]:
        """Return a guild's lines, the latest first."""
        ...


class AuditTrail:
    """Writes down what people do; a listener of the bus."""

    def __init__(self, store: LogStore, person_of: PersonOf, now: Callable[[], int]) -> None:
        self._store = store
        self._person_of = person_of
        self._now = now
        self._waiting: deque[LogEntry] = deque(maxlen=WAITING_AT_MOST)
        self._writing = asyncio.Lock()

    def record(self, recorded: Recorded) -> None:
        """Note what a person did with the player, and votes that passed by themselves."""
        guild_id, at = recorded.guild_id, recorded.at
        for sentence in tell_passed_votes(recorded):
            self._waiting.append(LogEntry(guild_id, at, None, sentence, Deed.VOTES))
        told = tell(recorded)
        if told is not None and recorded.actor.user_id is not None:
            self._add(guild_id, at, recorded.actor.user_id, told, sort_of(recorded))

    def note(self, guild_id: GuildId, user_id: UserId, text: str) -> None:
        """Note what a person did with the settings; `text` follows their name."""
        self._add(guild_id, self._now(), user_id, text, Deed.SETTINGS)

    def remark(self, guild_id: GuildId, text: str) -> None:
        """Note what nobody in person did."""
        self._waiting.append(LogEntry(guild_id, self._now(), None, text, Deed.SETTINGS))

    async def latest(self, guild_id: GuildId) -> Sequence[LogEntry]:
        """Return the latest lines of a guild, the newest first."""
        await self.flush()
        return await self._store.latest(guild_id)

    async def flush(self) -> None:
        """Write what waits; on failure it goes on waiting."""
        async with self._writing:
            entries = tuple(self._waiting)
            if not entries:
                return
            self._waiting.clear()
            try:
                await self._store.append(entries)
            except BaseException:
                self._waiting.extendleft(reversed(entries))
                raise

    def _add(
        self, guild_id: GuildId, at: int, user_id: UserId, text: str, deed: Deed | None
    ) -> None:
        seen = self._person_of(guild_id, user_id) or Person(user_id, user_id, "Somebody")
        self._waiting.append(LogEntry(guild_id, at, seen, text, deed))
