"""Keeps a gateway connection up for ever: starts it, watches it, and starts the next one."""

import asyncio
import random
from collections.abc import Callable, Iterator

import structlog

from player.discord.connection import Connection
from player.discord.failures import REFUSED_TOKEN, Failure, explain

log = structlog.get_logger()

FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 30.0
LASTING_PAUSE_S = 120.0
STABLE_S = 60.0


def pauses(jitter: Callable[[], float] = random.random) -> Iterator[float]:
    """Yield the pauses between attempts: doubling up to half a minute, each cut by up to half."""
    longest = FIRST_PAUSE_S
    while True:
        yield longest * (1 - jitter() / 2)
        longest = min(longest * 2, LONGEST_PAUSE_S)


class Supervisor:
    """Runs one connection after the other.

    hikari resumes a session by itself, which keeps the music unharmed. Only when it has not managed
    to within `patience` seconds, its growing pauses cost more than a new session does.
    """

    def __init__(
        self,
        connect: Callable[[], Connection],
        *,
        patience: float,
        clock: Callable[[], float],
        on_end: Callable[[], None],
    ) -> None:
        self._connect = connect
        self._patience = patience
        self._clock = clock
        self._on_end = on_end
        self.connection: Connection | None = None
        self.last_failure: Failure | None = None

    async def run(self) -> None:
        waiting = pauses()
        while True:
            began = self._clock()
            failure = await self._attempt()
            if self._clock() - began >= STABLE_S:
                waiting = pauses()
            pause = LASTING_PAUSE_S if failure.lasting else next(waiting)
            self._tell(failure, pause)
            await asyncio.sleep(pause)

    async def _attempt(self) -> Failure:
        """Live through one connection and return why it ended."""
        try:
            connection = self.connection = self._connect()
        except ValueError:
            return Failure(REFUSED_TOKEN, lasting=True)
        try:
            await connection.open()
            self.last_failure = None
            await self._watch(connection)
        except Exception as error:  # noqa: BLE001 - Whatever it died of, the next one must follow.
            return explain(error)
        finally:
            await self._end(connection)
        return explain(None)

    async def _watch(self, connection: Connection) -> None:
        """Return when the line has been dead for too long; raise when the bot gave up itself."""
        ended = asyncio.create_task(connection.ended(), name="discord bot ended")
        died = asyncio.create_task(connection.died(self._patience), name="discord line died")
        try:
            await asyncio.wait({ended, died}, return_when=asyncio.FIRST_COMPLETED)
            if ended.done():
                ended.result()
        finally:
            ended.cancel()
            died.cancel()
            await asyncio.gather(ended, died, return_exceptions=True)

    async def _end(self, connection: Connection) -> None:
        self.connection = None
        self._on_end()
        await connection.close()

    def _tell(self, failure: Failure, pause: float) -> None:
        self.last_failure = failure
        tell = log.error if failure.lasting else log.warning
        tell("discord_unreachable", reason=failure.sentence, retry_in_s=round(pause, 1))
