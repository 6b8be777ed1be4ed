"""Answers whatever goes wrong outside of an API family: a page for people, JSON for programs."""

from http import HTTPStatus

from jinja2 import TemplateNotFound
from quart import Quart, Response, make_response, render_template, request

from web.api.player import dialect
from web.api.player.verdicts import verdict_on

TITLES = {
    HTTPStatus.BAD_REQUEST: "That did not work",
    HTTPStatus.UNAUTHORIZED: "Please sign in",
    HTTPStatus.FORBIDDEN: "This is not for you",
    HTTPStatus.NOT_FOUND: "Nothing here",
    HTTPStatus.TOO_MANY_REQUESTS: "Too fast",
    HTTPStatus.BAD_GATEWAY: "Discord does not answer",
    HTTPStatus.SERVICE_UNAVAILABLE: "Back in a moment",
}


def install(app: Quart) -> None:
    app.register_error_handler(Exception, answer_error)


async def answer_error(error: Exception) -> Response:
    """Answer an exception in the way that the client asked for."""
    answer = dialect.failure(error)
    if not prefers_html():
        return answer
    status = verdict_on(error).status
    page = await error_page(
        status, TITLES.get(status, "Something went wrong"), dialect.sentence(error)
    )
    if page is None:
        return answer
    for name in ("Retry-After", "Allow"):
        if name in answer.headers:
            page.headers[name] = answer.headers[name]
    return page


async def error_page(status: HTTPStatus, title: str, detail: str) -> Response | None:
    """Render the page for an error; None where it cannot be rendered."""
    try:
        page = await render_template("error.html", status=status.value, title=title, detail=detail)
    except TemplateNotFound:
        return None
    answer = await make_response(page, status.value)
    return answer if isinstance(answer, Response) else None


def prefers_html() -> bool:
    """Say whether a browser wants to show the answer; programs that take anything get JSON."""
    accepted = request.accept_mimetypes
    return accepted["text/html"] > accepted["application/json"]
