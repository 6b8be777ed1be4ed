"""Looks at the sources for what is new of followed artists."""

import asyncio
import contextvars
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import structlog

from player.core.errors import PlayerError
from player.ending import end
from player.holder import Holder, person_of
from player.playlists.keeping import Keeping
from player.watchlist.errors import AlreadyScanning
from player.watchlist.followed import Find, Followed, Sighting, sighted
from player.watchlist.ports import FindStore, FollowedStore, StandingStore, TrackFinder

log = structlog.get_logger()

PATIENCE_MS = 2 * 60 * 1000
"""Longer than any search takes: who has shown no sign of life since has died in the middle."""


@dataclass(frozen=True, slots=True)
class ScanNews:
    """That a scan has begun, has found something of an artist, or is over."""

    running: bool
    finds: tuple[Find, ...] = ()


Tell = Callable[[Holder, ScanNews], None]


@dataclass(frozen=True, slots=True)
class Memory:
    """Where scans write down what they see."""

    followed: FollowedStore
    finds: FindStore
    standings: StandingStore


class Scans:
    """One scan per holder at a time, one artist after the other, so that sources are not flooded.

    Nobody is told when music was released, so “new” is what has not been seen before, and the first
    look at an artist only remembers.
    """

    def __init__(
        self,
        memory: Memory,
        finder: TrackFinder,
        keeping: Keeping,
        tell: Tell,
        now: Callable[[], int],
    ) -> None:
        self._memory = memory
        self._finder = finder
        self._keeping = keeping
        self._tell = tell
        self._now = now
        self._tasks: dict[Holder, asyncio.Task[None]] = {}

    async def start(self, holder: Holder) -> None:
        """Begin to scan in the background; raise `AlreadyScanning`."""
        await self._begin(holder)

    async def scan_due(self, every_ms: int) -> None:
        """Scan for all who have not for so long, one after the other."""
        for holder in await self._memory.standings.due(self._now() - every_ms):
            try:
                await asyncio.wait({await self._begin(holder)})
            except AlreadyScanning:
                continue

    async def busy(self, holder: Holder) -> bool:
        return (await self._memory.standings.of(holder)).busy_until > self._now()

    async def stop(self, holder: Holder) -> None:
        """End a scan of ours in the middle; what it has seen stays seen."""
        if (task := self._tasks.get(holder)) is not None:
            await end(task)

    async def close(self) -> None:
        await end(*self._tasks.values())

    async def _begin(self, holder: Holder) -> asyncio.Task[None]:
        now = self._now()
        if not await self._memory.standings.begin(holder, now, now + PATIENCE_MS):
            raise AlreadyScanning
        # A context of its own, since that of a request would keep the whole request in memory.
        task = asyncio.create_task(
            self._scan_all(holder), name=f"scan {holder}", context=contextvars.Context()
        )
        self._tasks[holder] = task
        task.add_done_callback(lambda _task: self._tasks.pop(holder, None))
        return task

    async def _scan_all(self, holder: Holder) -> None:
        self._tell(holder, ScanNews(running=True))
        problem = None
        try:
            for followed in await self._memory.followed.list_of(holder):
                await self._memory.standings.go_on(holder, self._now() + PATIENCE_MS)
                finds = await self._scan(followed)
                problem = await self._put_away(holder, finds) or problem
        except PlayerError as failure:
            # The database does not answer; the next scan sees what this one has not.
            log.warning("scan_broken_off", holder=holder, reason=str(failure))
        except Exception:
            log.exception("scan_failed", holder=holder)
        await self._finish(holder, problem)

    async def _finish(self, holder: Holder, problem: str | None) -> None:
        try:
            await self._memory.standings.finish(holder, self._now(), problem)
        except PlayerError as failure:
            log.warning("scan_not_noted", holder=holder, reason=str(failure))
        self._tell(holder, ScanNews(running=False))

    async def _scan(self, followed: Followed) -> Sequence[Find]:
        """Look for one artist; return what is new, which is remembered by then."""
        try:
            found = await self._finder.tracks(followed.name)
        except PlayerError as failure:
            failed = replace(followed, problem=str(failure))
            await self._memory.followed.scanned(failed, frozenset())
            return ()
        known = await self._memory.followed.seen(followed)
        if known is None:
            return ()
        sighting = sighted(followed.name, found.items, known)
        # First the finds: after a crash in between they are found again, and are there already.
        finds = await self._kept(followed, sighting)
        scanned = replace(followed, scanned_at=self._now(), problem=None)
        await self._memory.followed.scanned(scanned, sighting.seen)
        return finds

    async def _kept(self, followed: Followed, sighting: Sighting) -> Sequence[Find]:
        if followed.scanned_at is None:
            return ()
        now = self._now()
        finds = [Find(followed.id, followed.name, track, key, now) for key, track in sighting.new]
        return await self._memory.finds.add(followed.holder, finds) if finds else ()

    async def _put_away(self, holder: Holder, finds: Sequence[Find]) -> str | None:
        """Tell of finds, and put them where they are wanted; return why they cannot go there."""
        if not finds:
            return None
        self._tell(holder, ScanNews(running=True, finds=tuple(finds)))
        standing, person = await self._memory.standings.of(holder), person_of(holder)
        if standing.playlist_id is None or person is None:
            return None
        tracks = tuple(find.track for find in finds)
        try:
            await self._keeping.put(person, tracks, standing.playlist_id)
        except PlayerError as refusal:
            return str(refusal)
        return None
