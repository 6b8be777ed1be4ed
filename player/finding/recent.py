"""Keeps answers for a short while; equal questions at the same time are asked once."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from player.ending import end

Key = TypeVar("Key")
Value = TypeVar("Value")

KEPT_S = 60.0
MOST = 256


class Recent(Generic[Key, Value]):
    """Answers by question, at most `MOST` for `KEPT_S`; failures are not kept."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[Key, tuple[float, Value]] = {}
        self._asking: dict[Key, asyncio.Task[Value]] = {}

    async def answer(self, key: Key, ask: Callable[[], Awaitable[Value]]) -> Value:
        """Return what is known, or what `ask` says, which others who wait for it share."""
        kept = self._kept.get(key)
        if kept is not None and self._clock() < kept[0]:
            return kept[1]
        asking = self._asking.get(key)
        if asking is None:
            asking = self._asking[key] = asyncio.create_task(self._ask(key, ask))
            asking.add_done_callback(_look_at)
        # Whoever goes away must not take the answer from the others.
        return await asyncio.shield(asking)

    async def close(self) -> None:
        await end(*self._asking.values())

    async def _ask(self, key: Key, ask: Callable[[], Awaitable[Value]]) -> Value:
        try:
            value = await ask()
        finally:
            del self._asking[key]
        self._kept.pop(key, None)
        self._kept[key] = (self._clock() + KEPT_S, value)
        while len(self._kept) > MOST:
            del self._kept[next(iter(self._kept))]
        return value


def _look_at(asking: asyncio.Task[Value]) -> None:
    """Look at a failure that nobody waits for any more, or asyncio would log it as overlooked."""
    if not asking.cancelled():
        asking.exception()
