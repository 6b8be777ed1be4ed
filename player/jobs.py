"""Work that takes a while: runs in the background, tells how far it is, can be cancelled."""

import asyncio
import contextvars
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NewType

import structlog

from auth.identity import UserId
from player.core.errors import Conflict, Missing, PlayerError
from player.core.sentence import Sentence
from player.ending import end

log = structlog.get_logger()

JobId = NewType("JobId", str)

RUNNING_PER_OWNER = 3
REMEMBERED_PER_OWNER = 20
REMEMBERED = 2000


Result = Mapping[str, object]


class JobState(StrEnum):
    """Where a job stands."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class UnknownJob(Missing):
    def __init__(self) -> None:
        super().__init__(Sentence("There is no such job of yours, or it is long over."))


@dataclass(eq=False)
class TooManyJobs(Conflict):
    limit: int

    def __str__(self) -> str:
        return Sentence(
            "You already have {limit} jobs running. Wait for one, or cancel one.", limit=self.limit
        )


@dataclass(frozen=True, slots=True)
class Job:
    """A job as its owner sees it; `result` grows as the work goes on and says what came of it."""

    id: JobId
    owner: UserId
    kind: str
    state: JobState = JobState.RUNNING
    done: int = 0
    total: int = 0
    error: str | None = None
    result: Result = field(default_factory=dict)

    @property
    def over(self) -> bool:
        return self.state is not JobState.RUNNING


Progress = Callable[[int, int, Result], None]
"""Tells how far a job is: done, total, and the result so far."""

Work = Callable[[Progress], Awaitable[None]]
Watcher = Callable[[Job], None]


class Jobs:
    """Runs jobs and remembers the latest ones of this process."""

    def __init__(self, watcher: Watcher) -> None:
        self._watcher = watcher
        self._jobs: dict[JobId, Job] = {}
        self._tasks: dict[JobId, asyncio.Task[None]] = {}

    def start(self, owner: UserId, kind: str, work: Work, result: Result | None = None) -> Job:
        """Begin to work in the background; raise `TooManyJobs` when the owner has enough to do."""
        self.demand_room(owner)
        job = Job(JobId(secrets.token_hex(8)), owner, kind, result=result or {})
        self._jobs[job.id] = job
        self._forget(owner)
        # A context of its own, since that of a request would keep the whole request in memory.
        task = asyncio.create_task(
            self._run(job.id, work), name=f"job {kind}", context=contextvars.Context()
        )
        self._tasks[job.id] = task
        task.add_done_callback(lambda _task: self._end(job.id))
        self._watcher(job)
        return job

    def watch(self, watcher: Callable[[Job], None]) -> None:
        """Have somebody else told of every change, too."""
        first = self._watcher

        def tell_both(job: Job) -> None:
            first(job)
            watcher(job)

        self._watcher = tell_both

    def demand_room(self, owner: UserId) -> None:
        """Raise `TooManyJobs` if `start` would."""
        running = sum(not job.over for job in self.list_of(owner))
        if running >= RUNNING_PER_OWNER:
            raise TooManyJobs(RUNNING_PER_OWNER)

    def get(self, job_id: JobId, owner: UserId) -> Job:
        """Return a job of this person; raise `UnknownJob`."""
        job = self._jobs.get(job_id)
        if job is None or job.owner != owner:
            raise UnknownJob
        return job

    def list_of(self, owner: UserId) -> list[Job]:
        """Return a person's jobs, the latest first."""
        return [job for job in reversed(self._jobs.values()) if job.owner == owner]

    async def cancel(self, job_id: JobId, owner: UserId) -> Job:
        """End a job and return how it ended; what it has done so far stays done."""
        self.get(job_id, owner)
        task = self._tasks.get(job_id)
        if task is not None:
            await end(task)
            self._end(job_id)
        return self.get(job_id, owner)

    async def close(self) -> None:
        await end(*self._tasks.values())

    async def _run(self, job_id: JobId, work: Work) -> None:
        def progress(done: int, total: int, result: Mapping[str, object]) -> None:
            self._change(job_id, done=done, total=total, result=result)

        try:
            await work(progress)
        except PlayerError as refusal:
            self._change(job_id, state=JobState.FAILED, error=str(refusal))
        except Exception:
            log.exception("job_broke", job_id=job_id)
            self._change(job_id, state=JobState.FAILED, error="Something went wrong on our side.")
        else:
            self._change(job_id, state=JobState.DONE)

    def _end(self, job_id: JobId) -> None:
        """Take note that a job's task is over; a cancelled one may not even have begun."""
        self._tasks.pop(job_id, None)
        job = self._jobs.get(job_id)
        if job is not None and not job.over:
            self._change(job_id, state=JobState.CANCELLED)

    def _change(self, job_id: JobId, **changes: object) -> None:
        self._jobs[job_id] = replace(self._jobs[job_id], **changes)  # type: ignore[arg-type]  # Field names.
        self._watcher(self._jobs[job_id])

    def _forget(self, owner: UserId) -> None:
        """Forget the oldest jobs that are over, so that nobody fills our memory."""
        own = [job.id for job in self._jobs.values() if job.owner == owner and job.over]
        everybody = [job.id for job in self._jobs.values() if job.over]
        surplus = own[: max(0, len(own) - REMEMBERED_PER_OWNER + 1)]
        surplus += everybody[: max(0, len(everybody) - REMEMBERED)]
        for job_id in surplus:
            self._jobs.pop(job_id, None)
