"""What each play adds to the tallies behind all statistics (pure).

A tally counts, for one subject (a guild or a listener) and one period, the plays of one thing: an
artist, a track, a listener, a requester, or everything. That of everything counts by the hours of
the week, too, so that a heat map of any period is one document.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NewType

from auth.identity import GuildId, UserId
from player.history.periods import Grain, day_of, hour_of_week, periods_of
from player.history.play import Play

Subject = NewType("Subject", str)


class Kind(StrEnum):
    """What a tally counts the plays of."""

    TOTAL = "total"
    ARTIST = "artist"
    TRACK = "track"
    LISTENER = "listener"
    REQUESTER = "requester"


@dataclass(frozen=True, slots=True)
class Mark:
    """Names one tally."""

    subject: Subject
    grain: Grain
    period: str
    kind: Kind
    key: str


@dataclass(frozen=True, slots=True)
class Gain:
    """What plays add to a tally; `latest` is the latest of them, by which people see the thing.

    `hours` has plays by the hour of the week, in tallies of everything only.
    """

    plays: int
    played_ms: int
    first_at: int
    latest: Play
    hours: Mapping[int, int] = field(default_factory=dict)

    def __add__(self, other: "Gain") -> "Gain":
        return Gain(
            self.plays + other.plays,
            self.played_ms + other.played_ms,
            min(self.first_at, other.first_at),
            max(self.latest, other.latest, key=lambda play: (play.started_at, play.id)),
            Counter(self.hours) + Counter(other.hours),
        )


def of_guild(guild_id: GuildId) -> Subject:
    return Subject(f"g:{guild_id}")


def of_listener(user_id: UserId) -> Subject:
    return Subject(f"u:{user_id}")


def gains_of(plays: Iterable[Play]) -> dict[Mark, Gain]:
    """Return what these plays add to which tallies; only valid ones count."""
    gains: dict[Mark, Gain] = {}
    for play in plays:
        if not play.is_valid:
            continue
        of_one = Gain(1, play.heard_ms, play.started_at, play)
        of_all = replace(of_one, hours={hour_of_week(play.started_at): 1})
        for mark in _marks_of(play):
            gain = of_all if mark.kind is Kind.TOTAL else of_one
            known = gains.get(mark)
            gains[mark] = known + gain if known else gain
    return gains


def track_key(play: Play) -> str:
    """Name a track alike whoever told of it."""
    return f"{play.artist.casefold()}\n{play.title.casefold()}"


def _marks_of(play: Play) -> Iterator[Mark]:
    periods = periods_of(day_of(play.started_at)).items()
    for subject, kinds in _things(play):
        for kind, key in kinds:
            for grain, period in periods:
                yield Mark(subject, grain, period, kind, key)


def _things(play: Play) -> Iterator[tuple[Subject, list[tuple[Kind, str]]]]:
    common = [
        (Kind.TOTAL, ""),
        (Kind.ARTIST, play.artist.casefold()),
        (Kind.TRACK, track_key(play)),
    ]
    if play.guild_id is not None:
        people = [(Kind.LISTENER, str(user)) for user in play.listeners]
        asked = [(Kind.REQUESTER, str(play.requester))] if play.requester else []
        yield of_guild(play.guild_id), [*common, *people, *asked]
    for user_id in play.listeners:
        yield of_listener(user_id), common
