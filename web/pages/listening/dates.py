"""Days, months and hours as people of each language write them."""

from datetime import UTC, date, datetime
from typing import Literal

from babel.dates import (
    format_date,
    format_datetime,
    format_skeleton,
    get_day_names,
    get_month_names,
)

from player.history.periods import Grain
from web.language import spoken

SHORT = {Grain.DAY: "MMMd", Grain.MONTH: "yMMM", Grain.YEAR: "y"}
LONG = {Grain.MONTH: "yMMMM", Grain.YEAR: "y"}
HOURS = 24


def short_period(period: str, grain: Grain) -> str:
    """Return “12 May”, “May 2026”, or “2026”, in the order of the language."""
    return format_skeleton(SHORT[grain], _first_day(period), locale=spoken().language)


def long_period(period: str, grain: Grain) -> str:
    if grain is Grain.DAY:
        return format_date(_first_day(period), "long", locale=spoken().language)
    return format_skeleton(LONG[grain], _first_day(period), locale=spoken().language)


def weekdays(width: Literal["abbreviated", "wide"] = "abbreviated") -> list[str]:
    """Return the names of the days, Monday first."""
    names = get_day_names(width, context="stand-alone", locale=spoken().language)
    return [names[number] for number in range(7)]


def month_initials() -> list[str]:
    names = get_month_names("narrow", context="stand-alone", locale=spoken().language)
    return [names[number] for number in range(1, 13)]


def hour_span(hour: int) -> str:
    """Return “20:00–21:00”."""
    return f"{hour:02}:00\N{EN DASH}{(hour + 1) % HOURS:02}:00"


def date_and_time(at_ms: int) -> str:
    """Return a moment as the language writes it, in UTC."""
    moment = datetime.fromtimestamp(at_ms / 1000, UTC)
    return format_datetime(moment, "short", locale=spoken().language)


def _first_day(period: str) -> date:
    year, month, day = (period + "-01-01"[len(period) - 4 :]).split("-")
    return date(int(year), int(month), int(day))
