"""What the tallies tell those who make statistics, and what has to keep them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from player.history.periods import Parts, Stretch
from player.history.tallies import Kind, Subject


@dataclass(frozen=True, slots=True)
class Step:
    """How much was played in one day, month, or year."""

    period: str
    plays: int = 0
    played_ms: int = 0

    def __add__(self, other: "Step") -> "Step":
        return Step(self.period, self.plays + other.plays, self.played_ms + other.played_ms)


@dataclass(frozen=True, slots=True)
class Tallied:
    """How often one thing was played, and how it looked the last time; times are Unix ms.

    The key is that of its tallies: the id of a person, the folded name of an artist. People do not
    look like what they heard, and have nothing else.
    """

    key: str
    plays: int
    played_ms: int
    first_at: int
    title: str = ""
    artist: str = ""
    url: str | None = None
    artwork_url: str | None = None
    source: str = ""


class TallyReader(Protocol):
    """Reads the tallies of a subject; `periods` do not overlap."""

    async def began_at(self, subject: Subject) -> int | None:
        """Return the moment of the first play that counted."""
        ...

    async def totals(self, subject: Subject, periods: Sequence[str]) -> Sequence[Step]:
        """Return those periods in which anything was played."""
        ...

    async def days(self, subject: Subject) -> Sequence[date]:
        """Return all days on which anything was played, in order."""
        ...

    async def tops(
        self, subject: Subject, kind: Kind, parts: Parts, limit: int
    ) -> Sequence[Tallied]:
        """Return what was played most often, the first in front."""
        ...

    async def hours(self, subject: Subject, periods: Sequence[str]) -> Mapping[int, int]:
        """Return the plays by the hour of the week, those that had any."""
        ...

    async def different(self, subject: Subject, kind: Kind, parts: Parts) -> int:
        """Count the different things of a kind that were played."""
        ...

    async def discovered(
        self, subject: Subject, kind: Kind, stretch: Stretch, limit: int
    ) -> tuple[int, Sequence[Tallied]]:
        """Count what was played for the first time ever in a stretch; return the latest."""
        ...
