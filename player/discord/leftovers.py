"""Ends the tasks that hikari forgets when a bot is closed before it was ready."""

import asyncio

NAMES = ("keep alive (shard ", "heartbeat (shard ", "poll events (shard ", "handler '")
PATIENCE_S = 0.3


def gateway_tasks() -> frozenset[asyncio.Task[object]]:
    """Return the running tasks that belong to a hikari gateway, known by their names."""
    return frozenset(task for task in asyncio.all_tasks() if task.get_name().startswith(NAMES))


async def end_leftovers(before: frozenset[asyncio.Task[object]]) -> None:
    """Cancel the gateway tasks that did not run `before`, twice if need be.

    A shard that is cancelled first says goodbye to Discord, who may not answer; the second
    cancellation cuts that short.
    """
    for _ in range(2):
        leftovers = gateway_tasks() - before
        for task in leftovers:
            task.cancel()
        if leftovers:
            done, _pending = await asyncio.wait(leftovers, timeout=PATIENCE_S)
            _fetch_failures(done)


def _fetch_failures(done: set[asyncio.Task[object]]) -> None:
    """Look at what the tasks died of, so that asyncio does not log it as overlooked."""
    for task in done:
        if not task.cancelled():
            task.exception()
