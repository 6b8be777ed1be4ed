"""The scrobble family's dialect: bare JSON, one `message`, and refusals that are one `error`.

As in the documented system, what the request asks for in vain is refused with status 200; only
what is wrong with the credential, with the body as such, or with us has a status of its own.
"""

from http import HTTPStatus

from pydantic import BaseModel, Field
from quart import Response

from web.api.answers import json_answer, refusal_answer, sentence
from web.family import Family, Json, by_kind
from web.faults import BadCredential, NotAdmin, NotJson, NotSignedIn
from web.rates import SCROBBLE_LIGHT
from web.verdicts import ACCOUNT_REFUSALS, TOO_OFTEN, Verdict, verdict_on, verdict_on_type


class Done(BaseModel):
    """What was done, in a sentence."""

    message: str


class ScrobbleFailure(BaseModel):
    """A refusal in the scrobble family."""

    error: str = Field(description="A sentence for people.")
    message: str | None = Field(None, description="With status 429 only: the same sentence.")


NO_JSON = verdict_on_type(NotJson)
OF_THE_REQUEST = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.CONFLICT})
"""The statuses that are 200 in this family, unless the body is no JSON at all."""

WORDS: dict[Verdict, str] = {
    NO_JSON: "Invalid JSON",
    verdict_on_type(NotSignedIn): "Invalid JWT Token",
    verdict_on_type(BadCredential): "Invalid JWT Token",
    verdict_on_type(NotAdmin): "User is not admin",
    **{verdict_on_type(kind): kind.words for kind in ACCOUNT_REFUSALS},
}
"""What the documented system says, word for word."""

TOO_MANY = "Too many requests"


def done(message: str) -> Response:
    return json_answer({"message": message})


def failure(error: Exception) -> Response:
    """Answer any exception; what we did not foresee is logged, and says nothing of itself."""
    verdict = verdict_on(error)
    text = WORDS.get(verdict) or sentence(error)
    return refusal_answer(error, refused(verdict.status, text), status_of(verdict))


def status_of(verdict: Verdict) -> HTTPStatus:
    if verdict.status in OF_THE_REQUEST and verdict != NO_JSON:
        return HTTPStatus.OK
    return verdict.status


def refused(status: HTTPStatus, text: str) -> Json:
    if status is TOO_OFTEN.status:
        return {"message": TOO_MANY, "error": TOO_MANY}
    return {"error": text}


def _described(verdict: Verdict) -> Json:
    return refused(verdict.status, WORDS.get(verdict, verdict.meaning))


ACCOUNTS = ("serverinfo", "config", "login", "register", "sendreset", "resetpassword", "refresh")

SCROBBLE = Family(
    name="scrobble",
    title="Accounts",
    about="Accounts by name and password.",
    groups={f"/api/v1/{resource}": "accounts" for resource in ACCOUNTS},
    failure=ScrobbleFailure,
    refusal=_described,
    rate=by_kind(SCROBBLE_LIGHT, SCROBBLE_LIGHT),
    status=status_of,
)
