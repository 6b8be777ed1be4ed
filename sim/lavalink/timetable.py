"""What a node has to do at a later moment of its own time, done in order and never early."""

import asyncio
import heapq
from collections.abc import Callable
from itertools import count

from sim.lavalink.clock import NodeClock

Action = Callable[[], None]


class Appointment:
    """Something planned that can still be called off."""

    __slots__ = ("action", "cancelled")

    def __init__(self, action: Action) -> None:
        self.action = action
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class Timetable:
    """The appointments of a node, carried out by `run` or, on demand, by `catch_up`.

    Actions are plain functions: nothing else happens between two of them that are due.
    """

    def __init__(self, clock: NodeClock) -> None:
        self._clock = clock
        self._waiting: list[tuple[float, int, Appointment]] = []
        self._numbers = count()
        self._changed = asyncio.Event()

    def at(self, due_ms: float, action: Action) -> Appointment:
        appointment = Appointment(action)
        heapq.heappush(self._waiting, (due_ms, next(self._numbers), appointment))
        self._changed.set()
        return appointment

    def every(self, interval_ms: float, action: Action) -> Appointment:
        """Do something now and then at a fixed rate, until the appointment is cancelled."""
        series = Appointment(action)
        self._repeat(series, self._clock.now_ms(), interval_ms)
        return series

    def catch_up(self) -> None:
        """Do everything that is due by now."""
        while self._waiting and self._waiting[0][0] <= self._clock.real_now_ms():
            due_ms, _, appointment = heapq.heappop(self._waiting)
            if not appointment.cancelled:
                with self._clock.frozen_at(due_ms):
                    appointment.action()

    async def run(self) -> None:
        """Keep the appointments as time goes by."""
        while True:
            self.catch_up()
            self._changed.clear()
            await self._sleep_until_next()

    async def _sleep_until_next(self) -> None:
        due = self._clock.seconds_until(self._waiting[0][0]) if self._waiting else None
        try:
            async with asyncio.timeout(due):
                await self._changed.wait()
        except TimeoutError:
            return

    def _repeat(self, series: Appointment, due_ms: float, interval_ms: float) -> None:
        if series.cancelled:
            return
        series.action()
        following_ms = due_ms + interval_ms
        self.at(following_ms, lambda: self._repeat(series, following_ms, interval_ms))
