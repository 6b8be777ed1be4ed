"""Measures who heard how much of what a guild plays, from states and moments alone (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from auth.identity import UserId
from player.core.state import PlayerState

Span = tuple[int, int]
"""A part of a track: from, and up to, a position in ms."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What listeners gained: wall milliseconds by person, and who has now heard most of a track."""

    listened_ms: dict[UserId, int] = field(default_factory=dict)
    mostly: frozenset[UserId] = frozenset()

    def gains(self) -> "Gains":
        """Return what everybody gains by it; whoever has heard most of it is among them."""
        return {
            user_id: Tally(tracks_listened=int(user_id in self.mostly), listened_ms=listened_ms)
            for user_id, listened_ms in self.listened_ms.items()
        }


@dataclass(frozen=True, slots=True)
class Audience:
    """What the listeners of a track have heard of it so far.

    `done` are those who have heard more than half; each of them counts once per turn of a track.
    """

    spans: dict[UserId, tuple[Span, ...]] = field(default_factory=dict)
    done: frozenset[UserId] = frozenset()

    def hears(self, users: tuple[UserId, ...], span: Span, length_ms: int) -> "Audience":
        """Return the audience after these people heard this part of the track."""
        spans = self.spans | {
            user_id: covered(self.spans.get(user_id, ()), span) for user_id in users
        }
        mostly = {user for user in users if length_ms and 2 * total(spans[user]) > length_ms}
        return Audience(spans, self.done | mostly)


def heard_between(
    state: PlayerState, since: int, until: int, audience: Audience
) -> tuple[Heard, Audience]:
    """Return what was heard while a player stood as in `state`, from one moment to another.

    Only what really sounds counts: no pause, no stall, nothing beyond the end of a track.
    """
    playhead = state.playhead
    sounding = playhead is not None and playhead.moving and state.voice_connected
    if playhead is None or not sounding or until <= since or not state.electorate:
        return Heard(), audience
    span = state.position_at(since), state.position_at(until)
    wall_ms = min(until - since, round((span[1] - span[0]) / playhead.rate))
    if wall_ms <= 0:
        return Heard(), audience
    after = audience.hears(state.electorate, span, state.length_ms)
    gained = dict.fromkeys(state.electorate, wall_ms)
    return Heard(gained, after.done - audience.done), after


def covered(spans: tuple[Span, ...], added: Span) -> tuple[Span, ...]:
    """Return disjoint spans in order that cover the old ones and the added one."""
    merged: list[Span] = []
    for start, end in sorted((*spans, added)):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


def total(spans: tuple[Span, ...]) -> int:
    return sum(end - start for start, end in spans)


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted of one person; times in milliseconds."""

    tracks_added: int = 0
    tracks_listened: int = 0
    voice_ms: int = 0
    listened_ms: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.tracks_added + other.tracks_added,
            self.tracks_listened + other.tracks_listened,
            self.voice_ms + other.voice_ms,
            self.listened_ms + other.listened_ms,
        )


Gains = Mapping[UserId, Tally]
"""What people gained."""


class Tallies:
    """Adds up what people gain until somebody takes it away to be stored."""

    def __init__(self) -> None:
        self._of: dict[UserId, Tally] = {}

    def add(self, user_id: UserId, gain: Tally) -> None:
        if gain != Tally():
            self._of[user_id] = self._of.get(user_id, Tally()) + gain

    def take(self) -> dict[UserId, Tally]:
        """Return everything, and begin anew."""
        taken, self._of = self._of, {}
        return taken


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who sits in voice in one guild, since when they were last counted."""

    users: frozenset[UserId] = frozenset()
    since: int = 0

    def until(self, now: int) -> tuple[Gains, "Sitting"]:
        """Return the time up to now of everybody who sits here, and the same as sitting on."""
        sat = Tally(voice_ms=max(0, now - self.since))
        return dict.fromkeys(self.users, sat), replace(self, since=now)
