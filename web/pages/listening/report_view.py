"""What the pages of statistics show of a report: plots, findings in words, and ranked lists."""

from collections.abc import Sequence
from typing import Any

from auth.identity import UserId
from player.history.periods import Grain
from player.history.report import Report
from player.history.tallied import Tallied
from player.history.tallies import Kind
from web.language import gettext, ngettext
from web.pages.listening.dates import HOURS, hour_span, long_period, short_period, weekdays
from web.pages.listening.plots import Point, bars, heat_map
from web.pages.member_faces import MemberFaces
from web.pages.words import rough_time


def report_view(report: Report) -> dict[str, Any]:
    """Return what the template needs of the music."""
    over_time, by_hour = _over_time(report), _by_hour(report)
    return {
        "report": report,
        "artists": report.tops[Kind.ARTIST],
        "tracks": report.tops[Kind.TRACK],
        "artist_count": report.different[Kind.ARTIST],
        "track_count": report.different[Kind.TRACK],
        "new_artists": report.discoveries[Kind.ARTIST],
        "new_tracks": report.discoveries[Kind.TRACK],
        "over_time": over_time,
        # Nothing is nothing to look at.
        "over_time_plot": bars(over_time) if report.plays else None,
        "over_time_finding": _best_step(report),
        "hours_plot": heat_map(weekdays(), by_hour) if report.plays else None,
        "hours_finding": _best_hour(report),
        "weekdays": weekdays("wide"),
        "hours": [report.hours[start : start + HOURS] for start in range(0, 7 * HOURS, HOURS)],
    }


def people_view(ranked: Sequence[Tallied], faces: MemberFaces) -> list[dict[str, Any]]:
    """Return ranked people with their faces."""
    return [{"face": faces.of(UserId(one.key)), "plays": one.plays} for one in ranked]


def _over_time(report: Report) -> list[Point]:
    grain = report.days.grain
    return [
        Point(
            step.plays,
            short_period(step.period, grain),
            gettext(
                "%(when)s: %(tracks)s, %(time)s",
                when=long_period(step.period, grain),
                tracks=_tracks(step.plays),
                time=rough_time(step.played_ms),
            )
            if step.plays
            else gettext("%(when)s: nothing", when=long_period(step.period, grain)),
        )
        for step in report.steps
    ]


def _by_hour(report: Report) -> list[Point]:
    days = weekdays("wide")
    return [
        Point(
            plays,
            str(hour % HOURS),
            gettext(
                "%(day)s, %(hours)s: %(tracks)s",
                day=days[hour // HOURS],
                hours=hour_span(hour % HOURS),
                tracks=_tracks(plays),
            ),
        )
        for hour, plays in enumerate(report.hours)
    ]


def _best_step(report: Report) -> str:
    best = report.best_step
    if best is None:
        return ""
    when, tracks = long_period(best.period, report.days.grain), _tracks(best.plays)
    if report.days.grain is Grain.DAY:
        return gettext("Most of it on %(when)s: %(tracks)s", when=when, tracks=tracks)
    return gettext("Most of it in %(when)s: %(tracks)s", when=when, tracks=tracks)


def _best_hour(report: Report) -> str:
    best = report.best_hour
    if best is None:
        return ""
    return gettext(
        "Most of it on %(day)s, %(hours)s",
        day=weekdays("wide")[best // HOURS],
        hours=hour_span(best % HOURS),
    )


def _tracks(count: int) -> str:
    return ngettext("%(num)s track", "%(num)s tracks", count)
