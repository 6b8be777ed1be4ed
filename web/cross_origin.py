"""Lets pages of other sites use the families whose clients live there (CORS), by a key only."""

from http import HTTPStatus

from quart import Quart, Response, current_app, request

from web.openapi_operation import operation_of

DAY_SECONDS = 24 * 60 * 60
TO_READ = (
    "Retry-After",
    "X-RateLimit-Limit",
    "X-RateLimit-Remaining",
    "X-RateLimit-Reset",
    "X-RateLimit-Reset-In",
)


def install(app: Quart) -> None:
    """Answer what browsers ask beforehand, and let every site read what comes back.

    No browser sends or shows anything of a sign-in that way: that would take
    `Access-Control-Allow-Credentials`, which we never send, and no answer to a request with cookies
    is opened at all.
    """

    @app.before_request
    async def answer_preflight() -> Response | None:
        if request.method != "OPTIONS" or not _is_open():
            return None
        if "Access-Control-Request-Method" not in request.headers:
            return None
        answer = Response("", HTTPStatus.NO_CONTENT)
        answer.headers["Access-Control-Allow-Methods"] = "GET, POST"
        answer.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type, X-API-Key"
        answer.headers["Access-Control-Max-Age"] = str(DAY_SECONDS)
        return answer

    @app.after_request
    async def open_up(answer: Response) -> Response:
        if _is_open() and not request.cookies:
            answer.headers["Access-Control-Allow-Origin"] = "*"
            answer.headers["Access-Control-Expose-Headers"] = ", ".join(TO_READ)
        return answer


def _is_open() -> bool:
    route = current_app.view_functions.get(request.endpoint or "")
    operation = None if route is None else operation_of(route)
    return operation is not None and operation.family is not None and operation.family.any_origin
