"""Says which parts of the running system work."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

PING_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Report:
    """The state of every part: nodes by name, and whether requests can be served at all."""

    database: bool
    discord: bool
    nodes: Mapping[str, bool]

    @property
    def ready(self) -> bool:
        return self.database

    @property
    def status(self) -> str:
        if not self.ready:
            return "down"
        whole = self.discord and any(self.nodes.values())
        return "ready" if whole else "degraded"


class Health:
    """Asks the parts; `database` is an awaitable question that raises when nobody answers."""

    def __init__(
        self,
        database: Callable[[], Awaitable[object]],
        discord: Callable[[], bool],
        nodes: Callable[[], Mapping[str, bool]],
    ) -> None:
        self._database = database
        self._discord = discord
        self._nodes = nodes

    async def report(self) -> Report:
        return Report(await self._database_answers(), self._discord(), dict(self._nodes()))

    async def _database_answers(self) -> bool:
        try:
            async with asyncio.timeout(PING_SECONDS):
                await self._database()
        except Exception:  # noqa: BLE001 - Whatever the reason, it does not answer.
            return False
        return True
