"""What resolutions need: a memory that outlives the process, and somebody who uses the results."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from player.holder import Holder
from player.playlists.playlist import PlaylistId
from player.resolving.batch import Batch, Counts
from player.resolving.resolution import BatchId, Resolution, ResolutionId, ResolutionState
from player.resolving.wanted_track import WantedTrack


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


class Unmatched(Protocol):
    """Keeps what a playlist lacks, until it can be found."""

    async def want(
        self, holder: Holder, wanted: WantedTrack, reason: str, playlist_id: PlaylistId | None
    ) -> None:
        """Wish for a track that belongs into a playlist; to wish for it again changes nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Selection:
    """Somebody's resolutions: in these states, or in every one; of one batch, or of all."""

    holder: Holder
    states: frozenset[ResolutionState] = frozenset()
    batch_id: BatchId | None = None


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
        self, selection: Selection, start: int, count: int
    ) -> tuple[Sequence[Resolution], int]:
        """Return some of what is selected, the latest batch first, and how many there are."""
        ...

    async def clear(self, holder: Holder) -> int:
        """Forget somebody's batches that have ended; return how many resolutions they had."""
        ...

    async def forget(self, holder: Holder) -> None:
        """Forget all that is somebody's."""
        ...
