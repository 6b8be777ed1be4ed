"""Hashes passwords with Argon2id, a few at a time, and gives nothing away by the time it takes."""

import asyncio
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from auth.errors import Crowded
from auth.secrets import new_secret

SHORTEST: Final = 8
LONGEST: Final = 200
AT_ONCE: Final = 2
WAITING_AT_MOST: Final = 50

# The least that OWASP recommends: 19 MiB and two rounds, a few hundredths of a second.
HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


class Passwords:
    """Works in threads, so that nobody else waits; who would have to wait long is refused."""

    def __init__(self) -> None:
        self._room = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0
        # Those who have no account are compared with this, which costs what it costs others.
        self._nobodys = HASHER.hash(new_secret())

    async def hash(self, password: str) -> str:
        """Return a hash with a salt of its own; raises `Crowded`."""
        return await self._in_turn(password, None) or ""

    async def renewed(self, password: str, known: str | None) -> str | None:
        """Return the known hash, or a better one, if the password is right; None if it is not.

        Where there is no hash the answer is no, and takes as long. Raises `Crowded`.
        """
        better = await self._in_turn(password, known or self._nobodys)
        return better if known is not None else None

    async def _in_turn(self, password: str, known: str | None) -> str | None:
        if self._waiting >= WAITING_AT_MOST:
            raise Crowded
        self._waiting += 1
        try:
            async with self._room:
                if known is None:
                    return await asyncio.to_thread(HASHER.hash, password)
                return await asyncio.to_thread(_checked, password, known)
        finally:
            self._waiting -= 1


def _checked(password: str, known: str) -> str | None:
    try:
        HASHER.verify(known, password)
    except (VerificationError, InvalidHashError):
        return None
    return HASHER.hash(password) if HASHER.check_needs_rehash(known) else known
