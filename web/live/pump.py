"""Pushes what was published to many streams, some at a time, so that requests are answered too."""

import asyncio
from collections.abc import Callable, Iterator
from itertools import islice

from web.live.subscription import Subscription

SLICE = 64
"""So many writes take half a millisecond, which no request notices."""


class Pump:
    """Goes through all streams of a topic after every frame; the first slice is pushed at once.

    What is published meanwhile is sent along to those whose turn is still to come, and starts
    another round for the others. So frames are in order, and a burst costs fewer rounds.
    """

    def __init__(self, everybody: Callable[[], tuple[Subscription, ...]]) -> None:
        self._everybody = everybody
        self._left: Iterator[Subscription] | None = None
        self._again = False

    def start(self) -> None:
        if self._left is not None:
            self._again = True
            return
        self._again = False
        self._left = iter(self._everybody())
        self._push_slice()

    def _push_slice(self) -> None:
        if self._left is None:
            return
        pushed = 0
        for subscription in islice(self._left, SLICE):
            subscription.push()
            pushed += 1
        if pushed == SLICE:
            asyncio.get_running_loop().call_soon(self._push_slice)
            return
        self._left = None
        if self._again:
            self.start()
