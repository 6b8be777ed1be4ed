"""Keeps stored players in step with the live ones, so that a crash loses next to nothing."""

import asyncio
from collections.abc import Callable

import structlog

from auth.identity import GuildId
from player.bus import Recorded
from player.ending import end, farewell
from player.ports import PlayerStore, Snapshot

log = structlog.get_logger()

ALIVE_EVERY_S = 1.0
"""How exactly a restart knows when the process died, and with it every position."""


class Persistence:
    """Writes the latest state of every changed player, and once a second that we are alive.

    Only the latest state of a player counts, so a slow database makes writes fewer, not late. A
    database that is away is tried again until it is back.
    """

    def __init__(self, store: PlayerStore, now: Callable[[], int]) -> None:
        self._store = store
        self._now = now
        self._changed: dict[GuildId, Snapshot] = {}
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def record(self, recorded: Recorded) -> None:
        """Note a change; a listener of the bus."""
        self._changed[recorded.guild_id] = Snapshot(recorded.after, recorded.seq, recorded.at)
        self._wake.set()

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="player persistence")

    async def close(self) -> None:
        """Write what is left, once, and stop."""
        if self._task is not None:
            await end(self._task)
        await farewell(self._try_to_write())

    async def _run(self) -> None:
        while True:
            written = await self._try_to_write()
            if not written:
                self._wake.clear()
            try:
                async with asyncio.timeout(ALIVE_EVERY_S):
                    await self._wake.wait()
            except TimeoutError:
                continue

    async def _try_to_write(self) -> bool:
        try:
            await self._write()
        except Exception as failure:  # noqa: BLE001 - Whatever ails the database, we try again.
            log.warning("players_not_saved", waiting=len(self._changed), reason=str(failure))
            return False
        return True

    async def _write(self) -> None:
        self._wake.clear()
        await self._store.say_alive(self._now())
        while self._changed:
            guild_id, snapshot = next(iter(self._changed.items()))
            await self._store.save(snapshot)
            # A newer snapshot may have come while this one was being written.
            if self._changed.get(guild_id) is snapshot:
                del self._changed[guild_id]
