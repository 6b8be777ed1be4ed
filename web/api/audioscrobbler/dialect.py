"""AudioScrobbler's dialect: lines of text, of which the first says how it went."""

from pydantic import RootModel
from quart import Response

from web.api.answers import refusal_answer, sentence
from web.family import Family, by_kind
from web.rates import LISTENS
from web.verdicts import Verdict, verdict_on

PREFIX = "/apis/audioscrobbler"
OK = "OK"
BAD_AUTH = "BADAUTH"
BAD_TIME = "BADTIME"
BAD_SESSION = "BADSESSION"
TEXT = "text/plain"


class AudioScrobblerFailure(RootModel[str]):
    """A refusal in AudioScrobbler's dialect: `FAILED` and a sentence."""


def lines(*words: str) -> Response:
    return Response("".join(f"{word}\n" for word in words), mimetype=TEXT)


def failed(why: str) -> str:
    return f"FAILED {why}"


def failure(error: Exception) -> Response:
    """Answer any exception; what we did not foresee is logged, and says nothing of itself."""
    answer = refusal_answer(error, "", verdict_on(error).status)
    answer.set_data(f"{failed(sentence(error))}\n")
    answer.mimetype = TEXT
    return answer


def _described(verdict: Verdict) -> str:
    return f"{failed(verdict.meaning)}\n"


AUDIOSCROBBLER = Family(
    name="audioscrobbler",
    title="AudioScrobbler",
    about="What people heard elsewhere, as the oldest players tell of it.",
    groups={PREFIX: "audioscrobbler"},
    failure=AudioScrobblerFailure,
    failure_media=TEXT,
    refusal=_described,
    rate=by_kind(LISTENS, LISTENS),
    any_media_type=True,
)
