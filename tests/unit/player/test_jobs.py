"""Jobs: progress, ends of every kind, and what is remembered."""

import asyncio
import contextvars

import pytest

from player.core.errors import NothingPlaying
from player.jobs import REMEMBERED_PER_OWNER, Job, Jobs, JobState, Progress, TooManyJobs, UnknownJob
from tests.support.builders import ADA, BOB
from tests.support.discord import eventually


class Watched:
    """Jobs, and everything that was told of them."""

    def __init__(self) -> None:
        self.told: list[Job] = []
        self.jobs = Jobs(self.told.append)

    def states(self) -> list[JobState]:
        return [job.state for job in self.told]


@pytest.fixture
def watched() -> Watched:
    return Watched()


async def at_once(progress: Progress) -> None:
    progress(1, 1, {"added": 1})


async def for_ever(_progress: Progress) -> None:
    await asyncio.Event().wait()


async def over(watched: Watched, job: Job) -> Job:
    await eventually(lambda: watched.jobs.get(job.id, job.owner).over)
    return watched.jobs.get(job.id, job.owner)


async def test_a_job_tells_how_far_it_is(watched: Watched) -> None:
    job = await over(watched, watched.jobs.start(ADA, "import", at_once))
    assert (job.state, job.done, job.total, job.result) == (JobState.DONE, 1, 1, {"added": 1})
    assert watched.states() == [JobState.RUNNING, JobState.RUNNING, JobState.DONE]


async def test_a_refusal_fails_it_with_its_sentence(watched: Watched) -> None:
    async def refused(_progress: Progress) -> None:
        raise NothingPlaying

    job = await over(watched, watched.jobs.start(ADA, "import", refused))
    assert (job.state, job.error) == (JobState.FAILED, "Nothing is playing.")


async def test_a_bug_says_nothing_of_itself(watched: Watched) -> None:
    async def broken(_progress: Progress) -> None:
        raise KeyError("secret")

    job = await over(watched, watched.jobs.start(ADA, "import", broken))
    assert (job.state, job.error) == (JobState.FAILED, "Something went wrong on our side.")


async def test_cancelling_ends_it(watched: Watched) -> None:
    job = watched.jobs.start(ADA, "import", for_ever)
    await asyncio.sleep(0)
    assert (await watched.jobs.cancel(job.id, ADA)).state is JobState.CANCELLED
    assert watched.states() == [JobState.RUNNING, JobState.CANCELLED]
    assert (await watched.jobs.cancel(job.id, ADA)).state is JobState.CANCELLED


async def test_it_can_be_cancelled_before_it_began(watched: Watched) -> None:
    job = watched.jobs.start(ADA, "import", for_ever)
    assert (await watched.jobs.cancel(job.id, ADA)).state is JobState.CANCELLED


async def test_closing_ends_all(watched: Watched) -> None:
    for owner in (ADA, BOB):
        watched.jobs.start(owner, "import", for_ever)
    await watched.jobs.close()
    await eventually(lambda: watched.states().count(JobState.CANCELLED) == 2)


async def test_others_see_none_of_it(watched: Watched) -> None:
    job = await over(watched, watched.jobs.start(ADA, "import", at_once))
    assert watched.jobs.list_of(BOB) == []
    with pytest.raises(UnknownJob):
        watched.jobs.get(job.id, BOB)
    with pytest.raises(UnknownJob):
        await watched.jobs.cancel(job.id, BOB)


async def test_everybody_has_so_many_at_once(watched: Watched) -> None:
    running = [watched.jobs.start(ADA, "import", for_ever) for _ in range(3)]
    with pytest.raises(TooManyJobs):
        watched.jobs.start(ADA, "import", for_ever)
    watched.jobs.start(BOB, "import", for_ever)
    await watched.jobs.cancel(running[0].id, ADA)
    watched.jobs.start(ADA, "import", for_ever)
    await watched.jobs.close()


async def test_the_latest_are_remembered_and_those_that_run(watched: Watched) -> None:
    running = watched.jobs.start(ADA, "import", for_ever)
    others = await over(watched, watched.jobs.start(BOB, "import", at_once))
    latest = [
        await over(watched, watched.jobs.start(ADA, "import", at_once))
        for _ in range(REMEMBERED_PER_OWNER + 5)
    ]
    listed = [job.id for job in watched.jobs.list_of(ADA)]
    assert listed == [
        *(job.id for job in latest[: -REMEMBERED_PER_OWNER - 1 : -1]),
        running.id,
    ]
    assert watched.jobs.list_of(BOB) == [others]
    await watched.jobs.close()


async def test_a_job_keeps_nothing_of_the_request_that_began_it(watched: Watched) -> None:
    kept: contextvars.ContextVar[str] = contextvars.ContextVar("kept")
    kept.set("a request")
    seen: list[str | None] = []

    async def look(_progress: Progress) -> None:
        seen.append(kept.get(None))

    await over(watched, watched.jobs.start(ADA, "import", look))
    assert seen == [None]
