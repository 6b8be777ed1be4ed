"""Sessions of AudioScrobbler last until the end of the next day."""

from collections.abc import Sequence
from typing import Self

import pytest

from auth.identity import Person, UserId
from auth.scrobble_password import ScrobblePassword, md5_of
from auth.scrobble_passwords import DAY_S, ScrobblePasswords, WrongProof, WrongTime

ADA = Person(UserId("1"), "ada", "Ada")


class OnePassword:
    """A store with room for one."""

    saved: ScrobblePassword | None = None

    async def save(self: Self, password: ScrobblePassword) -> None:
        self.saved = password

    async def delete(self, _user_id: UserId) -> None:
        self.saved = None

    async def of(self, _user_id: UserId) -> ScrobblePassword | None:
        return self.saved

    async def find(self, password_id: str) -> ScrobblePassword | None:
        return self.saved if self.saved and self.saved.id == password_id else None

    async def named(self, _name: str) -> Sequence[ScrobblePassword]:
        return [self.saved] if self.saved else []


async def test_a_session_is_good_today_and_tomorrow() -> None:
    now = [100 * DAY_S + 5]
    passwords = ScrobblePasswords(OnePassword(), lambda: now[0])
    secret = await passwords.renew(ADA)
    proof = md5_of(f"{md5_of(secret)}{now[0]}")
    session = await passwords.open_session("ada", now[0], proof)
    for days, person in ((0, ADA), (1, ADA), (2, None)):
        now[0] = (100 + days) * DAY_S + 5
        assert await passwords.person_in(session) == person


async def test_a_proof_is_good_for_its_own_time_only() -> None:
    now = [100 * DAY_S]
    passwords = ScrobblePasswords(OnePassword(), lambda: now[0])
    proof = md5_of(f"{md5_of(await passwords.renew(ADA))}{now[0]}")
    with pytest.raises(WrongProof):
        await passwords.open_session("ada", now[0] + 1, proof)
    with pytest.raises(WrongTime):
        await passwords.open_session("ada", now[0] - 601, proof)
