"""Codes and tokens that people gave the application; kept in memory only."""

import hashlib
import re
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass

from sim.discord.errors import OAuthError
from sim.discord.snowflakes import Snowflake
from sim.discord.wire import JsonObject

VERIFIER = re.compile(r"[A-Za-z0-9\-._~]{43,128}")


@dataclass(frozen=True)
class Code:
    """A code on its way through the browser, bound to the request that it answers."""

    user_id: Snowflake
    scopes: tuple[str, ...]
    redirect_uri: str
    challenge: str | None
    expires_at: float


@dataclass(frozen=True)
class TokenPair:
    """An access token with its refresh token."""

    user_id: Snowflake
    granted: tuple[str, ...]
    access_token: str
    refresh_token: str
    expires_at: float

    @property
    def scopes(self) -> frozenset[str]:
        return frozenset(self.granted)


class Authorizations:
    """Gives out codes and tokens for one application, and takes them back."""

    def __init__(
        self, clock: Callable[[], float], *, code_lifetime_s: float, token_lifetime_s: float
    ) -> None:
        self._clock = clock
        self._code_lifetime_s = code_lifetime_s
        self._token_lifetime_s = token_lifetime_s
        self._codes: dict[str, Code] = {}
        self._pairs: list[TokenPair] = []
        self._approved: dict[Snowflake, frozenset[str]] = {}

    def approve(
        self,
        user_id: Snowflake,
        scopes: tuple[str, ...],
        redirect_uri: str,
        challenge: str | None,
    ) -> str:
        """Make a code for somebody who said yes."""
        code = secrets.token_urlsafe(22)
        expires_at = self._clock() + self._code_lifetime_s
        self._codes[code] = Code(user_id, scopes, redirect_uri, challenge, expires_at)
        return code

    def has_approved(self, user_id: Snowflake, scopes: tuple[str, ...]) -> bool:
        return self._approved.get(user_id, frozenset()) >= frozenset(scopes)

    def redeem(self, code: str, redirect_uri: str, verifier: str | None) -> JsonObject:
        """Trade a code for tokens; whatever comes of it, the code is used up."""
        known = self._codes.pop(code, None)
        if known is None or known.expires_at <= self._clock():
            raise OAuthError("invalid_grant", 'Invalid "code" in request.')
        if known.redirect_uri != redirect_uri:
            raise OAuthError("invalid_grant", 'Invalid "redirect_uri" in request.')
        _check_verifier(known.challenge, verifier)
        granted_before = self._approved.get(known.user_id, frozenset())
        self._approved[known.user_id] = granted_before | frozenset(known.scopes)
        return self._issue(known.user_id, known.scopes)

    def refresh(self, refresh_token: str) -> JsonObject:
        """Trade a refresh token for a new pair; the old pair ends."""
        for pair in self._pairs:
            if pair.refresh_token == refresh_token:
                self._pairs.remove(pair)
                return self._issue(pair.user_id, pair.granted)
        raise OAuthError("invalid_grant", 'Invalid "refresh_token" in request')

    def revoke(self, token: str) -> None:
        """End the whole authorization that ``token`` belongs to; unknown tokens are no error."""
        for pair in list(self._pairs):
            if token in (pair.access_token, pair.refresh_token):
                self.revoke_person(pair.user_id)

    def revoke_person(self, user_id: Snowflake) -> None:
        """End what somebody granted, as when they remove the application in their settings."""
        self._pairs = [pair for pair in self._pairs if pair.user_id != user_id]
        self._approved.pop(user_id, None)

    def find(self, access_token: str) -> TokenPair | None:
        now = self._clock()
        for pair in self._pairs:
            if pair.access_token == access_token:
                return pair if pair.expires_at > now else None
        return None

    def _issue(self, user_id: Snowflake, scopes: tuple[str, ...]) -> JsonObject:
        pair = TokenPair(
            user_id,
            scopes,
            secrets.token_urlsafe(22),
            secrets.token_urlsafe(22),
            self._clock() + self._token_lifetime_s,
        )
        self._pairs.append(pair)
        return {
            "token_type": "Bearer",
            "access_token": pair.access_token,
            "expires_in": int(self._token_lifetime_s),
            "refresh_token": pair.refresh_token,
            "scope": " ".join(scopes),
        }


def _check_verifier(challenge: str | None, verifier: str | None) -> None:
    if challenge is None:
        return
    if not verifier:
        raise OAuthError("invalid_request", 'Missing "code_verifier"')
    if not VERIFIER.fullmatch(verifier):
        raise OAuthError("invalid_request", 'Invalid "code_verifier"')
    digest = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
    if digest.decode() != challenge:
        raise OAuthError("invalid_grant", 'Invalid "code_verifier" in request.')
