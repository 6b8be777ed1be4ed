"""Steps of work with a progress bar, and what each of them took."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from rich.progress import Progress

from db.client import Database

Tell = Callable[[int], None]
Step = Callable[[Database, int, Tell], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Timed:
    """How many of something were dealt with, and how long that took, in seconds.

    `ours` and `databases` are of processor time: what it takes on a machine with nothing else.
    """

    what: str
    count: int
    lasted: float
    ours: float
    databases: float


async def timed(database: Database, progress: Progress, what: str, count: int, step: Step) -> Timed:
    task = progress.add_task(what, total=count)
    begun, ours, databases = time.monotonic(), time.process_time(), await _processor_time(database)
    await step(database, count, lambda so_far: progress.update(task, completed=so_far))
    progress.update(task, completed=count)
    return Timed(
        what,
        count,
        time.monotonic() - begun,
        time.process_time() - ours,
        await _processor_time(database) - databases,
    )


async def _processor_time(database: Database) -> float:
    used = (await database.client.admin.command("serverStatus"))["extra_info"]
    return (int(used["user_time_us"]) + int(used["system_time_us"])) / 1_000_000
