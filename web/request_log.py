"""Gives every request an id, binds it to all log lines, and writes one line about its end."""

import re
import secrets
import time

import structlog
from quart import Quart, Response, g, request

log = structlog.get_logger()

REQUEST_ID = "X-Request-Id"
ACCEPTABLE = re.compile(r"[A-Za-z0-9._-]{8,64}")
KEY_IN_PATH = "widget_key"
QUIET = frozenset(
    {"pages.static_file", "operations.healthz", "operations.readyz", "operations.metrics"}
)


def install(app: Quart) -> None:
    @app.before_request
    async def begin() -> None:
        g.started_at = time.monotonic()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=_request_id())

    @app.after_request
    async def finish(response: Response) -> Response:
        response.headers.add(REQUEST_ID, _request_id())
        if request.endpoint not in QUIET:
            _write(response)
        return response


def _request_id() -> str:
    if "request_id" not in g:
        given = request.headers.get(REQUEST_ID, "")
        g.request_id = given if ACCEPTABLE.fullmatch(given) else secrets.token_hex(8)
    return str(g.request_id)


def _path() -> str:
    """Return the path, without the key of an overlay, which is a secret."""
    secret = (request.view_args or {}).get(KEY_IN_PATH)
    return request.path.replace(secret, "…") if secret else request.path


def _write(response: Response) -> None:
    caller = g.get("caller")
    # The path alone: query strings carry the secrets of a sign-in.
    log.info(
        "request",
        method=request.method,
        path=_path(),
        status=response.status_code,
        ms=round((time.monotonic() - g.get("started_at", time.monotonic())) * 1000, 1),
        user_id=caller.owner.id if caller and caller.owner else None,
        key_id=caller.key.id if caller and caller.key else None,
        guild_id=g.get("guild_id"),
    )
