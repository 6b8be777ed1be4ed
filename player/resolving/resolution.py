"""One wanted track on its way to a playable one."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NewType

from player.core.track import Track
from player.holder import Holder
from player.resolving.wanted_track import WantedTrack

BatchId = NewType("BatchId", str)
ResolutionId = NewType("ResolutionId", str)


class ResolutionState(StrEnum):
    """Where a resolution stands."""

    QUEUED = "queued"
    RESOLVING = "resolving"
    RESOLVED = "resolved"
    NOT_FOUND = "not_found"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def over(self) -> bool:
        return self not in OPEN


OPEN = frozenset({ResolutionState.QUEUED, ResolutionState.RESOLVING})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a search has come to.

    `score` says how well the track matches (0 to 100), `reason` why there is none, for people;
    `outage` that the track is not to blame: no node could be asked.
    """

    state: ResolutionState
    track: Track | None = None
    score: int | None = None
    reason: str | None = None
    outage: bool = False


UNDECIDED = Outcome(ResolutionState.QUEUED)


@dataclass(frozen=True, slots=True)
class Resolution:
    """A wanted track with what has become of it; `place` is its place in the batch."""

    id: ResolutionId
    batch_id: BatchId
    holder: Holder
    place: int
    wanted: WantedTrack
    outcome: Outcome = UNDECIDED
    ended_at: int | None = None
    """Unix milliseconds."""

    @property
    def state(self) -> ResolutionState:
        return self.outcome.state

    def ended(self, outcome: Outcome, now: int) -> "Resolution":
        return replace(self, outcome=outcome, ended_at=now)


def resolution_id(batch_id: BatchId, place: int) -> ResolutionId:
    return ResolutionId(f"{batch_id}-{place}")
