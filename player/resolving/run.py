"""Takes one batch to its end: resolves what is queued, hands it over, and tells how far it is."""

import asyncio
from collections.abc import Callable

import structlog

from player.core.errors import PlayerError, Unavailable
from player.core.sentence import Sentence
from player.ending import end
from player.resolving.batch import Batch, BatchState
from player.resolving.ports import Purpose, ResolutionStore
from player.resolving.resolution import Outcome, Resolution, ResolutionId, ResolutionState
from player.resolving.resolver import Resolver

log = structlog.get_logger()

BROKEN = Sentence("Something went wrong on our side.")
"""What we did not foresee must not be tried for ever."""

Watcher = Callable[[Batch], None]
"""Hears of a batch when it begins, gets on, and ends."""


class Run:
    """A batch that is under way; `batch` says how far it is."""

    def __init__(
        self,
        batch: Batch,
        purpose: Purpose,
        store: ResolutionStore,
        *,
        resolver: Resolver,
        watcher: Watcher,
        now: Callable[[], int],
    ) -> None:
        self.batch = batch
        self._purpose = purpose
        self._store = store
        self._resolver = resolver
        self._watcher = watcher
        self._now = now
        self._lookups: dict[ResolutionId, asyncio.Task[Outcome]] = {}
        self._cancelled: set[ResolutionId] = set()
        # Whoever hands over a result, and whoever cancels, must not meet half of the other's work.
        self._turn = asyncio.Lock()

    async def go(self) -> None:
        """Resolve all and serve the purpose; may be called anew after it broke."""
        async with self._turn:
            await self._store.reopen(self.batch.id)
            await self._recount()
        hands = [asyncio.create_task(self._work()) for _ in range(self._resolver.at_once)]
        try:
            await asyncio.gather(*hands)
        finally:
            await end(*hands)
        await self._end()

    async def cancel(self) -> None:
        """Cancel what is open; what has been handed over stays so."""
        async with self._turn:
            if self.batch.state is not BatchState.RUNNING:
                return
            await self._store.cancel(self.batch.cancelled(), self._now())
            self.batch = self.batch.cancelled()
            await self._recount()
            for lookup in self._lookups.values():
                lookup.cancel()

    async def cancel_one(self, resolution: Resolution) -> bool:
        """Cancel one that is open; say no where it is over."""
        async with self._turn:
            fresh = await self._store.find(resolution.id, resolution.holder)
            if fresh is None or fresh.state.over:
                return False
            await self._settle(fresh.ended(Outcome(ResolutionState.CANCELLED), self._now()))
            self._cancelled.add(resolution.id)
            if lookup := self._lookups.get(resolution.id):
                lookup.cancel()
            return True

    async def _recount(self) -> None:
        counts = await self._store.counts(self.batch.id)
        self._show(self.batch.counted(counts))

    async def _work(self) -> None:
        while (resolution := await self._store.take(self.batch.id)) is not None:
            lookup = asyncio.create_task(self._resolver.resolve(resolution.wanted))
            self._lookups[resolution.id] = lookup
            try:
                # Waited for like this, it can be cancelled without ending us.
                await asyncio.wait({lookup})
                await self._hand_over(resolution, lookup)
            finally:
                lookup.cancel()
                del self._lookups[resolution.id]

    async def _hand_over(self, resolution: Resolution, lookup: asyncio.Task[Outcome]) -> None:
        async with self._turn:
            if self._is_cancelled(resolution):
                return
            try:
                ended = resolution.ended(lookup.result(), self._now())
                await self._purpose.took(self.batch, ended)
            except Unavailable:
                raise
            except PlayerError as refusal:
                ended = resolution.ended(_failure(str(refusal)), self._now())
            except Exception:
                log.exception("resolution_broke", resolution=resolution.id)
                ended = resolution.ended(_failure(BROKEN), self._now())
            await self._settle(ended)

    def _is_cancelled(self, resolution: Resolution) -> bool:
        return self.batch.state is BatchState.CANCELLED or resolution.id in self._cancelled

    async def _settle(self, ended: Resolution) -> None:
        await self._store.settle(ended)
        self._show(self.batch.counting(ended.state))

    async def _end(self) -> None:
        async with self._turn:
            batch = self.batch
            if batch.counts.cancelled == batch.total:
                batch = batch.cancelled()
            try:
                await self._purpose.ended(batch, await self._store.resolutions(batch.id))
            except Unavailable:
                raise
            except PlayerError as refusal:
                batch = batch.failed(str(refusal))
            except Exception:
                log.exception("batch_broke", batch=batch.id)
                batch = batch.failed(BROKEN)
            batch = batch.ended(self._now())
            await self._store.end(batch)
            self._show(batch)

    def _show(self, batch: Batch) -> None:
        """Keep the batch as it is now; whoever watches hears of every percent."""
        before, self.batch = self.batch, batch
        if batch.over or batch.percent != before.percent or batch.state is not before.state:
            self._watcher(batch)


def _failure(reason: str) -> Outcome:
    return Outcome(ResolutionState.FAILED, reason=reason)
