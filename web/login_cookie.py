"""The cookie that binds a sign-in on its way to the browser that began it."""

from quart import Response, request

from web.caller import cookie_name
from web.services import services

LIFETIME_SECONDS = 600


def presented() -> str | None:
    return request.cookies.get(_name())


def keep(answer: Response, browser: str) -> None:
    answer.set_cookie(
        _name(),
        browser,
        max_age=LIFETIME_SECONDS,
        secure=_is_secure(),
        httponly=True,
        samesite="Lax",
    )


def drop(answer: Response) -> None:
    answer.delete_cookie(_name(), secure=_is_secure(), httponly=True, samesite="Lax")


def _name() -> str:
    return cookie_name("login", services().public_url)


def _is_secure() -> bool:
    return services().public_url.startswith("https://")
