"""What resolutions need: a memory that outlives the process, and somebody who uses the results."""

from collections.abc import Sequence
from typing import Protocol

from player.holder import Holder
from player.resolving.batch import Batch, Counts
from player.resolving.resolution import BatchId, Resolution, ResolutionId, ResolutionState


class Purpose(Protocol):
    """Does something with the results of batches; registered under a name, also after a restart.

    Both may be called again with the same after a crash, and must change nothing twice. A
    `PlayerError` means that it cannot be done, and why; `Unavailable`, that it is tried again.
    """

    async def took(self, batch: Batch, resolution: Resolution) -> None:
        """Take one result, which is written down once this returns; an error makes it a failure."""
        ...

    async def ended(self, batch: Batch, resolutions: Sequence[Resolution]) -> None:
        """Take note that all are over, in their order; `batch.state` tells of a cancellation."""
        ...


class ResolutionStore(Protocol):
    """Batches and their resolutions; what has been over for a week is not there any more."""

    async def add(self, batch: Batch, resolutions: Sequence[Resolution]) -> None:
        """Store a batch as a whole or not at all; raise `AlreadyRunning` for a second one alone."""
        ...

    async def unfinished(self) -> Sequence[Batch]:
        """Return the batches that have not ended, the oldest first."""
        ...

    async def reopen(self, batch_id: BatchId) -> None:
        """Queue again what was being resolved."""
        ...

    async def take(self, batch_id: BatchId) -> Resolution | None:
        """Return the first that is queued, which is being resolved from now on."""
        ...

    async def settle(self, resolution: Resolution) -> None:
        """Write down how a resolution has ended."""
        ...

    async def cancel(self, batch: Batch, now: int) -> None:
        """Write down the batch, and cancel what is open of it."""
        ...

    async def end(self, batch: Batch) -> None: ...

    async def counts(self, batch_id: BatchId) -> Counts: ...

    async def resolutions(self, batch_id: BatchId) -> Sequence[Resolution]:
        """Return what a batch consists of, in its order."""
        ...

    async def find(self, resolution_id: ResolutionId, holder: Holder) -> Resolution | None: ...

    async def batch(self, batch_id: BatchId, holder: Holder) -> Batch | None: ...

    async def batches_of(self, holder: Holder) -> Sequence[Batch]:
        """Return somebody's batches, the latest first."""
        ...

    async def list_of(
        self, holder: Holder, states: frozenset[ResolutionState], start: int, count: int
    ) -> tuple[Sequence[Resolution], int]:
        """Return some of somebody's resolutions, the latest batch first, and how many there are."""
        ...

    async def clear(self, holder: Holder) -> int:
        """Forget somebody's batches that have ended; return how many resolutions they had."""
        ...

    async def forget(self, holder: Holder) -> None:
        """Forget all that is somebody's."""
        ...
