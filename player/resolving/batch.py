"""Wanted tracks that are resolved together, and what is to be done with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from player.holder import Holder
from player.resolving.resolution import BatchId, ResolutionState


class BatchState(StrEnum):
    """Where a batch stands; a cancelled one may still be on its way to the end."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of a batch have come to which end."""

    resolved: int = 0
    not_found: int = 0
    failed: int = 0
    cancelled: int = 0

    @property
    def done(self) -> int:
        return self.resolved + self.not_found + self.failed + self.cancelled

    def plus(self, state: ResolutionState, count: int = 1) -> "Counts":
        return replace(self, **{state.value: getattr(self, state.value) + count})


@dataclass(frozen=True, slots=True)
class Batch:
    """`purpose` names who is told of the results, and `target` is what they need to know for it.

    `title` is what people know it by. `ended_at` is None until the purpose has been served; of
    batches with the same `alone` only one runs at a time.
    """

    id: BatchId
    holder: Holder
    purpose: str
    title: str
    total: int
    started_at: int
    target: Mapping[str, str] = field(default_factory=dict)
    alone: str | None = None
    state: BatchState = BatchState.RUNNING
    counts: Counts = Counts()
    error: str | None = None
    ended_at: int | None = None

    @property
    def over(self) -> bool:
        return self.ended_at is not None

    @property
    def percent(self) -> int:
        return 100 * self.counts.done // max(1, self.total)

    def counting(self, state: ResolutionState, count: int = 1) -> "Batch":
        return replace(self, counts=self.counts.plus(state, count))

    def counted(self, counts: Counts) -> "Batch":
        return replace(self, counts=counts)

    def cancelled(self) -> "Batch":
        return replace(self, state=BatchState.CANCELLED)

    def failed(self, reason: str) -> "Batch":
        return replace(self, state=BatchState.FAILED, error=reason)

    def ended(self, now: int) -> "Batch":
        """Return the batch as it is once nothing more happens to it."""
        state = BatchState.DONE if self.state is BatchState.RUNNING else self.state
        return replace(self, state=state, ended_at=now)
