"""Which days a page of statistics is about: a few spans to choose from, named in its address."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quart import request

from player.history.periods import DAY
from player.history.report import Days, Reports
from player.history.tallies import Subject
from web.language import gettext

ALL, WEEK, MONTH = "all", "7", "30"
YEAR = re.compile(r"20[0-9]{2}", re.ASCII)
MOST_YEARS = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """A span of days as people choose it."""

    name: str
    words: str
    days: Days


async def choices(reports: Reports, subject: Subject) -> list[Choice]:
    """Return the spans that make sense for somebody, the shortest first."""
    everything = await reports.since(subject)
    today = everything.last
    years = range(today.year, max(everything.first.year, today.year - MOST_YEARS + 1) - 1, -1)
    return [
        Choice(WEEK, gettext("Last 7 days"), Days(today - 6 * DAY, today)),
        Choice(MONTH, gettext("Last 30 days"), Days(today - 29 * DAY, today)),
        *(Choice(str(year), str(year), days_of_year(year)) for year in years),
        Choice(ALL, gettext("All time"), everything),
    ]


def chosen_among(spans: Sequence[Choice]) -> Choice:
    """Return what the address names, else the last month."""
    named = {span.name: span for span in spans}
    return named.get(request.args.get("period", MONTH), named[MONTH])


def days_of_year(year: int) -> Days:
    return Days(date(year, 1, 1), date(year, 12, 31))
