"""API keys with a real database behind them."""

import asyncio
from dataclasses import replace

import pytest

from auth.api_key import ALL_SCOPES, KeyId, Scope
from auth.api_keys import KEYS_PER_OWNER, ApiKeys
from auth.errors import KeysExist, TooManyKeys, UnknownKey, WrongSetupCode
from auth.identity import GuildId, Person, UserId
from db.api_keys import ApiKeyStore
from db.client import Database

ADA = Person(UserId("1"), "ada", "Ada 🎧", "a_1")
NOOR = Person(UserId("2"), "noor", "Noor")
READ = frozenset({Scope.PLAYER_READ})


class Clock:
    """Time that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(name="clock")
def a_clock() -> Clock:
    return Clock()


@pytest.fixture(name="keys")
def keys_of_the_test(database: Database, clock: Clock) -> ApiKeys:
    return ApiKeys(ApiKeyStore(database), clock)


async def test_a_key_is_found_by_its_secret_and_listed_without_it(
    keys: ApiKeys, clock: Clock
) -> None:
    guilds = frozenset({GuildId("5")})
    key, secret = await keys.create("Deck", ADA, READ, guilds, clock.now + 60)
    assert await keys.find(secret) == replace(key, last_used_at=clock.now)
    assert key.prefix == secret[:11]
    assert secret not in repr(await keys.list_all())
    assert [each.label for each in await keys.list_of(ADA.id)] == ["Deck"]
    assert await keys.list_of(NOOR.id) == []
    assert await keys.find(secret[:-1]) is None


async def test_a_key_ends_on_its_day(keys: ApiKeys, clock: Clock) -> None:
    _, secret = await keys.create("Deck", ADA, READ, expires_at=clock.now + 60)
    clock.now += 59
    assert await keys.find(secret)
    clock.now += 3
    assert await keys.find(secret) is None


async def test_a_revoked_key_is_gone_at_once(keys: ApiKeys) -> None:
    key, secret = await keys.create("Deck", ADA, READ)
    assert await keys.find(secret)
    with pytest.raises(UnknownKey):
        await keys.revoke(key.id, NOOR.id)
    assert await keys.find(secret)
    await keys.revoke(key.id, ADA.id)
    assert await keys.find(secret) is None
    with pytest.raises(UnknownKey):
        await keys.revoke(KeyId("none"))


async def test_a_person_has_so_many_keys_and_no_more(keys: ApiKeys) -> None:
    for number in range(KEYS_PER_OWNER):
        await keys.create(str(number), ADA, READ)
    with pytest.raises(TooManyKeys):
        await keys.create("one more", ADA, READ)
    await keys.create("another's", NOOR, READ)


async def test_of_many_first_keys_at_once_one_is_made(database: Database, clock: Clock) -> None:
    processes = [ApiKeys(ApiKeyStore(database), clock) for _ in range(20)]
    made = await asyncio.gather(
        *(keys.bootstrap("First", None) for keys in processes), return_exceptions=True
    )
    (first,) = [each for each in made if not isinstance(each, BaseException)]
    assert first[0].scopes == ALL_SCOPES
    assert {type(each) for each in made if isinstance(each, BaseException)} == {KeysExist}


async def test_there_is_no_first_key_once_there_is_any(keys: ApiKeys) -> None:
    key, _ = await keys.create("Deck", ADA, READ)
    with pytest.raises(KeysExist):
        await keys.bootstrap("First", None)
    await keys.revoke(key.id)
    first, _ = await keys.bootstrap("First", None)
    await keys.revoke(first.id)
    await keys.bootstrap("First again", None)


@pytest.mark.parametrize("code", [None, "", "wrong"])
async def test_an_open_server_wants_the_operators_code(
    database: Database, clock: Clock, code: str | None
) -> None:
    keys = ApiKeys(ApiKeyStore(database), clock, setup_code="12ab-34cd")
    with pytest.raises(WrongSetupCode):
        await keys.bootstrap("First", code)
    await keys.bootstrap("First", "12ab-34cd")
