"""The player family's dialect: the envelope of every answer, and how refusals are worded in it."""

from http import HTTPStatus
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, Field
from quart import Response

from web.api.answers import blamed_field, json_answer, refusal_answer, sentence
from web.family import Family, Json, by_kind
from web.rates import PLAYER as PLAYER_RATE
from web.verdicts import Verdict, verdict_on

Data = TypeVar("Data")
REVISION_HEADER = "Player-Revision"


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
    title="The player",
    about="One server's music, live: what plays, the queue, votes, playlists, and the "
    "streams that tell every change.",
    groups={f"/{group}": group for group in GROUPS},
    failure=Failure,
    refusal=_refusal,
    rate=by_kind(PLAYER_RATE, PLAYER_RATE),
    answer=_envelope,
    example=lambda example: {"status": "success", "data": example},
)


def success(data: object, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return json_answer({"status": "success", "data": data}, status)


def warn(wish: OpenWish) -> Response:
    """Answer that nothing is done yet: a vote has to pass first."""
    return json_answer({"status": "warn", "data": wish.model_dump()}, HTTPStatus.ACCEPTED)


def failure(error: Exception) -> Response:
    """Answer any exception; what we did not foresee is logged, and says nothing of itself."""
    verdict = verdict_on(error)
    problem = {"message": sentence(error), "code": verdict.code}
    if field := blamed_field(error):
        problem["field"] = field
    return refusal_answer(error, {"status": "error", "data": problem}, verdict.status)
