"""Writes what has gathered in memory every few seconds, and once more at the end."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from player.ending import end, farewell

log = structlog.get_logger()

EVERY_S = 3.0


class Flushing:
    """Calls `flush` over and over; what a failed call could not write is written by a later one."""

    def __init__(
        self, name: str, flush: Callable[[], Awaitable[None]], every_s: float = EVERY_S
    ) -> None:
        self._name = name
        self._flush = flush
        self._every_s = every_s
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name=self._name)

    async def close(self) -> None:
        if self._task is not None:
            await end(self._task)
        await farewell(self._try())

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(self._every_s)
            await self._try()

    async def _try(self) -> None:
        try:
            await self._flush()
        except Exception as failure:  # noqa: BLE001 - Whatever ails the database, we try again.
            log.warning("not_written", what=self._name, reason=str(failure))
