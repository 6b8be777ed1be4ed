"""Keeps us polite to each source: a few requests at once, and a little time between them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

AT_ONCE = 4
"""A source serves others too; with four on the way the time that each takes hardly matters."""

APART_S = 0.2
"""Five a second: what a source would not notice among its visitors, yet 2,000 in seven minutes."""


@dataclass
class _Line:
    """Who waits for one source or is with it; the next may begin at `free_at` (the loop's time)."""

    places: asyncio.Semaphore
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    holders: int = 0


class Courtesy:
    """Lets requests pass source by source; whoever comes first is served first."""

    def __init__(self, at_once: int = AT_ONCE, apart_s: float = APART_S) -> None:
        self.at_once = at_once
        self._apart_s = apart_s
        self._lines: dict[str, _Line] = {}

    @asynccontextmanager
    async def turn(self, source: str) -> AsyncIterator[None]:
        """Hold one of the places at a source."""
        self._forget_idle()
        line = self._lines.setdefault(source, _Line(asyncio.Semaphore(self.at_once)))
        line.holders += 1
        try:
            async with line.places:
                await self._keep_apart(line)
                yield
        finally:
            line.holders -= 1

    async def _keep_apart(self, line: _Line) -> None:
        async with line.turn:
            loop = asyncio.get_running_loop()
            wait_s = line.free_at - loop.time()
            if wait_s > 0:
                await asyncio.sleep(wait_s)
            line.free_at = loop.time() + self._apart_s

    def _forget_idle(self) -> None:
        """Links lead to any number of hosts, which need not be remembered."""
        now = asyncio.get_running_loop().time()
        idle = [one for one, line in self._lines.items() if not line.holders and line.free_at < now]
        for source in idle:
            del self._lines[source]
