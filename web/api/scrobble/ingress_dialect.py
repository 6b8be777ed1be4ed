"""The dialect of what players push: that of the scrobble family, but with keys instead of JWTs."""

from quart import Response

from web.api.answers import refusal_answer, sentence
from web.api.scrobble.dialect import NO_JSON, ScrobbleFailure, refused, status_of
from web.caller import presented_credential
from web.family import Family, Json, by_kind
from web.faults import BadCredential, NotSignedIn
from web.rates import SCROBBLE_LIGHT
from web.verdicts import Verdict, verdict_on, verdict_on_type

NO_KEY = "No key parameter provided"
EMPTY_KEY = "A token is required"
WORDS: dict[Verdict, str] = {
    NO_JSON: "Invalid JSON",
    verdict_on_type(NotSignedIn): NO_KEY,
    verdict_on_type(BadCredential): "Invalid Token",
}
"""What the documented system says, word for word."""


def failure(error: Exception) -> Response:
    """Answer any exception; what we did not foresee is logged, and says nothing of itself."""
    verdict = verdict_on(error)
    empty = isinstance(error, BadCredential) and not presented_credential()
    text = EMPTY_KEY if empty else WORDS.get(verdict) or sentence(error)
    return refusal_answer(error, refused(verdict.status, text), status_of(verdict))


def _described(verdict: Verdict) -> Json:
    return refused(verdict.status, WORDS.get(verdict, verdict.meaning))


INGRESS = Family(
    name="ingress",
    title="Scrobbles of media servers",
    about="What people heard elsewhere, as Jellyfin and multi-scrobbler tell of it.",
    groups={"/api/v1/ingress": "ingress"},
    failure=ScrobbleFailure,
    refusal=_described,
    rate=by_kind(SCROBBLE_LIGHT, SCROBBLE_LIGHT),
    status=status_of,
    key_in_query="key",
    any_media_type=True,
)
