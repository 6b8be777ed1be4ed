"""The theme that a browser keeps in a cookie of its own; a script may change it there, too."""

from quart import Response, request

from web.services import services

COOKIE = "theme"
THEMES = frozenset({"light", "dark"})
YEAR_SECONDS = 365 * 24 * 3600


def chosen_theme() -> str | None:
    """Return the theme of this browser; None where it leaves it to the system."""
    theme = request.cookies.get(COOKIE) if request else None
    return theme if theme in THEMES else None


def choose_theme(answer: Response, theme: str) -> None:
    """Keep a theme in the browser; whatever is no theme of ours leaves it to the system."""
    secure = services().public_url.startswith("https://")
    if theme in THEMES:
        answer.set_cookie(COOKIE, theme, max_age=YEAR_SECONDS, secure=secure, samesite="Lax")
    else:
        answer.delete_cookie(COOKIE, secure=secure, samesite="Lax")
