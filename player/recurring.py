"""Does something every so often, for as long as the process lives."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from player.core.errors import PlayerError
from player.ending import end

log = structlog.get_logger()


class Recurring:
    """Calls `work` again and again, first after one pause; what fails is tried again the next time.

    Nothing is hurried at the start, when nodes and Discord are still being reached.
    """

    def __init__(self, name: str, work: Callable[[], Awaitable[None]], every_s: float) -> None:
        self._name = name
        self._work = work
        self._every_s = every_s
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name=self._name)

    async def close(self) -> None:
        if self._task is not None:
            await end(self._task)

    async def once(self) -> None:
        """Do it now; whatever goes wrong is written to the log."""
        try:
            await self._work()
        except PlayerError as failure:
            log.warning("not_done", what=self._name, reason=str(failure))
        except Exception:
            log.exception("recurring_failed", what=self._name)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(self._every_s)
            await self.once()
