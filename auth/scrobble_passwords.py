"""Passwords for AudioScrobbler: made once and shown once, proved by MD5, and revoked."""

import secrets
from collections.abc import Callable

from auth.identity import Person, UserId
from auth.ports import ScrobblePasswordStore
from auth.scrobble_password import ID_LENGTH, ScrobblePassword, md5_of
from auth.secrets import same

PASSWORD_BYTES = 16
CLOCKS_DIFFER_S = 600
DAY_S = 24 * 60 * 60


class WrongProof(Exception):
    """Nobody of this name has a password from which the proof could come."""


class WrongTime(Exception):
    """The proof is of another time, or the client's clock is wrong."""


class ScrobblePasswords:
    """One password a person at most; `now` tells Unix seconds."""

    def __init__(self, store: ScrobblePasswordStore, now: Callable[[], float]) -> None:
        self._store = store
        self._now = now

    async def renew(self, person: Person) -> str:
        """Make a password, which nobody can ask for again; the one before it ends."""
        password = secrets.token_hex(PASSWORD_BYTES)
        made = ScrobblePassword(
            secrets.token_hex(ID_LENGTH // 2), person, md5_of(password), self._now()
        )
        await self._store.save(made)
        return password

    async def revoke(self, user_id: UserId) -> None:
        await self._store.delete(user_id)

    async def of(self, user_id: UserId) -> ScrobblePassword | None:
        return await self._store.of(user_id)

    async def open_session(self, name: str, at: int, proof: str) -> str:
        """Return a session for whoever proves to know a password; raise the two errors above."""
        if abs(self._now() - at) > CLOCKS_DIFFER_S:
            raise WrongTime
        for password in await self._store.named(name):
            if password.proves(at, proof):
                return password.session_on(self._today())
        raise WrongProof

    async def person_in(self, session: str) -> Person | None:
        """Return whose session it is; one of yesterday is still good."""
        password = await self._store.find(session[:ID_LENGTH])
        if password is None:
            return None
        good = (password.session_on(self._today() - ago) for ago in (0, 1))
        return password.person if any(same(each, session) for each in good) else None

    def _today(self) -> int:
        return int(self._now()) // DAY_S
