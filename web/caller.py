"""Who is asking: the signed cookie carries a secret, the secret names a sign-in in the database."""

from typing import cast

import quart_auth
from quart import Quart, request

from auth.ports import BrowserSession
from web.faults import BadCredential, NotSignedIn
from web.services import services

COOKIE_DAYS = 30
SCHEMES_OF_OTHERS = ("basic", "digest", "negotiate")


class SignedIn(quart_auth.AuthUser):
    """The bearer of a sign-in cookie, which is looked up at most once per request."""

    def __init__(
        self, auth_id: str | None, action: quart_auth.Action = quart_auth.Action.PASS
    ) -> None:
        super().__init__(auth_id, action)
        self._asked = False
        self._session: BrowserSession | None = None

    @property
    async def is_authenticated(self) -> bool:
        return await self.session() is not None

    async def session(self) -> BrowserSession | None:
        """Return the living sign-in behind the cookie; a cookie alone proves nothing."""
        if not self._asked and self.auth_id is not None:
            self._session = await services().sessions.find(self.auth_id)
        self._asked = True
        return self._session


def install(app: Quart, public_url: str) -> None:
    """Carry sign-ins in a cookie that only this very host can read, where the scheme allows it."""
    secure = public_url.startswith("https://")
    quart_auth.QuartAuth(
        app,
        cookie_name=cookie_name("auxcord", public_url),
        cookie_secure=secure,
        cookie_samesite="Lax",
        cookie_http_only=True,
        duration=COOKIE_DAYS * 24 * 3600,
        salt="auxcord sign-in",
        user_class=SignedIn,
    )

    @app.before_request
    async def believe_the_public_url() -> None:
        # Behind a proxy the connection says nothing about how the browser reached us.
        request.scheme = "https" if secure else "http"


def cookie_name(name: str, public_url: str) -> str:
    """Return the name under which a cookie is safe: browsers refuse `__Host-` on plain http."""
    return f"__Host-{name}" if public_url.startswith("https://") else name


async def caller() -> BrowserSession | None:
    """Return the caller's sign-in, or None; raise `BadCredential` for a header we do not know."""
    if _header_credential():
        raise BadCredential
    return await _user().session()


async def signed_in_caller() -> BrowserSession:
    """Return the caller's sign-in; raise `NotSignedIn` without one."""
    session = await caller()
    if session is None:
        raise NotSignedIn
    return session


def presented_secret() -> str | None:
    """Return what the cookie carries, if we once signed it; the sign-in may be long over."""
    return _user().auth_id


def remember(secret: str) -> None:
    """Send the cookie of a new sign-in with the answer."""
    quart_auth.login_user(SignedIn(secret), remember=True)


def forget() -> None:
    """Take the cookie back with the answer."""
    quart_auth.logout_user()


def _header_credential() -> bool:
    authorization = request.headers.get("Authorization", "")
    # A proxy's own Basic authentication is none of our business.
    ours = authorization and not authorization.lower().startswith(SCHEMES_OF_OTHERS)
    return bool(ours or request.headers.get("X-API-Key"))


def _user() -> SignedIn:
    return cast("SignedIn", quart_auth.current_user)
