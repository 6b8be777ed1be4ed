"""Spans of days that tallies are kept for, and how any span is made of few of them (pure)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

ALL = "all"
DAY = timedelta(days=1)
_NAME_LENGTHS = {"day": 10, "month": 7, "year": 4}


class Grain(StrEnum):
    """How long a period is."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Stretch:
    """The time between two moments in Unix milliseconds; the latter is not in it."""

    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Parts:
    """Days in parts: periods that have tallies of things, and stretches whose plays are read."""

    periods: Sequence[str] = ()
    stretches: Sequence[Stretch] = ()


EVERYTHING = Parts([ALL])


def day_of(moment_ms: int) -> date:
    """Return the day of a moment in UTC, by which all statistics count."""
    return datetime.fromtimestamp(moment_ms / 1000, UTC).date()


def hour_of_week(moment_ms: int) -> int:
    """Return the hour of the week in UTC, from 0 (Monday, midnight) to 167."""
    moment = datetime.fromtimestamp(moment_ms / 1000, UTC)
    return moment.weekday() * 24 + moment.hour


def periods_of(day: date) -> dict[Grain, str]:
    """Return the period of each grain that a day lies in."""
    text = day.isoformat()
    return {Grain.DAY: text, Grain.MONTH: text[:7], Grain.YEAR: text[:4], Grain.ALL: ALL}


def covering(first: date, last: date, longest: Grain = Grain.YEAR) -> list[str]:
    """Return the fewest periods that make up the days from the first to the last, both included.

    None of them is longer than the `longest`.
    """
    return list(_covering(first, last, longest))


def in_years(first: date, last: date) -> Parts:
    """Return the days from the first to the last in whole years, and what is before and after."""
    since = date(first.year + ((first.month, first.day) != (1, 1)), 1, 1)
    until = date(last.year + ((last.month, last.day) == (12, 31)), 1, 1)
    if since >= until:
        return Parts([], [stretch_of(first, last)])
    ends = (first, since - DAY), (until, last)
    return Parts(
        [str(year) for year in range(since.year, until.year)],
        [stretch_of(begin, end) for begin, end in ends if begin <= end],
    )


def stretch_of(first: date, last: date) -> Stretch:
    """Return the time from the beginning of the first day to the end of the last."""
    return Stretch(_midnight(first), _midnight(last + DAY))


def period_within(period: str, grain: Grain) -> str:
    """Return the longer period of a grain that a period lies in; one that is as long is itself."""
    return ALL if grain is Grain.ALL else period[: _NAME_LENGTHS[grain]]


def _covering(first: date, last: date, longest: Grain) -> Iterator[str]:
    day = first
    while day <= last:
        year, month = _year_after(day), _month_after(day)
        if longest is Grain.YEAR and (day.month, day.day) == (1, 1) and year - DAY <= last:
            yield day.isoformat()[:4]
            day = year
        elif longest is not Grain.DAY and day.day == 1 and month - DAY <= last:
            yield day.isoformat()[:7]
            day = month
        else:
            yield day.isoformat()
            day += DAY


def _year_after(day: date) -> date:
    return date(day.year + 1, 1, 1)


def _month_after(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)
