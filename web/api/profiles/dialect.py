"""The profiles family's dialect: bare answers, and refusals that say what is wrong."""

from pydantic import BaseModel, Field
from quart import Response

from web.api.answers import blamed_field, refusal_answer, sentence
from web.family import Family, Json, by_kind
from web.rates import PROFILES_READ, PROFILES_WRITE
from web.verdicts import Verdict, verdict_on


class ProfilesFailure(BaseModel):
    """A refusal in the profiles family."""

    error: str = Field(description="A sentence for people.")
    field: str | None = Field(None, description="The parameter or body part to blame.")
    balance: int | None = Field(None, description="What the sender has, where that is too little.")


def failure(error: Exception) -> Response:
    """Answer any exception; what we did not foresee is logged, and says nothing of itself."""
    body: Json = {"error": sentence(error)}
    if field := blamed_field(error):
        body["field"] = field
    balance = getattr(error, "balance", None)
    if balance is not None:
        body["balance"] = balance
    return refusal_answer(error, body, verdict_on(error).status)


def _described(verdict: Verdict) -> Json:
    body: Json = {"error": verdict.meaning}
    return body if verdict.field is None else {**body, "field": verdict.field}


PROFILES = Family(
    name="profiles",
    title="Voice profiles",
    about="Levels, points and data of members, shared by all bots of a server.",
    groups={"/profile": "profiles", "/transaction": "transactions", "/stats": "points"},
    failure=ProfilesFailure,
    refusal=_described,
    rate=by_kind(PROFILES_READ, PROFILES_WRITE),
)
