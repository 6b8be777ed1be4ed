"""The library family's dialect: an envelope of four keys, and codes in capitals."""

from http import HTTPStatus
from typing import Literal

from pydantic import BaseModel, Field
from quart import Response

from web.api.answers import blamed_field, json_answer, refusal_answer, sentence
from web.family import READING, Family, Json
from web.faults import BadCredential, NotAdmin
from web.rates import (
    LIBRARY_DOWNLOADS,
    LIBRARY_READ,
    LIBRARY_SEARCH,
    LIBRARY_SYSTEM,
    LIBRARY_WRITE,
    Rate,
)
from web.verdicts import Verdict, verdict_on, verdict_on_type

Pagination = dict[str, int | bool]


class Problem(BaseModel):
    """What went wrong."""

    code: str = Field(description="A word in capitals for programs.")
    message: str = Field(description="A sentence for people.")
    field: str | None = Field(None, description="The parameter or body part to blame.")


class LibraryFailure(BaseModel):
    """The envelope of a refusal in the library family."""

    success: Literal[False]
    data: None
    error: Problem
    pagination: None


CODES = {
    HTTPStatus.BAD_REQUEST: "BAD_REQUEST",
    HTTPStatus.UNAUTHORIZED: "AUTH_REQUIRED",
    HTTPStatus.FORBIDDEN: "FORBIDDEN",
    HTTPStatus.NOT_FOUND: "NOT_FOUND",
    HTTPStatus.CONFLICT: "CONFLICT",
    HTTPStatus.TOO_MANY_REQUESTS: "RATE_LIMITED",
    HTTPStatus.INTERNAL_SERVER_ERROR: "INTERNAL_ERROR",
    HTTPStatus.SERVICE_UNAVAILABLE: "NOT_AVAILABLE",
}
"""The documented code of each status; other statuses go by their name in capitals."""

WRONG_KEY = verdict_on_type(BadCredential)
NO_ADMIN = verdict_on_type(NotAdmin)


def success(
    data: object, status: HTTPStatus = HTTPStatus.OK, pagination: Pagination | None = None
) -> Response:
    return json_answer(_envelope(data, pagination), status)


def failure(error: Exception) -> Response:
    """Answer any exception; what we did not foresee is logged, and says nothing of itself."""
    status, code = _ruling(verdict_on(error))
    problem = {"code": code, "message": sentence(error)}
    if field := blamed_field(error):
        problem["field"] = field
    return refusal_answer(error, _refused(problem), status)


def page_of(page: int, limit: int, total: int) -> Pagination:
    """Describe one page of a list; there is always at least one, even of an empty list."""
    pages = max(1, -(-total // limit))
    return {
        "page": page,
        "limit": limit,
        "total": total,
        "total_pages": pages,
        "has_next": page < pages,
        "has_prev": page > 1,
    }


def _ruling(verdict: Verdict) -> tuple[HTTPStatus, str]:
    """Return status and code; whoever may not do something is 403 in this family, never 401."""
    if verdict == WRONG_KEY:
        return HTTPStatus.FORBIDDEN, "INVALID_KEY"
    if verdict == NO_ADMIN:
        return HTTPStatus.FORBIDDEN, CODES[HTTPStatus.FORBIDDEN]
    code = CODES.get(verdict.status, verdict.status.phrase.upper().replace(" ", "_"))
    return verdict.status, code


def _refused(problem: Json) -> Json:
    return {"success": False, "data": None, "error": problem, "pagination": None}


def _envelope(data: object, pagination: Pagination | None = None) -> Json:
    return {"success": True, "data": data, "error": None, "pagination": pagination}


def _answer_schema(schema: Json) -> Json:
    properties = {
        "success": {"const": True},
        "data": schema,
        "error": {"type": "null"},
        "pagination": {"type": ["object", "null"]},
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


def _described(verdict: Verdict) -> Json:
    return _refused({"code": _ruling(verdict)[1], "message": verdict.meaning})


def _rate(method: str, path: str) -> Rate:
    """Return the documented rate, whose exceptions hang on the resource."""
    resource = path.removeprefix("/api/v1/").split("/")[0]
    if method in READING:
        return LIBRARY_SYSTEM if resource == "system" else LIBRARY_READ
    exceptions = {"search": LIBRARY_SEARCH, "downloads": LIBRARY_DOWNLOADS}
    return exceptions.get(resource, LIBRARY_WRITE)


GROUPS = (
    "system",
    "library",
    "search",
    "downloads",
    "wishlist",
    "watchlist",
    "settings",
    "api-keys",
)

LIBRARY = Family(
    name="library",
    title="Library",
    about="API keys, and what is known of artists, albums and tracks.",
    groups={f"/api/v1/{group}": group for group in GROUPS} | {"/api/v1/playlists": "sync"},
    failure=LibraryFailure,
    refusal=_described,
    rate=_rate,
    status=lambda verdict: _ruling(verdict)[0],
    answer=_answer_schema,
    example=_envelope,
    key_in_query="api_key",
)
