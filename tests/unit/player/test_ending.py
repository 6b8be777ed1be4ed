"""Background tasks end when they are told to, also those that miss the first word."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from player.ending import end
from player.flushing import Flushing
from player.jobs import Jobs, JobState, Progress
from player.persistence import Persistence
from tests.support.builders import ADA
from tests.support.ports import MemoryPlayers

PATIENCE_S = 10.0

Work = Callable[[], Awaitable[None]]


async def for_ever() -> None:
    await asyncio.Event().wait()


async def deaf_once() -> None:
    """Take a cancellation for success, as the database driver may before Python 3.12."""
    try:
        await for_ever()
    except asyncio.CancelledError:
        return


async def deaf_then_for_ever() -> None:
    await deaf_once()
    await for_ever()


async def failing() -> None:
    raise ConnectionError("gone")


@pytest.mark.parametrize("work", [for_ever, deaf_then_for_ever, failing])
async def test_whatever_a_task_does_it_is_over_afterwards(work: Work) -> None:
    async def run() -> None:
        await work()

    task = asyncio.create_task(run())
    await asyncio.sleep(0)
    async with asyncio.timeout(PATIENCE_S):
        await end(task, again_after_s=0.01)
    assert task.done()


async def test_there_may_be_nothing_to_end() -> None:
    await end()


class DeafPlayers(MemoryPlayers):
    """Drops the cancellation that arrives while it says that we are alive."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = asyncio.Event()

    async def say_alive(self, now: int) -> None:
        if not self.asked.is_set():
            self.asked.set()
            await deaf_once()
        await super().say_alive(now)


async def test_the_persistence_closes() -> None:
    store = DeafPlayers()
    persistence = Persistence(store, lambda: 77)
    persistence.start()
    await store.asked.wait()
    async with asyncio.timeout(PATIENCE_S):
        await persistence.close()
    assert store.alive == 77


class SilentPlayers(MemoryPlayers):
    """A database that neither answers nor refuses."""

    async def say_alive(self, now: int) -> None:
        await for_ever()
        await super().say_alive(now)


async def test_a_database_that_does_not_answer_holds_up_nobody_for_long() -> None:
    persistence = Persistence(SilentPlayers(), lambda: 77)
    flushing = Flushing("notes", for_ever)
    persistence.start()
    flushing.start()
    async with asyncio.timeout(PATIENCE_S):
        await persistence.close()
        await flushing.close()


async def test_what_is_flushed_closes() -> None:
    asked = asyncio.Event()

    async def flush() -> None:
        if not asked.is_set():
            asked.set()
            await deaf_once()

    flushing = Flushing("notes", flush, every_s=0.001)
    flushing.start()
    await asked.wait()
    async with asyncio.timeout(PATIENCE_S):
        await flushing.close()


async def test_a_job_is_cancelled() -> None:
    async def work(_progress: Progress) -> None:
        await deaf_then_for_ever()

    jobs = Jobs(lambda _job: None)
    job = jobs.start(ADA, "import", work)
    await asyncio.sleep(0)
    async with asyncio.timeout(PATIENCE_S):
        ended = await jobs.cancel(job.id, ADA)
    assert ended.state is JobState.CANCELLED
