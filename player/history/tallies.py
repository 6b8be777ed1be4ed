"""What each play adds to the tallies behind all statistics (pure).

A tally counts, for one subject (a guild or a listener) and one period, the plays of one thing: an
artist, a track, a listener, a requester, or everything. That of everything counts by the hours of
the week, too, so that a heat map of any period is one document.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, NewType

from auth.identity import GuildId, UserId
from player.history.periods import Grain, day_of, hour_of_week, periods_of
from player.history.play import Play

Subject = NewType("Subject", str)
GUILD, LISTENER = "g:", "u:"

LONG = (Grain.YEAR, Grain.ALL)
"""Days and months have hardly fewer artists, tracks and people than plays: those are read then."""


class Kind(StrEnum):
    """What a tally counts the plays of."""

    TOTAL = "total"
    ARTIST = "artist"
    TRACK = "track"
    LISTENER = "listener"
    REQUESTER = "requester"


class Mark(NamedTuple):
    """Names one tally."""

    subject: Subject
    grain: Grain
    period: str
    kind: Kind
    key: str


Thing = tuple[Kind, str]


@dataclass(slots=True)
class Gain:
    """What plays add to a tally; `latest` is the latest of them, by which people see the thing.

    `hours` has plays by the hour of the week, in tallies of everything only.
    """

    first_at: int
    latest: Play
    plays: int = 0
    played_ms: int = 0
    hours: dict[int, int] | None = None

    def count_in(self, hour: int) -> None:
        hours = self.hours = self.hours or {}
        hours[hour] = hours.get(hour, 0) + 1

    def count(self, play: Play, heard_ms: int) -> None:
        self.plays += 1
        self.played_ms += heard_ms
        began, latest = play.started_at, self.latest
        if began > latest.started_at or (began == latest.started_at and play.id > latest.id):
            self.latest = play
        elif began < self.first_at:
            self.first_at = began


Gains = dict[Mark, Gain]


def of_guild(guild_id: GuildId) -> Subject:
    return Subject(f"{GUILD}{guild_id}")


def of_listener(user_id: UserId) -> Subject:
    return Subject(f"{LISTENER}{user_id}")


def gains_of(plays: Iterable[Play]) -> Gains:
    """Return what these plays add to which tallies; only valid ones count."""
    gains: Gains = {}
    for play in plays:
        if play.is_valid:
            count_for_guild(gains, play)
            for user_id in play.listeners:
                count_for_listener(gains, user_id, play)
    return gains


def count_for_guild(gains: Gains, play: Play) -> None:
    """Add what a valid play adds to the tallies of its guild, if it was in one."""
    if play.guild_id is None:
        return
    people = [(Kind.LISTENER, str(user)) for user in play.listeners]
    asked = [(Kind.REQUESTER, str(play.requester))] if play.requester else []
    _count(gains, of_guild(play.guild_id), play, [*_things(play), *people, *asked])


def count_for_listener(gains: Gains, user_id: UserId, play: Play) -> None:
    """Add what a valid play adds to the tallies of somebody who heard it."""
    _count(gains, of_listener(user_id), play, _things(play))


def artist_key(play: Play) -> str:
    """Name an artist alike in whatever case; any text can be written in UTF-8."""
    return _folded(play.artist)


def track_key(play: Play) -> str:
    """Name a track alike whoever told of it."""
    return f"{_folded(play.artist)}\n{_folded(play.title)}"


def _folded(text: str) -> str:
    return text.casefold().encode(errors="replace").decode()


def _things(play: Play) -> list[Thing]:
    return [(Kind.ARTIST, artist_key(play)), (Kind.TRACK, track_key(play))]


def _count(gains: Gains, subject: Subject, play: Play, things: Sequence[Thing]) -> None:
    periods, hour = periods_of(day_of(play.started_at)), hour_of_week(play.started_at)
    heard_ms = play.heard_ms
    for grain, period in periods.items():
        total = _gain(gains, Mark(subject, grain, period, Kind.TOTAL, ""), play)
        total.count(play, heard_ms)
        total.count_in(hour)
    for grain in LONG:
        period = periods[grain]
        for kind, key in things:
            _gain(gains, Mark(subject, grain, period, kind, key), play).count(play, heard_ms)


def _gain(gains: Gains, mark: Mark, play: Play) -> Gain:
    gain = gains.get(mark)
    if gain is None:
        gain = gains[mark] = Gain(play.started_at, play)
    return gain
