"""Refresh tokens: opaque, used once, and all of a sign-in's worthless once one is used twice."""

import base64
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from auth.account import AccountId
from auth.account_ports import FamilyStore, SignInFamily
from auth.errors import WrongRefreshToken
from auth.secrets import hashed

LIFETIME_SECONDS: Final = 7 * 24 * 60 * 60
ID_BYTES: Final = 16
TOKEN_BYTES: Final = 48
TOKEN_LENGTH: Final = 64


@dataclass(frozen=True, slots=True)
class Refresh:
    """A fresh refresh token; nobody can ask for it again. Times are Unix seconds."""

    token: str
    family_id: str
    account_id: AccountId
    expires_at: float


class RefreshTokens:
    """All sign-ins with passwords. A token begins with its family's id, the rest is a secret."""

    def __init__(self, store: FamilyStore, now: Callable[[], float]) -> None:
        self._store = store
        self._now = now

    async def begin(self, account_id: AccountId) -> Refresh:
        """Begin a family for a new sign-in."""
        refresh = self._new(secrets.token_bytes(ID_BYTES), account_id)
        await self._store.save(
            SignInFamily(refresh.family_id, account_id, hashed(refresh.token), refresh.expires_at)
        )
        return refresh

    async def renew(self, token: str) -> Refresh:
        """Exchange a token for the next one of its family; raises `WrongRefreshToken`.

        A token that was good once and is no more has been stolen, or its successor has: then the
        whole family ends, because nobody can say which.
        """
        family_id = _family_id(token)
        family = await self._store.get(family_id) if family_id else None
        if family is None or family_id is None or family.expires_at <= self._now():
            raise WrongRefreshToken
        fresh = self._new(bytes.fromhex(family_id), family.account_id)
        old, new = hashed(token), hashed(fresh.token)
        if not await self._store.rotate(family_id, old, new, fresh.expires_at):
            await self._store.delete(family_id)
            raise WrongRefreshToken
        return fresh

    async def lives(self, family_id: str, account_id: AccountId) -> bool:
        """Say whether a sign-in of an account is neither over nor revoked."""
        family = await self._store.get(family_id)
        if family is None or family.account_id != account_id:
            return False
        return self._now() < family.expires_at

    async def end_all(self, account_id: AccountId) -> None:
        await self._store.delete_of(account_id)

    def _new(self, family: bytes, account_id: AccountId) -> Refresh:
        secret = secrets.token_bytes(TOKEN_BYTES - ID_BYTES)
        return Refresh(
            token=base64.urlsafe_b64encode(family + secret).decode(),
            family_id=family.hex(),
            account_id=account_id,
            expires_at=self._now() + LIFETIME_SECONDS,
        )


def _family_id(token: str) -> str | None:
    if len(token) != TOKEN_LENGTH or not token.isascii():
        return None
    try:
        return base64.b64decode(token, altchars=b"-_", validate=True)[:ID_BYTES].hex()
    except ValueError:
        return None
