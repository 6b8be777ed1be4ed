"""Runs what must not keep anybody waiting, and leaves nothing behind at the end."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

from player.ending import end

log = structlog.get_logger()


class Background:
    """Tasks that are nobody's to await."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        await end(*self._tasks)


async def _guarded(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Exception:  # A fault in one guild's affairs is logged and hurts no other guild.
        log.exception("node_work_broke")
