"""Reports are made of tallies, and say what counting the plays one by one would say."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from db.client import Database
from db.ledger import Ledger
from db.plays import COLLECTION as PLAYS
from db.plays import LATEST_FIRST, Plays, query_of
from db.profiles import Profiles
from db.tallies import COLLECTION
from db.tally_reader import MOST_FIRST, TallyReader, summing, wanted_in
from player.history.periods import ALL, Grain, day_of, hour_of_week, in_years, periods_of
from player.history.play import Play, PlayId
from player.history.ports import Place, Wanted
from player.history.report import Days, Report, Reports
from player.history.streaks import streaks
from player.history.tallies import Kind, Subject, of_guild, of_listener, track_key
from tests.support.random_plays import GUILDS, NEW_YEAR, PEOPLE, random_plays

NOW = NEW_YEAR + 200 * 24 * 3_600_000
ADA, HARBOUR = PEOPLE[0], GUILDS[0]
YEAR_MS = 365 * 24 * 3_600_000
EVERY_KIND = (Kind.ARTIST, Kind.TRACK, Kind.LISTENER, Kind.REQUESTER)
SPANS = [
    Days(date(2026, 1, 1), date(2026, 1, 1)),
    Days(date(2026, 1, 1), date(2026, 1, 31)),
    Days(date(2026, 1, 20), date(2026, 3, 3)),
    Days(date(2026, 1, 15), date(2026, 7, 15)),
    Days(date(2024, 3, 3), date(2026, 2, 20)),
    Days(date(2025, 1, 1), date(2025, 12, 31)),
    Days(date(2020, 5, 5), date(2025, 6, 6)),
    Days(date(2020, 5, 5), date(2030, 5, 5)),
]


def reports_of(database: Database) -> Reports:
    return Reports(TallyReader(database), Profiles(database, Ledger(database)), lambda: NOW)


def in_days(play: Play, days: Days) -> bool:
    return days.first <= day_of(play.started_at) <= min(days.last, day_of(NOW))


async def written(database: Database) -> list[Play]:
    """Write what was played in half of this year, and in the same half of the two before."""
    plays = [
        replace(play, started_at=play.started_at - number % 3 * YEAR_MS)
        for number, play in enumerate(random_plays(3, 300))
        if play.started_at < NOW
    ]
    await Plays(database).tell(plays)
    return [play for play in plays if play.is_valid]


@pytest.mark.parametrize("days", SPANS)
async def test_a_report_says_what_counting_says(database: Database, days: Days) -> None:
    valid = await written(database)
    reports = reports_of(database)
    ours = [play for play in valid if play.guild_id == HARBOUR]
    report = await reports.over(of_guild(HARBOUR), days, EVERY_KIND)
    check(report, [play for play in ours if in_days(play, days)])
    active = {day_of(play.started_at) for play in ours}
    assert report.streaks == streaks(active, day_of(NOW))
    assert report.discoveries[Kind.TRACK].count == discovered(ours, days)
    people = Counter(user for play in ours if in_days(play, days) for user in play.listeners)
    assert {one.key: one.plays for one in report.tops[Kind.LISTENER]} == people


async def test_a_person_hears_in_all_servers(database: Database) -> None:
    valid = await written(database)
    report = await reports_of(database).over(of_listener(ADA), SPANS[4])
    check(report, [play for play in valid if ADA in play.listeners and in_days(play, SPANS[4])])
    assert set(report.tops) == {Kind.ARTIST, Kind.TRACK}


async def test_who_hides_is_in_no_ranking(database: Database) -> None:
    await written(database)
    await Profiles(database, Ledger(database)).hide(ADA, hidden=True)
    report = await reports_of(database).over(of_guild(HARBOUR), SPANS[3], EVERY_KIND)
    for kind in (Kind.LISTENER, Kind.REQUESTER):
        ranked = {one.key for one in report.tops[kind]}
        assert ranked == set(PEOPLE) - {ADA}


async def test_who_has_heard_nothing_has_an_empty_report(database: Database) -> None:
    report = await reports_of(database).over(of_listener(ADA), SPANS[1])
    assert (report.plays, report.best_step, report.best_hour) == (0, None, None)
    assert len(report.steps) == 31
    assert report.tops[Kind.ARTIST] == []


def check(report: Report, plays: Sequence[Play]) -> None:
    assert report.plays == len(plays)
    assert report.played_ms == sum(play.heard_ms for play in plays)
    by_step = Counter(periods_of(day_of(play.started_at))[report.days.grain] for play in plays)
    assert {step.period: step.plays for step in report.steps if step.plays} == by_step
    hours = Counter(hour_of_week(play.started_at) for play in plays)
    assert {hour: count for hour, count in enumerate(report.hours) if count} == hours
    tracks = Counter(track_key(play) for play in plays)
    ranked = sorted(tracks.items(), key=lambda one: (-one[1], one[0].encode()))[:10]
    assert [(one.key, one.plays) for one in report.tops[Kind.TRACK]] == ranked
    assert report.different[Kind.TRACK] == len(tracks)
    assert set(report.active) == {day_of(play.started_at) for play in plays}


def discovered(plays: Sequence[Play], days: Days) -> int:
    first: dict[str, Play] = {}
    for play in sorted(plays, key=lambda one: one.started_at):
        first.setdefault(track_key(play), play)
    return sum(in_days(play, days) for play in first.values())


def test_the_steps_are_days_months_and_years() -> None:
    first = date(2026, 1, 1)
    grains = [Days(first, first + timedelta(count)).grain for count in (0, 61, 62, 1097, 1098)]
    assert grains == [Grain.DAY, Grain.DAY, Grain.MONTH, Grain.MONTH, Grain.YEAR]


def stages_of(plan: Mapping[str, Any]) -> str:
    return str(plan["queryPlanner"]["winningPlan"])


@pytest.mark.parametrize(
    ("wanted", "order"),
    [
        (wanted_in(of_guild(HARBOUR), Kind.ARTIST, ["2026"]), MOST_FIRST),
        (wanted_in(of_guild(HARBOUR), Kind.TOTAL, ["2026", "2027-01"]), [("p", 1)]),
        ({"s": "g:1", "k": "track", "p": ALL, "first_at": {"$gte": 1}}, [("first_at", -1)]),
    ],
)
async def test_tallies_are_read_off_an_index(
    database: Database, wanted: dict[str, Any], order: list[tuple[str, int]]
) -> None:
    plan = await database.collection(COLLECTION).find(wanted).sort(order).limit(10).explain()
    assert "IXSCAN" in stages_of(plan)
    assert "'SORT'" not in stages_of(plan)


async def test_days_are_in_the_index_itself(database: Database) -> None:
    wanted = {"s": "g:1", "k": "total", "g": "day"}
    found = database.collection(COLLECTION).find(wanted, {"_id": 0, "p": 1}).sort("p", 1)
    plan = stages_of(await found.explain())
    assert "PROJECTION_COVERED" in plan
    assert "FETCH" not in plan


@pytest.mark.parametrize("subject", [of_guild(HARBOUR), of_listener(ADA)])
async def test_several_parts_are_found_by_an_index(database: Database, subject: Subject) -> None:
    stages = summing(subject, Kind.TRACK, in_years(date(2024, 11, 1), date(2027, 3, 3)), 10)
    plan = await database.raw.command(
        "explain",
        {"aggregate": COLLECTION, "pipeline": stages, "cursor": {}},
        verbosity="queryPlanner",
    )
    assert str(plan).count("IXSCAN") >= 3
    assert "COLLSCAN" not in str(plan)


FILTERS = [
    Wanted(),
    Wanted(words="LANTERNS"),
    Wanted(guild_id=HARBOUR),
    Wanted(source="youtube", since=NEW_YEAR, until=NOW),
    Wanted(words="(", guild_id=GUILDS[1], after=Place(NOW, PlayId("p"))),
]


@pytest.mark.parametrize("wanted", FILTERS)
async def test_the_found_are_read_in_the_order_of_an_index(
    database: Database, wanted: Wanted
) -> None:
    query = query_of(ADA, wanted)
    plan = await database.collection(PLAYS).find(query).sort(LATEST_FIRST).limit(50).explain()
    assert "IXSCAN" in stages_of(plan)
    assert "'SORT'" not in stages_of(plan)


async def test_all_that_is_wanted_is_found_page_by_page(database: Database) -> None:
    await written(database)
    store = Plays(database)
    everything = await store.found(ADA, Wanted(), 1_000)
    assert len(everything) > 50
    seen: list[Play] = []
    while page := await store.found(ADA, Wanted(after=place_of(seen)), 7):
        seen += page
    assert seen == everything
    words = await store.found(ADA, Wanted(words="straSSE"), 1_000)
    assert words == [play for play in everything if "strasse" in play.artist.lower()]
    there = await store.found(ADA, Wanted(guild_id=HARBOUR, since=NEW_YEAR + 1, until=NOW), 1_000)
    assert there == [
        play for play in everything if play.guild_id == HARBOUR and NEW_YEAR < play.started_at < NOW
    ]


def place_of(seen: Sequence[Play]) -> Place | None:
    return Place(seen[-1].started_at, seen[-1].id) if seen else None
