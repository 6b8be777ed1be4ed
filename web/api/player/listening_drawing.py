"""Draws plays and reports in the shapes of our answers."""

from collections.abc import Mapping, Sequence

from auth.identity import GuildId, Person, UserId
from player.history.play import Play
from player.history.report import Report
from player.history.tallied import Tallied
from player.history.tallies import Kind
from web.api.moments import moment
from web.api.player.drawing import draw_user
from web.api.player.known_people import known_people
from web.api.player.listening_shapes import (
    Amount,
    DaysInARow,
    Discovered,
    GuildStatistics,
    HeardTrack,
    Statistics,
    TopArtist,
    TopPerson,
    TopTrack,
)
from web.services import services


def draw_heard(play: Play) -> HeardTrack:
    return HeardTrack(
        id=play.id,
        title=play.title,
        author=play.artist,
        url=play.url,
        thumbnail=play.artwork_url,
        platform=play.source,
        length=play.duration_ms,
        heard=play.heard_ms,
        counts=bool(play.is_valid),
        started=moment(play.started_at),
        guild_id=play.guild_id,
        origin=play.origin,
    )


def draw_report(report: Report) -> Statistics:
    found = report.discoveries
    return Statistics(
        first=report.days.first.isoformat(),
        last=report.days.last.isoformat(),
        step=report.days.grain.value,  # type: ignore[typeddict-item]  # Never for good.
        plays=report.plays,
        heard=report.played_ms,
        artists_count=report.different[Kind.ARTIST],
        tracks_count=report.different[Kind.TRACK],
        over_time=[
            Amount(period=step.period, plays=step.plays, heard=step.played_ms)
            for step in report.steps
        ],
        hours=list(report.hours),
        artists=[_artist(one) for one in report.tops[Kind.ARTIST]],
        tracks=[_track(one) for one in report.tops[Kind.TRACK]],
        streaks=DaysInARow(present=report.streaks.present, longest=report.streaks.longest),
        discoveries=Discovered(
            artists=found[Kind.ARTIST].count,
            tracks=found[Kind.TRACK].count,
            latest=[_track(one) for one in found[Kind.TRACK].latest],
        ),
    )


async def draw_guild_report(report: Report, guild_id: GuildId) -> GuildStatistics:
    listeners, requesters = report.tops[Kind.LISTENER], report.tops[Kind.REQUESTER]
    known = await known_people(guild_id, (UserId(one.key) for one in (*listeners, *requesters)))
    return GuildStatistics(
        **draw_report(report),
        listeners=_people(listeners, known),
        requesters=_people(requesters, known),
    )


def _artist(one: Tallied) -> TopArtist:
    return TopArtist(
        name=one.artist, thumbnail=one.artwork_url, plays=one.plays, heard=one.played_ms
    )


def _track(one: Tallied) -> TopTrack:
    return TopTrack(
        title=one.title,
        author=one.artist,
        url=one.url,
        thumbnail=one.artwork_url,
        platform=one.source,
        plays=one.plays,
        heard=one.played_ms,
    )


def _people(ranked: Sequence[Tallied], known: Mapping[UserId, Person]) -> list[TopPerson]:
    people = []
    for one in ranked:
        seen = known.get(UserId(one.key))
        user = draw_user(seen, services().cdn_url) if seen else None
        people.append(TopPerson(user=user, id=one.key, plays=one.plays, heard=one.played_ms))
    return people
