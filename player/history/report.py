"""What a span of days comes to, for one person or one guild: the substance of all statistics."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from auth.identity import UserId
from player.history.periods import (
    ALL,
    DAY,
    EVERYTHING,
    Grain,
    Parts,
    covering,
    day_of,
    in_years,
    period_within,
    periods_of,
    stretch_of,
)
from player.history.streaks import Streaks, streaks
from player.history.tallied import Step, Tallied, TallyReader
from player.history.tallies import Kind, Subject

HOURS_OF_WEEK = 7 * 24
MOST_DAYS_BY_DAY = 62
MOST_DAYS_BY_MONTH = 3 * 366
TOP = 10
LATEST_DISCOVERIES = 6
THINGS = (Kind.ARTIST, Kind.TRACK)
"""What one can discover; people are ranked, but not discovered."""


PEOPLE = (Kind.LISTENER, Kind.REQUESTER)
MOST_LOOKED_AT = 5 * TOP
"""Among how many people those who do not hide are looked for."""


class Hiding(Protocol):
    async def hidden_among(self, user_ids: Collection[UserId]) -> Collection[UserId]:
        """Return who of these people wants to be in no ranking."""
        ...


@dataclass(frozen=True, slots=True)
class Days:
    """The days from the first to the last, both included, in UTC."""

    first: date
    last: date

    @property
    def count(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def grain(self) -> Grain:
        """How long the steps are in which so many days are shown."""
        if self.count <= MOST_DAYS_BY_DAY:
            return Grain.DAY
        return Grain.MONTH if self.count <= MOST_DAYS_BY_MONTH else Grain.YEAR


@dataclass(frozen=True, slots=True)
class Discoveries:
    """How many things were new, and the latest of them."""

    count: int
    latest: Sequence[Tallied]


@dataclass(frozen=True, slots=True)
class Report:
    """All that is known of a span of days.

    `hours` has one number for each hour of the week, `active` the days with music in the span. The
    streaks are those of all times.
    """

    days: Days
    steps: Sequence[Step]
    hours: Sequence[int]
    tops: Mapping[Kind, Sequence[Tallied]]
    different: Mapping[Kind, int]
    discoveries: Mapping[Kind, Discoveries]
    active: Sequence[date]
    streaks: Streaks

    @property
    def plays(self) -> int:
        return sum(step.plays for step in self.steps)

    @property
    def played_ms(self) -> int:
        return sum(step.played_ms for step in self.steps)

    @property
    def best_step(self) -> Step | None:
        """The day, month or year with the most plays; of several the first."""
        best = max(self.steps, key=lambda step: step.plays, default=None)
        return best if best and best.plays else None

    @property
    def best_hour(self) -> int | None:
        """The hour of the week with the most plays."""
        return self.hours.index(max(self.hours)) if any(self.hours) else None


class Reports:
    """Makes reports from few tallies, however many plays there are; `now` is Unix time in ms."""

    def __init__(self, tallies: TallyReader, hiding: Hiding, now: Callable[[], int]) -> None:
        self._tallies = tallies
        self._hiding = hiding
        self._now = now

    def today(self) -> date:
        return day_of(self._now())

    async def since(self, subject: Subject) -> Days:
        """Return all days from the first play to today."""
        began_at = await self._tallies.began_at(subject)
        return Days(self.today() if began_at is None else day_of(began_at), self.today())

    async def over(self, subject: Subject, days: Days, kinds: Sequence[Kind] = THINGS) -> Report:
        """Return what was played in these days, with tops of these kinds."""
        everything = await self.since(subject)
        days = Days(days.first, min(days.last, everything.last))
        parts, of = _parts(days, everything), self._tallies
        periods = [ALL] if parts == EVERYTHING else covering(days.first, days.last)
        stretch = stretch_of(days.first, days.last)
        totals, hours, active, tops, different, discoveries = await asyncio.gather(
            of.totals(subject, covering(days.first, days.last, days.grain)),
            of.hours(subject, periods),
            of.days(subject),
            asyncio.gather(*(self._tops(subject, kind, parts) for kind in kinds)),
            asyncio.gather(*(of.different(subject, kind, parts) for kind in kinds)),
            asyncio.gather(
                *(of.discovered(subject, kind, stretch, LATEST_DISCOVERIES) for kind in THINGS)
            ),
        )
        return Report(
            days=days,
            steps=filled(totals, days),
            hours=[hours.get(hour, 0) for hour in range(HOURS_OF_WEEK)],
            tops=dict(zip(kinds, tops, strict=True)),
            different=dict(zip(kinds, different, strict=True)),
            discoveries={
                kind: Discoveries(*found) for kind, found in zip(THINGS, discoveries, strict=True)
            },
            active=[day for day in active if days.first <= day <= days.last],
            streaks=streaks(active, everything.last),
        )

    async def _tops(self, subject: Subject, kind: Kind, parts: Parts) -> Sequence[Tallied]:
        if kind not in PEOPLE:
            return await self._tallies.tops(subject, kind, parts, TOP)
        found = await self._tallies.tops(subject, kind, parts, MOST_LOOKED_AT)
        hidden = await self._hiding.hidden_among([UserId(one.key) for one in found])
        return [one for one in found if one.key not in hidden][:TOP]


def filled(totals: Sequence[Step], days: Days) -> list[Step]:
    """Return every step of these days, also those in which nothing was played.

    The totals are of periods that are no longer than the steps, and of these days alone.
    """
    every = (days.first + DAY * number for number in range(days.count))
    steps = {period: Step(period) for day in every if (period := periods_of(day)[days.grain])}
    for total in totals:
        period = period_within(total.period, days.grain)
        steps[period] += total
    return list(steps.values())


def _parts(days: Days, everything: Days) -> Parts:
    """Return of what parts these days are made.

    Where nothing was played before or after them, whole years say the same, and are read faster.
    """
    from_the_first, to_the_last = days.first <= everything.first, days.last >= everything.last
    if from_the_first and to_the_last:
        return EVERYTHING
    first = date(days.first.year, 1, 1) if from_the_first else days.first
    last = date(days.last.year, 12, 31) if to_the_last else days.last
    return in_years(first, last)
