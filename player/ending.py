"""Ends background work for certain: where asking once is not enough, and where nobody answers."""

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from typing import Any

AGAIN_AFTER_S = 1.0
FAREWELL_S = 1.5


async def end(*tasks: asyncio.Task[Any], again_after_s: float = AGAIN_AFTER_S) -> None:
    """Cancel the tasks and return once all of them are over, whatever they died of.

    A cancellation can get lost: before Python 3.12 `asyncio.wait_for` drops one that arrives in
    the moment of success, and the database driver calls it for every message. A task that went on
    is therefore told again.
    """
    pending = {task for task in tasks if not task.done()}
    while pending:
        for task in pending:
            task.cancel()
        _over, pending = await asyncio.wait(pending, timeout=again_after_s)
    for task in tasks:
        if not task.cancelled():
            # Whatever it died of has been looked at, or asyncio would log it as overlooked.
            task.exception()


async def farewell(work: Awaitable[object]) -> None:
    """Let a last piece of work be done, but not hold up the end where nobody answers."""
    with suppress(TimeoutError):
        async with asyncio.timeout(FAREWELL_S):
            await work
