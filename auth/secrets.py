"""Random secrets that browsers carry, and the hashes under which we remember them."""

import hashlib
import secrets
from typing import Final

SECRET_BYTES: Final = 32


def new_secret() -> str:
    """Return 256 random bits that fit into a cookie or a URL as they are."""
    return secrets.token_urlsafe(SECRET_BYTES)


def hashed(secret: str) -> str:
    """Return the SHA-256 of a secret; enough for secrets that nobody can guess."""
    return hashlib.sha256(_bytes(secret)).hexdigest()


def same(hash_one: str, hash_two: str) -> bool:
    """Compare two hashes without telling by the time it takes where they differ."""
    return secrets.compare_digest(_bytes(hash_one), _bytes(hash_two))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")
