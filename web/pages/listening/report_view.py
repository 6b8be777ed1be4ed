"""What the pages of statistics show of a report: plots, findings in words, and ranked lists."""

from collections.abc import Sequence
from typing import Any

from auth.identity import GuildId, UserId
from player.history.periods import Grain
from player.history.report import Report
from player.history.tallied import Tallied
from player.history.tallies import Kind
from web.faces import Face, avatar_url, person_icon
from web.language import gettext, ngettext
from web.pages.listening.dates import HOURS, hour_span, long_period, short_period, weekdays
from web.pages.listening.plots import Point, bars, punch_card
from web.pages.words import rough_time
from web.services import services


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
        "hours_plot": punch_card(weekdays(), by_hour) if report.plays else None,
        "hours_finding": _best_hour(report),
        "weekdays": weekdays("wide"),
        "hours": [report.hours[start : start + HOURS] for start in range(0, 7 * HOURS, HOURS)],
    }


def people_view(ranked: Sequence[Tallied], guild_id: GuildId) -> list[dict[str, Any]]:
    """Return people with their faces, as the server knows them."""
    return [{"face": face_of(guild_id, UserId(one.key)), "plays": one.plays} for one in ranked]


def face_of(guild_id: GuildId, user_id: UserId) -> Face:
    """Return somebody's face; of those whom the server does not know any more, a plain one."""
    parts = services()
    seen = parts.directory.person(guild_id, user_id)
    if seen is None:
        icon = avatar_url(parts.cdn_url, user_id, None)
        return Face(id=user_id, name=gettext("Somebody who left"), icon=icon)
    return Face(id=user_id, name=seen.display_name, icon=person_icon(parts.cdn_url, seen))


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
