"""The archive family's dialect: bare JSON, and refusals that are one sentence."""

from http import HTTPStatus

from pydantic import BaseModel, Field
from quart import Response

from web.api.answers import refusal_answer, sentence
from web.family import Family, Json, by_kind
from web.rates import ARCHIVE_READ, ARCHIVE_WRITE
from web.verdicts import Verdict, verdict_on

UNAUTHORIZED = "Unauthorized"
"""What the documented system answers whoever has no good key, word for word."""


class ArchiveFailure(BaseModel):
    """A refusal in the archive family."""

    error: str = Field(description="A sentence for people.")


def failure(error: Exception) -> Response:
    """Answer any exception; what we did not foresee is logged, and says nothing of itself."""
    status = verdict_on(error).status
    text = UNAUTHORIZED if status is HTTPStatus.UNAUTHORIZED else sentence(error)
    return refusal_answer(error, {"error": text}, status)


def _described(verdict: Verdict) -> Json:
    unauthorized = verdict.status is HTTPStatus.UNAUTHORIZED
    return {"error": UNAUTHORIZED if unauthorized else verdict.meaning}


RESOURCES = ("health", "sessions", "tracks", "guilds", "users")

ARCHIVE = Family(
    name="archive",
    title="Archive",
    about="What bots played, and who heard it, of any bot that writes it down here.",
    groups={f"/api/v1/{resource}": "archive" for resource in RESOURCES},
    failure=ArchiveFailure,
    refusal=_described,
    rate=by_kind(ARCHIVE_READ, ARCHIVE_WRITE),
)
