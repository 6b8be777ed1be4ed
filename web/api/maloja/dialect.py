"""Maloja's dialect: a `status` in words, and refusals that have a type and a sentence."""

from typing import Literal

from pydantic import BaseModel, Field
from quart import Response

from web.api.answers import refusal_answer, sentence
from web.family import Family, Json, by_kind
from web.faults import BadCredential, MissingScope, NeedsPerson, NotSignedIn, WrongInput
from web.rates import LISTENS
from web.verdicts import Verdict, verdict_on, verdict_on_type

PREFIX = "/apis/mlj_1"


class MalojaProblem(BaseModel):
    """What went wrong."""

    type: str = Field(description="A word for programs.")
    desc: str = Field(description="A sentence for people.")


class MalojaFailure(BaseModel):
    """A refusal in Maloja's dialect."""

    status: Literal["error"]
    error: MalojaProblem


NOT_AUTHENTICATED = "authentication_fail"
TYPES = {
    **dict.fromkeys(
        map(verdict_on_type, (NotSignedIn, BadCredential, MissingScope, NeedsPerson)),
        NOT_AUTHENTICATED,
    ),
    verdict_on_type(WrongInput): "missing_scrobble_data",
}


def failure(error: Exception) -> Response:
    """Answer any exception; what we did not foresee is logged, and says nothing of itself."""
    verdict = verdict_on(error)
    return refusal_answer(error, _refused(verdict, sentence(error)), verdict.status)


def _refused(verdict: Verdict, text: str) -> Json:
    kind = TYPES.get(verdict, verdict.status.phrase.lower().replace(" ", "_"))
    return {"status": "error", "error": {"type": kind, "desc": text}}


MALOJA = Family(
    name="maloja",
    title="Maloja",
    about="One listen at a time, as scrobblers tell a Maloja server.",
    groups={PREFIX: "maloja"},
    failure=MalojaFailure,
    refusal=lambda verdict: _refused(verdict, verdict.meaning),
    rate=by_kind(LISTENS, LISTENS),
    any_media_type=True,
    any_origin=True,
)
