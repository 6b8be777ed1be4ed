"""How many days in a row somebody heard something (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from player.history.periods import DAY


@dataclass(frozen=True, slots=True)
class Streaks:
    """Days in a row: those up to now, and the most there ever were."""

    present: int = 0
    longest: int = 0


def streaks(days: Iterable[date], today: date) -> Streaks:
    """Count the days in a row; a day that is not over yet breaks no streak."""
    length = longest = 0
    before: date | None = None
    for day in sorted(days):
        length = length + 1 if before is not None and day - before == DAY else 1
        longest, before = max(longest, length), day
    goes_on = before is not None and before >= today - DAY
    return Streaks(length if goes_on else 0, longest)
