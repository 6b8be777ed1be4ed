"""In which language a request is answered, and how our sentences are said in it.

The person's choice, a cookie, comes first, then what the browser asks for, then English.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from markupsafe import Markup
from quart import Quart, Response, current_app, g, has_request_context, request

from web.catalogue import ENGLISH, Catalogue, english, load

COOKIE = "language"
EXTENSION = "auxcord_languages"
YEAR_SECONDS = 365 * 24 * 3600

NO_TRANSLATION = english()


def install(app: Quart, folder: Path) -> None:
    """Teach an application and its templates all languages of a folder."""
    app.extensions[EXTENSION] = load(folder)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.newstyle_gettext = True  # type: ignore[attr-defined]  # The extension adds it.
    app.jinja_env.globals.update(gettext=_gettext_on_page, ngettext=_ngettext_on_page, say=say)

    @app.context_processor
    def language_of_the_page() -> dict[str, object]:
        return {"language": spoken().language, "languages": languages()}

    @app.after_request
    async def name_the_language(response: Response) -> Response:
        if "spoken" in g:
            response.headers.setdefault("Content-Language", spoken().language)
            response.vary.update(("Accept-Language", "Cookie"))
        return response


def languages() -> Mapping[str, Catalogue]:
    """Return all languages that we speak, by their codes."""
    known = current_app.extensions.get(EXTENSION, {ENGLISH: NO_TRANSLATION})
    return cast("Mapping[str, Catalogue]", known)


def spoken() -> Catalogue:
    """Return the language of the present request."""
    if not has_request_context():
        return NO_TRANSLATION
    if "spoken" not in g:
        g.spoken = languages()[_wanted()]
    return cast("Catalogue", g.spoken)


def gettext(message: str, **places: object) -> str:
    """Say a literal sentence, as templates do: its places are written `%(name)s`."""
    language = spoken()
    return language.pattern(message).format(**language.shown(places))


def ngettext(one: str, many: str, n: int, **places: object) -> str:
    """Say how many; the number fills `%(num)s`."""
    language = spoken()
    shown = language.shown({"n": n, **places})
    return language.plural_pattern(one, many, n).format(**shown)


def marked(message: str) -> str:
    """Mark a literal sentence that stands in a table; `say` says it where it is shown."""
    return message


def say(sentence: str) -> str:
    """Say a `Sentence`, or one without places, in the language of the request."""
    return spoken().say(sentence)


def choose(response: Response, language: str | None) -> None:
    """Keep a choice in the browser; None leaves it to what the browser asks for."""
    secure = request.scheme == "https"
    if language is None:
        response.delete_cookie(COOKIE, secure=secure, httponly=True, samesite="Lax")
        return
    response.set_cookie(
        COOKIE, language, max_age=YEAR_SECONDS, secure=secure, httponly=True, samesite="Lax"
    )


def chosen() -> str | None:
    """Return the choice that this browser keeps."""
    choice = request.cookies.get(COOKIE)
    return choice if choice in languages() else None


def _wanted() -> str:
    return chosen() or request.accept_languages.best_match(languages(), ENGLISH) or ENGLISH


def _gettext_on_page(message: str, **places: Any) -> Markup:  # noqa: ANN401 - Jinja escapes any.
    language = spoken()
    return Markup(language.pattern(message)).format(**language.shown(places))  # noqa: S704 - Ours.


def _ngettext_on_page(one: str, many: str, n: int, **places: Any) -> Markup:  # noqa: ANN401 - As above.
    language = spoken()
    pattern = Markup(language.plural_pattern(one, many, n))  # noqa: S704 - Ours, too.
    return pattern.format(**language.shown({"n": n, **places}))
