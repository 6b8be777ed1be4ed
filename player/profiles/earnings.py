"""Gathers what people do on servers, and has it written into their voice profiles."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import uuid4

from auth.identity import GuildId, UserId
from player.core.policy import ProfileRules
from player.listening import Tally
from player.profiles.earning import Presence

EVERY_S = 15.0
"""How often it is written; what was gained since then is lost when we are killed."""

MOST_AT_ONCE = 200
"""Profiles in one transaction: few, so that bots that change the same ones need not wait."""


@dataclass(frozen=True, slots=True)
class Earning:
    """What one member did, and what their server gives for it."""

    guild_id: GuildId
    user_id: UserId
    presence: Presence
    rules: ProfileRules


@dataclass(frozen=True, slots=True)
class Batch:
    """What is written as a whole; its name is what makes it known when it comes again."""

    id: str
    earnings: tuple[Earning, ...]


class EarningStore(Protocol):
    async def write(self, batch: Batch) -> None:
        """Add a batch to the profiles: once, however often the latest one comes."""
        ...


class Earnings:
    """Gathers as things happen, on those servers that count them.

    A batch stays as it is until the database has confirmed it. One whose fate is unknown is sent
    again under its name, so nothing is counted twice.
    """

    def __init__(self, store: EarningStore, rules_of: Callable[[GuildId], ProfileRules]) -> None:
        self._store = store
        self._rules_of = rules_of
        self._gathered: dict[tuple[GuildId, UserId], Presence] = {}
        self._batches: deque[Batch] = deque()
        self._writing = asyncio.Lock()

    def attended(self, guild_id: GuildId, user_id: UserId, gain: Tally) -> None:
        """Take in how long somebody sat in voice, and how long they heard music there."""
        self._add(guild_id, user_id, Presence(gain.voice_ms, gain.listened_ms))

    def wrote(self, guild_id: GuildId, user_id: UserId) -> None:
        """Take in that somebody wrote a message."""
        self._add(guild_id, user_id, Presence(messages=1))

    async def forget(self, user_id: UserId) -> None:
        """Let nobody have done what somebody did since the last writing."""
        self._gathered = {
            member: presence for member, presence in self._gathered.items() if member[1] != user_id
        }

    async def flush(self) -> None:
        """Write everything up to now."""
        async with self._writing:
            while batch := self._next():
                await self._store.write(batch)
                self._batches.popleft()

    def _add(self, guild_id: GuildId, user_id: UserId, presence: Presence) -> None:
        if presence != Presence() and self._rules_of(guild_id).earning:
            member = guild_id, user_id
            self._gathered[member] = self._gathered.get(member, Presence()) + presence

    def _next(self) -> Batch | None:
        """Return the oldest batch that waits, having made new ones where none did."""
        if not self._batches:
            self._put_up()
        return self._batches[0] if self._batches else None

    def _put_up(self) -> None:
        gathered, self._gathered = self._gathered, {}
        earnings = [
            Earning(guild_id, user_id, presence, self._rules_of(guild_id))
            for (guild_id, user_id), presence in gathered.items()
        ]
        for start in range(0, len(earnings), MOST_AT_ONCE):
            some = tuple(earnings[start : start + MOST_AT_ONCE])
            self._batches.append(Batch(uuid4().hex, some))
