from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.history.periods import (
    Grain,
    Parts,
    covering,
    hour_of_week,
    in_years,
    period_within,
    periods_of,
    stretch_of,
)

DAYS = st.dates(date(2019, 1, 1), date(2026, 12, 31))


def test_whole_years_and_months_are_taken_at_once() -> None:
    assert covering(date(2024, 12, 31), date(2026, 2, 1)) == [
        "2024-12-31",
        "2025",
        "2026-01",
        "2026-02-01",
    ]
    assert covering(date(2026, 1, 1), date(2025, 1, 1)) == []


@given(first=DAYS, length=st.integers(0, 1_000))
def test_every_day_is_covered_once_and_no_other(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    periods = covering(first, last)
    for offset in range(-40, length + 40):
        day = first + timedelta(days=offset)
        hits = set(periods_of(day).values()) & set(periods)
        assert len(hits) == (first <= day <= last)


def test_the_week_begins_on_monday() -> None:
    monday = 1_795_392_000_000  # 2026-11-23, 00:00 UTC
    assert hour_of_week(monday) == 0
    assert hour_of_week(monday + 50 * 3_600_000) == 50
    assert hour_of_week(monday - 1) == 167


def test_no_period_is_longer_than_wanted() -> None:
    new_year, later = date(2024, 1, 1), date(2025, 1, 2)
    assert covering(new_year, later) == ["2024", "2025-01-01", "2025-01-02"]
    assert covering(new_year, later, Grain.MONTH)[:2] == ["2024-01", "2024-02"]
    assert len(covering(new_year, later, Grain.MONTH)) == 14
    assert len(covering(new_year, later, Grain.DAY)) == 368


def test_a_period_lies_in_longer_ones() -> None:
    assert period_within("2024-02-29", Grain.DAY) == "2024-02-29"
    assert period_within("2024-02-29", Grain.MONTH) == "2024-02"
    assert period_within("2024-02", Grain.YEAR) == "2024"
    assert period_within("2024", Grain.ALL) == "all"


@pytest.mark.parametrize(
    ("first", "last", "years", "before_and_after"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), ["2024"], []),
        (date(2024, 1, 1), date(2026, 12, 31), ["2024", "2025", "2026"], []),
        (date(2024, 1, 1), date(2024, 12, 30), [], [(date(2024, 1, 1), date(2024, 12, 30))]),
        (date(2023, 12, 31), date(2024, 12, 31), ["2024"], [(date(2023, 12, 31),) * 2]),
        (
            date(2023, 5, 1),
            date(2025, 1, 9),
            ["2024"],
            [(date(2023, 5, 1), date(2023, 12, 31)), (date(2025, 1, 1), date(2025, 1, 9))],
        ),
    ],
)
def test_days_are_whole_years_and_what_is_before_and_after(
    first: date, last: date, years: list[str], before_and_after: list[tuple[date, date]]
) -> None:
    stretches = [stretch_of(*each) for each in before_and_after]
    assert in_years(first, last) == Parts(years, stretches)


def test_a_stretch_is_whole_days() -> None:
    day = stretch_of(date(2026, 11, 25), date(2026, 11, 25))
    assert (day.since, day.until) == (1_795_564_800_000, 1_795_651_200_000)
