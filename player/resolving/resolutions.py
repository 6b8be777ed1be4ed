"""All batches of wanted tracks: starts and cancels them, and takes up again what was left."""

import asyncio
import contextvars
import secrets
from collections.abc import Callable, Mapping, Sequence

import structlog

from player.core.errors import Unavailable
from player.ending import end
from player.holder import Holder
from player.resolving.batch import Batch
from player.resolving.errors import (
    ResolutionOver,
    TooManyBatches,
    TooManyWanted,
    UnknownResolution,
)
from player.resolving.ports import Purpose, ResolutionStore, Selection
from player.resolving.resolution import BatchId, Resolution, ResolutionId, resolution_id
from player.resolving.resolver import Resolver
from player.resolving.run import Run, Watcher
from player.resolving.wanted_track import WantedTrack

log = structlog.get_logger()

BATCHES_AT_ONCE = 20
"""So many of somebody's batches run at a time; all of them share the same few requests."""

TRACKS_AT_MOST = 10_000
"""As many as a playlist holds."""

AFTER_TROUBLE_S = 5.0

ENDING_S = 5.0
"""How long somebody who cancels waits to see the end, which the database may hold up."""


class Resolutions:
    """Resolves wanted tracks for people and keys; what runs is known by every process that follows.

    A purpose is registered before `start`: batches of an unknown one wait until it is known.
    """

    def __init__(
        self,
        store: ResolutionStore,
        resolver: Resolver,
        watcher: Watcher,
        now: Callable[[], int],
        after_trouble_s: float = AFTER_TROUBLE_S,
    ) -> None:
        self._store = store
        self._resolver = resolver
        self._watcher = watcher
        self._now = now
        self._after_trouble_s = after_trouble_s
        self._purposes: dict[str, Purpose] = {}
        self._runs: dict[BatchId, Run] = {}
        self._tasks: dict[BatchId, asyncio.Task[None]] = {}

    def register(self, name: str, purpose: Purpose) -> None:
        """Say who is told of the results of batches with this purpose."""
        self._purposes[name] = purpose

    def watch(self, watcher: Watcher) -> None:
        """Have somebody else told of what runs, too; before the start."""
        first = self._watcher

        def tell_both(batch: Batch) -> None:
            first(batch)
            watcher(batch)

        self._watcher = tell_both

    async def start(self) -> None:
        """Take up what an earlier process left."""
        for batch in await self._store.unfinished():
            if batch.purpose in self._purposes:
                self._run(batch)
            else:
                log.warning("purpose_unknown", purpose=batch.purpose, batch=batch.id)

    async def close(self) -> None:
        """Stop where we are; the next process goes on from there."""
        await end(*self._tasks.values())

    async def resolve(
        self,
        holder: Holder,
        wanted: Sequence[WantedTrack],
        purpose: str,
        *,
        title: str,
        target: Mapping[str, str] | None = None,
        alone: str | None = None,
    ) -> Batch:
        """Begin to resolve tracks; returns once it is certain that they will be.

        Raises `TooManyWanted`, `TooManyBatches`, or `AlreadyRunning` where another batch with the
        same `alone` is on its way.
        """
        if not 1 <= len(wanted) <= TRACKS_AT_MOST:
            raise TooManyWanted(TRACKS_AT_MOST)
        if len(self.running(holder)) >= BATCHES_AT_ONCE:
            raise TooManyBatches(BATCHES_AT_ONCE)
        batch = Batch(
            id=BatchId(secrets.token_hex(8)),
            holder=holder,
            purpose=purpose,
            title=title,
            total=len(wanted),
            started_at=self._now(),
            target=target or {},
            alone=alone,
        )
        await self._store.add(batch, _queued(batch, wanted))
        self._run(batch)
        self._watcher(batch)
        return batch

    def running(self, holder: Holder) -> Sequence[Batch]:
        """Return somebody's batches that are on their way, the latest first."""
        batches = (run.batch for run in reversed(self._runs.values()))
        return [batch for batch in batches if batch.holder == holder and not batch.over]

    async def batches_of(self, holder: Holder) -> Sequence[Batch]:
        """Return somebody's batches, the latest first."""
        stored = await self._store.batches_of(holder)
        return [self._present(batch) for batch in stored]

    async def batch(self, batch_id: BatchId, holder: Holder) -> Batch:
        """Return a batch of this holder; raise `UnknownResolution`."""
        batch = await self._store.batch(batch_id, holder)
        if batch is None:
            raise UnknownResolution
        return self._present(batch)

    async def report(self, batch_id: BatchId, holder: Holder) -> Sequence[Resolution]:
        """Return what has become of each track of a batch; raise `UnknownResolution`."""
        await self.batch(batch_id, holder)
        return await self._store.resolutions(batch_id)

    async def list_of(
        self, selection: Selection, start: int, count: int
    ) -> tuple[Sequence[Resolution], int]:
        """Return some of somebody's resolutions, the latest batch first, and how many there are."""
        return await self._store.list_of(selection, start, count)

    async def cancel_one(self, wanted_id: ResolutionId, holder: Holder) -> None:
        """Cancel a resolution; raise `UnknownResolution`, or `ResolutionOver`."""
        resolution = await self._store.find(wanted_id, holder)
        if resolution is None:
            raise UnknownResolution
        run = self._runs.get(resolution.batch_id)
        if run is None or not await run.cancel_one(resolution):
            raise ResolutionOver

    async def cancel(self, batch_id: BatchId, holder: Holder) -> Batch:
        """Cancel what is open of a batch and return it as it ended; one that is over stays so."""
        batch = await self.batch(batch_id, holder)
        run, task = self._runs.get(batch_id), self._tasks.get(batch_id)
        if run is None or task is None:
            return batch
        await run.cancel()
        await asyncio.wait({task}, timeout=ENDING_S)
        return run.batch

    async def cancel_all(self, holder: Holder) -> int:
        """Forget what is over, cancel the rest, and return how many batches were cancelled."""
        await self._store.clear(holder)
        running = self.running(holder)
        for batch in running:
            await self.cancel(batch.id, holder)
        return len(running)

    async def forget(self, holder: Holder) -> None:
        """Delete all that is somebody's."""
        for batch in self.running(holder):
            await self.cancel(batch.id, holder)
        await self._store.forget(holder)

    def _present(self, batch: Batch) -> Batch:
        """Return a batch as it is now; how far it is gets written down at its end only."""
        run = self._runs.get(batch.id)
        return run.batch if run else batch

    def _run(self, batch: Batch) -> None:
        purpose = self._purposes[batch.purpose]
        run = Run(
            batch,
            purpose,
            self._store,
            resolver=self._resolver,
            watcher=self._watcher,
            now=self._now,
        )
        self._runs[batch.id] = run
        # A context of its own, since that of a request would keep the whole request in memory.
        task = asyncio.create_task(
            self._supervise(run), name=f"resolve {batch.id}", context=contextvars.Context()
        )
        self._tasks[batch.id] = task
        task.add_done_callback(lambda _task: self._over(batch.id))

    async def _supervise(self, run: Run) -> None:
        """Let a batch run to its end, however often something is in its way."""
        while not run.batch.over:
            try:
                await run.go()
            except Unavailable as trouble:
                log.warning("batch_held_up", batch=run.batch.id, reason=str(trouble))
            except Exception:
                log.exception("batch_broke", batch=run.batch.id)
            if not run.batch.over:
                await asyncio.sleep(self._after_trouble_s)
                await asyncio.sleep(self._after_trouble_s)

    def _over(self, batch_id: BatchId) -> None:
        del self._runs[batch_id], self._tasks[batch_id]


def _queued(batch: Batch, wanted: Sequence[WantedTrack]) -> list[Resolution]:
    return [
        Resolution(resolution_id(batch.id, place), batch.id, batch.holder, place, each)
        for place, each in enumerate(wanted)
    ]
