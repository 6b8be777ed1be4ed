"""Who is asking: a browser by its signed cookie, or a program by an API key or a token.

All carry a secret that names something in the database: a sign-in, a key, or an account's sign-in.
"""

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, cast

import quart_auth
from quart import Quart, current_app, g, request

from auth.access_tokens import looks_like_one
from auth.account import Account
from auth.api_key import ApiKey
from auth.identity import GuildId, Person
from auth.ports import BrowserSession, KnownGuild
from web.credentials import credential_in_header
from web.faults import BadCredential, NeedsPerson, NotSignedIn
from web.openapi_operation import operation_of
from web.services import Services, services

EXTENSION = "auxcord_sign_in_cookies"
COOKIE_DAYS = 30
TRUST_SECONDS = 2.0
READ_AT_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever asks. `holder` names the credential, without giving it away.

    `still_there` asks anew whether the credential is good; it needs no request. Exactly one of
    `session`, `key` and `account` is set.
    """

    holder: str
    still_there: Callable[[], Awaitable[bool]]
    session: BrowserSession | None = None
    key: ApiKey | None = None
    account: Account | None = None

    @property
    def owner(self) -> Person | None:
        """The person on whose behalf this is asked; None for keys that stand for themselves."""
        if self.session is not None:
            return self.session.person
        if self.account is not None:
            return self.account.person
        return self.key.owner if self.key is not None else None

    @property
    def person(self) -> Person:
        """The same where there has to be somebody; raises `NeedsPerson`."""
        if self.owner is None:
            raise NeedsPerson
        return self.owner

    def reaches(self, guild_id: GuildId) -> bool:
        """Say whether the credential may be used in a guild, whatever its person may do there."""
        return self.key is None or self.key.reaches(guild_id)

    @property
    def guilds(self) -> tuple[KnownGuild, ...]:
        """The person's guilds as of the sign-in; none for a key, which has seen no sign-in."""
        return self.session.guilds if self.session is not None else ()


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


class SignInCookies(quart_auth.QuartAuth):
    """Reads the cookies of sign-ins, each again only after `TRUST_SECONDS`.

    What it finds is no more than which session is meant; whether that lives is asked elsewhere.
    """

    def __init__(self, app: Quart, **options: Any) -> None:  # noqa: ANN401 - Quart-Auth's own.
        self._read: OrderedDict[str, tuple[str | None, float]] = OrderedDict()
        super().__init__(app, **options)

    def load_token(self, token: str, app: Quart | None = None) -> str | None:
        """Return whose session a cookie names; None if we have not signed it."""
        now = time.monotonic()
        read = self._read.get(token)
        if read is not None and now - read[1] < TRUST_SECONDS:
            return read[0]
        secret: str | None = super().load_token(token, app)
        self._read[token] = secret, now
        self._read.move_to_end(token)
        if len(self._read) > READ_AT_MOST:
            self._read.popitem(last=False)
        return secret

    def load_user(self) -> SignedIn:
        """Return the bearer of the present request's cookie."""
        known: SignedIn | None = g.get(self.attribute_name)
        return known if known is not None else cast("SignedIn", super().load_user())


def install(app: Quart, public_url: str) -> None:
    """Carry sign-ins in a cookie that only this very host can read, where the scheme allows it."""
    secure = public_url.startswith("https://")
    app.extensions[EXTENSION] = SignInCookies(
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


async def caller() -> Caller | None:
    """Return whoever asks, or None; raise `BadCredential` for a key that is not good.

    Any credential in the header keeps the cookie out of it.
    """
    presented = presented_credential()
    if presented is not None:
        return await _caller_by_credential(services(), presented)
    session, secret = await _user().session(), presented_secret()
    if session is None or secret is None:
        return None
    return _caller_by_session(services(), session, secret)


async def known_caller() -> Caller:
    """Return whoever asks; raise `NotSignedIn` where nobody says who they are."""
    asking = await caller()
    if asking is None:
        raise NotSignedIn
    return asking


async def caller_with(credential: str) -> Caller:
    """Return who has a credential that stands elsewhere; raise `BadCredential` for a bad one."""
    return await _caller_by_key(services(), credential)


def presented_credential() -> str | None:
    """Return the credential that a program sends: in a header, or where documents allow it.

    In the address it is taken by those families only whose documents have it there.
    """
    if "presented" not in g:
        g.presented = _presented_credential()
    return cast("str | None", g.presented)


async def credential_holder(presented: str) -> str | None:
    """Name the key or the account that a credential is good for; None for one that is not."""
    if looks_like_one(presented):
        account = await services().local.accounts.bearer(presented)
        return f"account {account.id}" if account else None
    key = await services().keys.find(presented)
    return f"key {key.id}" if key else None


def presented_secret() -> str | None:
    """Return what the cookie carries, if we once signed it; the sign-in may be long over."""
    return _user().auth_id


def remember(secret: str) -> None:
    """Send the cookie of a new sign-in with the answer."""
    quart_auth.login_user(SignedIn(secret), remember=True)


def forget() -> None:
    """Take the cookie back with the answer."""
    quart_auth.logout_user()


def _presented_credential() -> str | None:
    in_header = credential_in_header(request.headers)
    if in_header is not None:
        return in_header
    operation = operation_of(current_app.view_functions.get(request.endpoint or "", _no_view))
    family = operation.family if operation else None
    return request.args.get(family.key_in_query) if family and family.key_in_query else None


async def _caller_by_credential(parts: Services, presented: str) -> Caller:
    if looks_like_one(presented):
        return await _caller_by_token(parts, presented)
    return await _caller_by_key(parts, presented)


async def _caller_by_token(parts: Services, presented: str) -> Caller:
    account = await parts.local.accounts.bearer(presented)
    # A token has a refresh token in it, so it is not taken where addresses are written down.
    if account is None or credential_in_header(request.headers) != presented:
        raise BadCredential

    async def still_there() -> bool:
        return await parts.local.accounts.bearer(presented) is not None

    return Caller(f"account {account.id}", still_there, account=account)


async def _caller_by_key(parts: Services, presented: str) -> Caller:
    key = await parts.keys.find(presented)
    if key is None:
        raise BadCredential

    async def still_there() -> bool:
        return await parts.keys.find(presented) is not None

    return Caller(f"key {key.id}", still_there, key=key)


def _caller_by_session(parts: Services, session: BrowserSession, secret: str) -> Caller:
    async def still_there() -> bool:
        return await parts.sessions.find(secret) is not None

    return Caller(session.key, still_there, session=session)


def _no_view() -> None:
    """Stand in for the view of an address that has none."""


def _user() -> SignedIn:
    return cast("SignInCookies", current_app.extensions[EXTENSION]).load_user()
