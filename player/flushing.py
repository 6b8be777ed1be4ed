"""Writes what has gathered in memory every few seconds, and once more at the end."""

from collections.abc import Awaitable, Callable

from player.ending import farewell
from player.recurring import Recurring

EVERY_S = 3.0


class Flushing:
    """Calls `flush` over and over; what a failed call could not write is written by a later one."""

    def __init__(
        self, name: str, flush: Callable[[], Awaitable[None]], every_s: float = EVERY_S
    ) -> None:
        self._recurring = Recurring(name, flush, every_s)

    def start(self) -> None:
        self._recurring.start()

    async def close(self) -> None:
        await self._recurring.close()
        await farewell(self._recurring.once())
