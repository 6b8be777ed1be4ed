"""Counts requests against rates, each caller apart, in bounded memory."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice

from web.rates import Rate

REMEMBERED = 100_000
ROUNDING = 1e-6
"""What sums of fractions may be off by, as a share of an interval."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a caller stands with a rate after a request.

    `wait` is how many seconds too early the request came; 0 for one that is let through. After
    `reset` seconds everything is free again.
    """

    rate: Rate
    remaining: int
    reset: float
    wait: float = 0.0


class Buckets:
    """A bucket for each caller and rate, kept as the moment at which it will be full again.

    That moment moves on by one interval with each request (GCRA, a token bucket without a clock of
    its own). The buckets used longest ago are forgotten first.
    """

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._full_at: dict[tuple[str, str], float] = {}

    def __len__(self) -> int:
        return len(self._full_at)

    def take(self, wanted: Collection[tuple[str, Rate]], now: float) -> Standing:
        """Count a request of one caller per rate; against none of them if one is exhausted.

        Returns how the caller stands with the rate that leaves the least.
        """
        refused = [standing for who, rate in wanted if (standing := self._refusal(who, rate, now))]
        if refused:
            return max(refused, key=lambda standing: standing.wait)
        standings = [self._count(who, rate, now) for who, rate in wanted]
        self._forget(now)
        return min(standings, key=lambda standing: standing.remaining)

    def clear(self) -> None:
        self._full_at.clear()

    def _refusal(self, who: str, rate: Rate, now: float) -> Standing | None:
        missing = self._missing(who, rate, now)
        wait = missing + rate.interval - rate.seconds
        if wait <= rate.interval * ROUNDING:
            return None
        self._keep(who, rate, now + missing)
        return Standing(rate, remaining=0, reset=missing, wait=wait)

    def _count(self, who: str, rate: Rate, now: float) -> Standing:
        missing = self._missing(who, rate, now) + rate.interval
        self._keep(who, rate, now + missing)
        remaining = int((rate.seconds - missing) / rate.interval + ROUNDING)
        return Standing(rate, remaining, reset=missing)

    def _keep(self, who: str, rate: Rate, full_at: float) -> None:
        # Taking it out first keeps those in front that were used longest ago.
        self._full_at.pop((rate.name, who), None)
        self._full_at[rate.name, who] = full_at

    def _missing(self, who: str, rate: Rate, now: float) -> float:
        """Return in how many seconds the bucket will be full."""
        return max(0.0, self._full_at.get((rate.name, who), now) - now)

    def _forget(self, now: float) -> None:
        """Forget buckets that are full again, and the oldest where there are too many.

        Two at a time are enough: a request brings hardly more.
        """
        for key in list(islice(self._full_at, 2)):
            if self._full_at[key] <= now:
                del self._full_at[key]
        while len(self._full_at) > self._most:
            del self._full_at[next(iter(self._full_at))]
