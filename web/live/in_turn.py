"""Asks something about many open streams, a few at a time, so that everybody else is served too."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator

from web.live.subscription import Subscription

AT_ONCE = 8


async def for_each(
    subscriptions: Iterable[Subscription], ask: Callable[[Subscription], Awaitable[None]]
) -> None:
    """Call `ask` for every stream; it does not raise."""
    left = iter(tuple(subscriptions))
    await asyncio.gather(*(_work_off(left, ask) for _ in range(AT_ONCE)))


async def _work_off(
    left: Iterator[Subscription], ask: Callable[[Subscription], Awaitable[None]]
) -> None:
    for subscription in left:
        await ask(subscription)
        # An answer that is known already takes no time, and a thousand of them in a row a lot.
        await asyncio.sleep(0)
