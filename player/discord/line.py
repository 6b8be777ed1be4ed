"""Knows which shards of the gateway are connected, and whether their guilds have arrived."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from auth.identity import GuildId

ARRIVAL_GRACE_S = 5.0


@dataclass(frozen=True, slots=True)
class Shard:
    """One of the connections over which Discord spreads the guilds of a bot."""

    id: int = 0
    count: int = 1

    def carries(self, guild_id: GuildId) -> bool:
        return (int(guild_id) >> 22) % self.count == self.id


class Line:
    """The state of the gateway connections of one bot."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._connected: set[Shard] = set()
        self._awaited: set[GuildId] = set()
        self._ready_at = 0.0

    @property
    def complete(self) -> bool:
        """Say whether every shard is connected and every guild that it announced is known.

        Guilds in an outage may never arrive, so they are waited for a short while only.
        """
        count = next((shard.count for shard in self._connected), 0)
        if count == 0 or len(self._connected) < count:
            return False
        return not self._awaited or self._clock() - self._ready_at >= ARRIVAL_GRACE_S

    def reaches(self, guild_id: GuildId) -> bool:
        return any(shard.carries(guild_id) for shard in self._connected)

    def opened(self, shard: Shard, announced: Iterable[GuildId]) -> None:
        """Note a fresh session; the announced guilds are about to arrive one by one."""
        self._awaited |= set(announced)
        self._ready_at = self._clock()
        self.resumed(shard)

    def resumed(self, shard: Shard) -> None:
        self._connected.add(shard)

    def arrived(self, guild_id: GuildId) -> None:
        self._awaited.discard(guild_id)

    def closed(self, shard: Shard) -> None:
        self._connected.discard(shard)
        self._awaited = {guild for guild in self._awaited if not shard.carries(guild)}

    def shards(self) -> frozenset[Shard]:
        return frozenset(self._connected)
