"""The short-lived signed tokens of accounts: JSON Web Tokens, by one algorithm and no other."""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Final

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from auth.account import AccountId

ALGORITHM: Final = "HS512"
LIFETIME_SECONDS: Final = 30 * 60
PURPOSE: Final = b"auxcord access tokens"
LONGEST: Final = 4096


@dataclass(frozen=True, slots=True)
class Presented:
    """What a good token says: whose it is, and which sign-in it has come of."""

    account_id: AccountId
    family_id: str
    expires_at: float


class AccessTokens:
    """Signs and reads tokens with a key that is made from the server's secret for this alone."""

    def __init__(self, secret: str) -> None:
        key = hmac.digest(secret.encode(), PURPOSE, hashlib.sha512)
        self._key = OctKey.import_key(key)

    def issue(self, claims: dict[str, object]) -> str:
        header = {"alg": ALGORITHM, "typ": "JWT"}
        return jwt.encode(header, claims, self._key, algorithms=[ALGORITHM])

    def read(self, token: str, now: float) -> Presented | None:
        """Return what a token says; None where it is not ours, not whole, or over."""
        if len(token) > LONGEST:
            return None
        try:
            claims = jwt.decode(token, self._key, algorithms=[ALGORITHM]).claims
        except (JoseError, ValueError, TypeError):
            return None
        account_id, family_id, expires_at = (claims.get(name) for name in ("sub", "sid", "exp"))
        if not isinstance(account_id, str) or not isinstance(family_id, str):
            return None
        if not isinstance(expires_at, int) or expires_at <= now:
            return None
        return Presented(AccountId(account_id), family_id, expires_at)


def looks_like_one(credential: str) -> bool:
    """Tell a token from an API key, which has no dots."""
    return credential.count(".") == 2
