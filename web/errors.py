"""Answers whatever goes wrong outside of an API family: a page for people, JSON for programs."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import cast

from jinja2 import TemplateNotFound
from quart import Quart, Response, current_app, make_response, render_template, request

from web.api.answers import sentence
from web.api.archive import dialect as archive
from web.api.audioscrobbler import dialect as audioscrobbler
from web.api.library import dialect as library
from web.api.listenbrainz import dialect as listenbrainz
from web.api.maloja import dialect as maloja
from web.api.player import dialect as player
from web.api.profiles import dialect as profiles
from web.api.scrobble import dialect as scrobble
from web.api.scrobble import ingress_dialect as ingress
from web.language import marked, say
from web.verdicts import verdict_on

RENDERER = "auxcord_error_renderer"
Render = Callable[..., Awaitable[str]]

TITLES = {
    HTTPStatus.BAD_REQUEST: marked("That did not work"),
    HTTPStatus.UNAUTHORIZED: marked("Please sign in"),
    HTTPStatus.FORBIDDEN: marked("This is not for you"),
    HTTPStatus.NOT_FOUND: marked("Nothing here"),
    HTTPStatus.METHOD_NOT_ALLOWED: marked("Not in this way"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: marked("That is too much at once"),
    HTTPStatus.TOO_MANY_REQUESTS: marked("Too fast"),
    HTTPStatus.INTERNAL_SERVER_ERROR: marked("Something went wrong"),
    HTTPStatus.BAD_GATEWAY: marked("Discord does not answer"),
    HTTPStatus.SERVICE_UNAVAILABLE: marked("Back in a moment"),
}
ANY_OTHER = marked("Something went wrong")

OTHER_DIALECTS = (
    (archive.ARCHIVE, archive.failure),
    (library.LIBRARY, library.failure),
    (profiles.PROFILES, profiles.failure),
    (scrobble.SCROBBLE, scrobble.failure),
    (ingress.INGRESS, ingress.failure),
    (listenbrainz.LISTENBRAINZ, listenbrainz.failure),
    (maloja.MALOJA, maloja.failure),
    (audioscrobbler.AUDIOSCROBBLER, audioscrobbler.failure),
)
"""Of all families but the player's, which is spoken where none is meant."""


def install(app: Quart, render: Render = render_template) -> None:
    """Answer all errors of an application; `render` puts a page together from its template."""
    app.extensions[RENDERER] = render
    app.register_error_handler(Exception, answer_error)


async def answer_error(error: Exception) -> Response:
    """Answer an exception in the way that the client asked for."""
    answer = _in_dialect(error)
    if not prefers_html():
        return answer
    status = verdict_on(error).status
    page = await error_page(
        status,
        say(TITLES.get(status, ANY_OTHER)),
        sentence(error),
    )
    if page is None:
        return answer
    for name in ("Retry-After", "Allow"):
        if name in answer.headers:
            page.headers[name] = answer.headers[name]
    return page


def _in_dialect(error: Exception) -> Response:
    """Answer as the family would have to whose addresses the one asked for belongs.

    No family has a route for a wrong method, or for an address that nobody has.
    """
    for family, failure in OTHER_DIALECTS:
        if family.group(request.path) is not None:
            return failure(error)
    return player.failure(error)


async def error_page(status: HTTPStatus, title: str, detail: str) -> Response | None:
    """Render the page for an error; None where it cannot be rendered."""
    render = cast("Render", current_app.extensions[RENDERER])
    try:
        page = await render("error.html", status=status.value, title=title, detail=detail)
    except TemplateNotFound:
        return None
    answer = await make_response(page, status.value)
    return answer if isinstance(answer, Response) else None


def prefers_html() -> bool:
    """Say whether a browser wants to show the answer; programs that take anything get JSON."""
    accepted = request.accept_mimetypes
    return accepted["text/html"] > accepted["application/json"]
