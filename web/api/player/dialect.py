"""The player family's dialect: the envelope of every answer, and how refusals are worded in it."""

import json
from http import HTTPStatus
from typing import Any, Generic, Literal, TypeVar

import structlog
from pydantic import BaseModel, Field
from quart import Response
from werkzeug.exceptions import HTTPException

from web.family import Family, Json
from web.language import marked, say
from web.verdicts import UNEXPECTED, Verdict, verdict_on

log = structlog.get_logger()

Data = TypeVar("Data")
RETRY_SECONDS = 5
REVISION_HEADER = "Player-Revision"

SENTENCES = {
    HTTPStatus.NOT_FOUND: marked("There is nothing at this address."),
    HTTPStatus.METHOD_NOT_ALLOWED: marked("This address does not know this method."),
    HTTPStatus.REQUEST_TIMEOUT: marked("The body did not arrive in time."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: marked("The body is too large."),
    HTTPStatus.TOO_MANY_REQUESTS: marked("Too many requests. Wait a little."),
}


class Success(BaseModel, Generic[Data]):
    """The envelope of an answer."""

    status: Literal["success"]
    data: Data


class Problem(BaseModel):
    """What went wrong."""

    message: str = Field(description="A sentence for people.")
    code: str = Field(description="A code of the table below, or the HTTP status.")
    field: str | None = Field(None, description="The parameter or body part to blame.")


class Failure(BaseModel):
    """The envelope of a refusal."""

    status: Literal["error"]
    data: Problem


class OpenWish(BaseModel):
    """What has to be voted on."""

    message: str = Field(description="A headline for people.")
    content: str = Field(description="How the vote stands, in words.")
    vote: int = Field(description="The vote's id under `/votes` (an extension of ours).")
    joined: bool = Field(description="Whether it was open already (ours, as the next two).")
    votes: int = Field(description="How many agree.")
    needed: int = Field(description="How many have to.")


class Waiting(BaseModel):
    """The envelope of an answer that nothing is done yet."""

    status: Literal["warn"]
    data: OpenWish


def _envelope(schema: Json) -> Json:
    return {
        "type": "object",
        "properties": {"status": {"const": "success"}, "data": schema},
        "required": ["status", "data"],
    }


def _refusal(verdict: Verdict) -> Json:
    return {"status": "error", "data": {"message": verdict.meaning, "code": verdict.code}}


GROUPS = (
    "auth",
    "user",
    "guilds",
    "guild",
    "tracks",
    "functions",
    "votes",
    "playlists",
    "favorites",
    "jobs",
    "events",
)
"""The first parts of paths, in the order of the documents."""

PLAYER = Family(
    name="player",
    groups={f"/{group}": group for group in GROUPS},
    failure=Failure,
    refusal=_refusal,
    answer=_envelope,
    example=lambda example: {"status": "success", "data": example},
)


def success(data: object, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return _answer({"status": "success", "data": data}, status)


def warn(wish: OpenWish) -> Response:
    """Answer that nothing is done yet: a vote has to pass first."""
    return _answer({"status": "warn", "data": wish.model_dump()}, HTTPStatus.ACCEPTED)


def failure(error: Exception) -> Response:
    """Answer any exception; what we did not foresee is logged, and says nothing of itself."""
    verdict = verdict_on(error)
    if verdict is UNEXPECTED:
        log.error("request_failed", exc_info=error)
    problem = {"message": sentence(error), "code": verdict.code}
    if field := getattr(error, "field", None) or verdict.field:
        problem["field"] = field
    answer = _answer({"status": "error", "data": problem}, verdict.status)
    if isinstance(error, HTTPException):
        _keep_headers(answer, error)
    if verdict.status is HTTPStatus.SERVICE_UNAVAILABLE:
        answer.headers["Retry-After"] = str(RETRY_SECONDS)
    if verdict.status is HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = 'Cookie realm="Auxcord"'
    return answer


def sentence(error: Exception) -> str:
    """Return what people are told about an error, in their language."""
    verdict = verdict_on(error)
    if isinstance(error, HTTPException):
        return say(SENTENCES.get(verdict.status, f"{verdict.status.phrase}."))
    return say(verdict.meaning if verdict is UNEXPECTED else str(error) or verdict.meaning)


def _answer(envelope: dict[str, Any], status: HTTPStatus) -> Response:
    body = json.dumps(envelope, ensure_ascii=False, separators=(",", ":"))
    return Response(body.encode(errors="replace"), status, mimetype="application/json")


def _keep_headers(answer: Response, error: HTTPException) -> None:
    """Pass on what the exception says beyond its page: Allow, Retry-After."""
    for name, value in error.get_headers():
        if name.lower() != "content-type":
            answer.headers[name] = value
