"""`/jobs`: what goes on in the background for somebody, how far it is, and what came of it."""

from typing import Literal

from pydantic import BaseModel, Field
from quart import Blueprint, redirect
from quart.typing import ResponseReturnValue

from player.holder import Holder, of_person
from player.jobs import JobId
from player.resolving.errors import UnknownResolution
from player.resolving.ports import Selection
from player.resolving.resolution import BatchId, ResolutionState
from web.access import Access, access, current_caller
from web.api.reading import read_query
from web.pages.forms import read_form
from web.pages.frame import render_page
from web.pages.library.jobs_view import shown_batch, shown_import
from web.services import services

ROWS = 100
SEE_OTHER = 303

jobs = Blueprint("jobs_page", __name__)


class Report(BaseModel):
    """Which part of a report is looked at."""

    page: int = Field(1, ge=1, le=1000)
    status: Literal["resolved", "not_found", "failed"] | None = None


class Return(BaseModel):
    """Where somebody was."""

    next: str = Field("/jobs", pattern=r"^/(jobs|playlists)(/[\w-]+)?(\?[\w=&-]*)?$")


@jobs.get("/jobs")
@access(Access.SIGNED_IN)
async def show() -> str:
    """Show the caller's jobs: those that run first, then the latest."""
    batches = [shown_batch(each) for each in await services().library.resolutions.batches_of(_me())]
    imports = [shown_import(each) for each in services().jobs.list_of(current_caller().person.id)]
    every = [*batches, *imports]
    return await render_page(
        "library/jobs.html",
        running=[job for job in every if not job.over],
        over=[job for job in every if job.over],
    )


@jobs.get("/jobs/<job_id>")
@access(Access.SIGNED_IN)
async def show_report(job_id: str) -> str:
    """Show what has become of each track of a batch."""
    wanted, resolutions = read_query(Report), services().library.resolutions
    batch = await resolutions.batch(BatchId(job_id), _me())
    states = frozenset({ResolutionState(wanted.status)} if wanted.status else ())
    selection = Selection(_me(), states, batch.id)
    rows, total = await resolutions.list_of(selection, (wanted.page - 1) * ROWS, ROWS)
    return await render_page(
        "library/job_report.html",
        job=shown_batch(batch),
        counts=batch.counts,
        rows=rows,
        status=wanted.status,
        page=wanted.page,
        last_page=max(1, -(-total // ROWS)),
    )


@jobs.post("/jobs/<job_id>/cancel")
@access(Access.SIGNED_IN)
async def cancel(job_id: str) -> ResponseReturnValue:
    """End a job; what it has done so far stays done."""
    wanted = await read_form(Return)
    try:
        await services().library.resolutions.cancel(BatchId(job_id), _me())
    except UnknownResolution:
        await services().jobs.cancel(JobId(job_id), current_caller().person.id)
    return redirect(wanted.next, SEE_OTHER)


@jobs.post("/jobs/cancel-all")
@access(Access.SIGNED_IN)
async def cancel_all() -> ResponseReturnValue:
    """End all jobs, and clear those that were over before."""
    me = current_caller().person.id
    for job in services().jobs.list_of(me):
        await services().jobs.cancel(job.id, me)
    await services().library.resolutions.cancel_all(_me())
    return redirect("/jobs", SEE_OTHER)


def _me() -> Holder:
    return of_person(current_caller().person.id)
