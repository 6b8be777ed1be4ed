"""Which artists somebody may want to hear again: often heard, and lately (pure)."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from player.history.play import Play

FADES_IN_MS = 48 * 60 * 60 * 1000
LEAST = 1e-4
NOBODY = frozenset({"", "unknown artist", "various artists", "various", "unknown", "n/a"})


@dataclass(frozen=True, slots=True)
class Recommended:
    """An artist; the weight grows with the number of plays and fades with the days since."""

    artist: str
    weight: float


def recommended(plays: Iterable[Play], now: int) -> list[Recommended]:
    """Return the artists of some plays, given the latest first; the weightiest come first."""
    latest: dict[str, Play] = {}
    counts: dict[str, int] = {}
    for play in plays:
        name = play.artist.strip().casefold()
        if play.is_valid and name not in NOBODY:
            latest.setdefault(name, play)
            counts[name] = counts.get(name, 0) + 1
    found = [
        Recommended(play.artist.strip(), _weight(now - play.started_at, counts[name]))
        for name, play in latest.items()
    ]
    return sorted(found, key=lambda each: each.weight, reverse=True)


def _weight(age_ms: int, count: int) -> float:
    return max(LEAST, math.exp(-max(0, age_ms) / FADES_IN_MS) * math.log1p(count))
