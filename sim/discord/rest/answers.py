"""Answers of the REST API: JSON as Discord writes it, and errors in its shape."""

import json
import logging

from aiohttp import web
from aiohttp.typedefs import Handler

from sim.discord.errors import ApiError, OAuthError, RefusedError, UnknownThingError, unknown

log = logging.getLogger(__name__)


def json_answer(
    payload: object, *, status: int = 200, headers: dict[str, str] | None = None
) -> web.Response:
    """Answer with JSON; clients compare the type exactly, so it carries no charset."""
    body = json.dumps(payload, ensure_ascii=False).encode()
    return web.Response(body=body, status=status, content_type="application/json", headers=headers)


@web.middleware
async def errors_in_discords_shape(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn every refusal below ``/api`` into the JSON that Discord sends."""
    if not request.path.startswith("/api"):
        return await handler(request)
    try:
        return await handler(request)
    except (ApiError, OAuthError) as error:
        refusal: ApiError | OAuthError = error
    except UnknownThingError as error:
        refusal = unknown(error.kind)
    except RefusedError as error:
        refusal = ApiError(400, 0, str(error))
    except web.HTTPException as error:
        refusal = ApiError(error.status, 0, f"{error.status}: {error.reason}")
    except Exception:
        log.exception("the simulated Discord failed")
        refusal = ApiError(500, 0, "500: Internal Server Error")
    return json_answer(refusal.body, status=refusal.status)
