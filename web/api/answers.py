"""What all dialects share: sentence, status and headers of a refusal, and bodies of JSON."""

import json
from http import HTTPStatus

import structlog
from quart import Response
from werkzeug.exceptions import HTTPException

from web.language import marked, say
from web.verdicts import UNEXPECTED, verdict_on

log = structlog.get_logger()

RETRY_SECONDS = 5

SENTENCES = {
    HTTPStatus.NOT_FOUND: marked("There is nothing at this address."),
    HTTPStatus.METHOD_NOT_ALLOWED: marked("This address does not know this method."),
    HTTPStatus.REQUEST_TIMEOUT: marked("The body did not arrive in time."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: marked("The body is too large."),
    HTTPStatus.TOO_MANY_REQUESTS: marked("Too many requests. Wait a little."),
}


def json_answer(body: object, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Answer with JSON in UTF-8; what is no proper text becomes question marks."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(text.encode(errors="replace"), status, mimetype="application/json")


def refusal_answer(error: Exception, body: object, status: HTTPStatus) -> Response:
    """Answer a refusal with the headers that belong to it; log what we did not foresee."""
    if verdict_on(error) is UNEXPECTED:
        log.error("request_failed", exc_info=error)
    answer = json_answer(body, status)
    if isinstance(error, HTTPException):
        _keep_headers(answer, error)
    if status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
        answer.headers.setdefault("Retry-After", str(RETRY_SECONDS))
    if status is HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = 'Cookie realm="Auxcord"'
    return answer


def sentence(error: Exception) -> str:
    """Return what people are told about an error, in their language."""
    verdict = verdict_on(error)
    if isinstance(error, HTTPException):
        return say(SENTENCES.get(verdict.status, f"{verdict.status.phrase}."))
    return say(verdict.meaning if verdict is UNEXPECTED else str(error) or verdict.meaning)


def blamed_field(error: Exception) -> str | None:
    """Return the part of the request that is to blame, where there is one."""
    return getattr(error, "field", None) or verdict_on(error).field


def _keep_headers(answer: Response, error: HTTPException) -> None:
    """Pass on what the exception says beyond its page: Allow, Retry-After."""
    for name, value in error.get_headers():
        if name.lower() != "content-type":
            answer.headers[name] = value
