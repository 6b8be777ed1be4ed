"""`/jobs`: the caller's work in the background."""

from quart import Blueprint, Response

from auth.api_key import Scope
from player.jobs import JobId, UnknownJob
from web.access import Access, access, current_caller
from web.api.player.dialect import success
from web.api.player.playlists.drawing import draw_job, draw_report
from web.api.player.playlists.examples import JOB
from web.api.player.playlists.shapes import JobBrief, JobReport
from web.openapi_operation import Operation, describe
from web.services import services

jobs = Blueprint("jobs", __name__, url_prefix="/jobs")


@jobs.get("")
@access(Access.SIGNED_IN, Scope.PLAYLISTS)
@describe(Operation(list[JobBrief], [JOB]))
async def own_jobs() -> Response:
    """Get the caller's jobs, the latest first.

    The last 20 that are over are remembered, until the server is restarted: then running ones end.
    """
    return success([draw_job(job) for job in services().jobs.list_of(current_caller().person.id)])


@jobs.get("/<job_id>")
@access(Access.SIGNED_IN, Scope.PLAYLISTS)
@describe(Operation(JobReport, JOB, refuses=(UnknownJob,)))
async def job(job_id: str) -> Response:
    """Get how far a job is, and what has come of it line by line."""
    found = services().jobs.get(JobId(job_id), current_caller().person.id)
    return success(draw_report(found))


@jobs.delete("/<job_id>")
@access(Access.SIGNED_IN, Scope.PLAYLISTS)
@describe(Operation(JobReport, {**JOB, "state": "cancelled"}, refuses=(UnknownJob,)))
async def cancel(job_id: str) -> Response:
    """End a job; what it has done so far stays done. One that is over stays as it is."""
    ended = await services().jobs.cancel(JobId(job_id), current_caller().person.id)
    return success(draw_report(ended))
