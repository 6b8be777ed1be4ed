"""Lets people choose their language, and gives scripts what they say in it."""

import hashlib
from http import HTTPStatus

from quart import Blueprint, Response, abort, redirect, request, url_for
from quart.typing import ResponseReturnValue

from auth.return_paths import UnsafeReturnPath, safe_return_path
from web.access import Access, access
from web.caller import caller
from web.language import choose, languages, spoken
from web.limits import FILE, unlimited
from web.pages.assets import FOREVER
from web.services import services

SETTING = b"globalThis.auxcordWords = "

choice = Blueprint("language", __name__)


@choice.post("/language")
@access(Access.PUBLIC)
async def take_the_choice() -> ResponseReturnValue:
    """Keep the chosen language with the browser, and with the person who is signed in.

    An empty choice leaves it to what the browser asks for.
    """
    form = await request.form
    language = form.get("language") or None
    if language is not None and language not in languages():
        abort(HTTPStatus.BAD_REQUEST)
    if signed_in := await caller():
        await services().preferences.choose_language(signed_in.person.id, language)
    answer = Response("", HTTPStatus.SEE_OTHER, {"Location": _back(form.get("next"))})
    choose(answer, language)
    return answer


@choice.get("/words/<version>/<language>.js")
@access(Access.PUBLIC)
@unlimited(FILE)
async def words(version: str, language: str) -> ResponseReturnValue:
    """Give scripts their sentences; the address changes with them."""
    known = languages().get(language)
    if known is None or known.for_browsers is None:
        abort(HTTPStatus.NOT_FOUND)
    present = _version(known.for_browsers)
    if version != present:
        return redirect(url_for("language.words", version=present, language=language))
    answer = Response(SETTING + known.for_browsers, mimetype="text/javascript")
    answer.headers["Cache-Control"] = FOREVER
    return answer


@choice.app_template_global()
def words_url() -> str | None:
    """Return where scripts find their sentences; English is in the scripts themselves."""
    said = spoken()
    if said.for_browsers is None:
        return None
    return url_for("language.words", version=_version(said.for_browsers), language=said.language)


def _back(path: str | None) -> str:
    try:
        return safe_return_path(path, services().public_url) or "/"
    except UnsafeReturnPath:
        return "/"


def _version(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]
