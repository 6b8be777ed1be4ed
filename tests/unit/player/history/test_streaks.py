from datetime import date

import pytest

from player.history.streaks import Streaks, streaks

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("days", "wanted"),
    [
        ([], Streaks(0, 0)),
        ([10], Streaks(1, 1)),
        ([9], Streaks(1, 1)),
        ([8], Streaks(0, 1)),
        ([10, 9, 8], Streaks(3, 3)),
        ([1, 2, 3, 4, 9], Streaks(1, 4)),
        ([1, 2, 4, 5, 6], Streaks(0, 3)),
    ],
)
def test_days_in_a_row(days: list[int], wanted: Streaks) -> None:
    assert streaks([date(2026, 3, day) for day in days], TODAY) == wanted


def test_a_month_and_a_leap_day_end_no_streak() -> None:
    days = [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)]
    assert streaks(days, date(2024, 3, 1)) == Streaks(3, 3)
