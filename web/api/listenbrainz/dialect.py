"""ListenBrainz' dialect: bare JSON, and refusals that repeat their status beside one sentence."""

from pydantic import BaseModel, Field
from quart import Response, request

from web.api.answers import json_answer, refusal_answer, sentence
from web.api.listenbrainz.errors import WrongListen
from web.credentials import credential_in_header
from web.family import Family, Json, by_kind
from web.faults import BadCredential, NotSignedIn
from web.rates import LISTENS
from web.verdicts import Verdict, verdict_on, verdict_on_type

PREFIX = "/apis/listenbrainz"
"""Where the same routes are, too, for clients that take an address with a path."""

NO_HEADER = "You need to provide an Authorization header."
BAD_HEADER = "Provided Authorization header is invalid."
BAD_TOKEN = "Invalid authorization token."  # noqa: S105 - A sentence.


class ListenBrainzFailure(BaseModel):
    """A refusal in the ListenBrainz family; what a wrong listen held is repeated beside it."""

    code: int = Field(description="The status once more.")
    error: str = Field(description="A sentence for people.")


def success(body: Json) -> Response:
    """Answer what may be somebody's own, so that nobody on the way keeps it."""
    answer = json_answer(body)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def failure(error: Exception) -> Response:
    """Answer any exception; what we did not foresee is logged, and says nothing of itself."""
    status = verdict_on(error).status
    told = {"code": status.value, "error": _text(error)}
    if isinstance(error, WrongListen) and isinstance(error.listen, dict):
        told = {**error.listen, **told}
    return refusal_answer(error, told, status)


def _text(error: Exception) -> str:
    if isinstance(error, NotSignedIn):
        return BAD_HEADER if "Authorization" in request.headers else NO_HEADER
    if isinstance(error, BadCredential):
        return BAD_TOKEN if credential_in_header(request.headers) else BAD_HEADER
    return sentence(error)


WORDS = {
    verdict_on_type(NotSignedIn): NO_HEADER,
    verdict_on_type(BadCredential): BAD_TOKEN,
}


def _described(verdict: Verdict) -> Json:
    return {"code": verdict.status.value, "error": WORDS.get(verdict, verdict.meaning)}


LISTENBRAINZ = Family(
    name="listenbrainz",
    title="ListenBrainz",
    about="What people heard elsewhere, as their players tell a ListenBrainz server.",
    groups={"/1": "listenbrainz", f"{PREFIX}/1": "listenbrainz"},
    failure=ListenBrainzFailure,
    refusal=_described,
    rate=by_kind(LISTENS, LISTENS),
    any_media_type=True,
    any_origin=True,
    reset_is_moment=True,
)
