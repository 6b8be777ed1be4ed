"""A year in music as a picture to take along, as SVG and as PNG."""

import asyncio
import re
from collections.abc import Iterable
from itertools import islice
from typing import Any
from unicodedata import east_asian_width

import resvg_py
from quart import Blueprint, Response, render_template
from werkzeug.exceptions import NotFound

from player.history.report import Report
from player.history.streaks import streaks
from player.history.tallies import Kind, of_listener
from web.access import Access, access, current_caller
from web.language import gettext
from web.limits import upload_limit
from web.pages.listening.dates import month_initials
from web.pages.listening.periods import YEAR, days_of_year
from web.pages.words import number, rough_time
from web.services import services

MEDIA_TYPES = {"svg": "image/svg+xml; charset=utf-8", "png": "image/png"}
SHOWN = 5
LONGEST_LINE, LONGEST_NAME = 23, 36
HIGHEST_BAR = 110
CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

year = Blueprint("year", __name__)


@year.get("/statistics/year/<name>.<form>")
@access(Access.SIGNED_IN)
@upload_limit()
async def picture(name: str, form: str) -> Response:
    """Download a year of the caller's as a picture."""
    if form not in MEDIA_TYPES or not YEAR.fullmatch(name):
        raise NotFound
    person = current_caller().person
    report = await services().reports.over(of_listener(person.id), days_of_year(int(name)))
    svg = await render_template("listening/year.svg", **_view(report, name, person.display_name))
    # Drawing takes long enough to hold up others.
    drawn = svg if form == "svg" else await asyncio.to_thread(resvg_py.svg_to_bytes, svg)
    answer = Response(drawn)
    answer.headers["Content-Type"] = MEDIA_TYPES[form]
    answer.headers["Content-Disposition"] = f'attachment; filename="auxcord-{name}.{form}"'
    return answer


def _view(report: Report, year_name: str, person: str) -> dict[str, Any]:
    most = max((step.plays for step in report.steps), default=0) or 1
    active = streaks(report.active, report.days.last)
    return {
        "year": year_name,
        "name": _fitting(gettext("%(name)s's year in music", name=person), LONGEST_NAME),
        "title": gettext("A year in music: %(year)s", year=year_name),
        "numbers": [
            (number(report.plays), gettext("tracks heard")),
            (rough_time(report.played_ms), gettext("of music")),
            (number(len(report.active)), gettext("days with music")),
            (number(active.longest), gettext("days in a row")),
        ],
        "lists": [
            (gettext("Top artists"), _lines(one.artist for one in report.tops[Kind.ARTIST])),
            (gettext("Top tracks"), _lines(one.title for one in report.tops[Kind.TRACK])),
        ],
        "months": [round(step.plays / most * HIGHEST_BAR) for step in report.steps],
        "month_names": month_initials(),
    }


def _lines(names: Iterable[str]) -> list[str]:
    return [_fitting(name) for name in islice(names, SHOWN)]


def _fitting(text: str, most: int = LONGEST_LINE) -> str:
    """Cut what would not fit, and leave out what no picture can hold."""
    clean, room = CONTROL.sub("", text), most
    for place, letter in enumerate(clean):
        room -= 2 if east_asian_width(letter) in "WF" else 1
        if room < 0:
            return clean[: max(0, place - 1)].rstrip() + "…"
    return clean
