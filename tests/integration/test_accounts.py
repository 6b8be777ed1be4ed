"""Accounts with a real database behind them and a clock that is moved."""

import asyncio

import pytest

from auth import passwords, refresh_tokens
from auth.access_tokens import LIFETIME_SECONDS, AccessTokens
from auth.account import AccountId
from auth.account_ports import Letter
from auth.accounts import Accounts
from auth.errors import Crowded, NoMail, WrongRefreshToken, WrongResetToken
from auth.identity import Person, UserId
from auth.password_resets import LIFETIME_SECONDS as RESET_SECONDS
from auth.password_resets import Draft, PasswordResets
from auth.passwords import AT_ONCE, WAITING_AT_MOST, Passwords
from auth.refresh_tokens import RefreshTokens
from auth.server_config import REGISTRATION, ServerConfig
from db.accounts import AccountStore
from db.client import Database
from db.password_resets import PasswordResets as ResetStore
from db.server_config import ServerConfigStore
from db.sign_in_families import SignInFamilies

PASSWORD = "correct horse"
NOOR = Person(UserId("2"), "noor", "Noor 🎧", "a_1")
DRAFT = Draft("the token", "Another password", "the token")


class Clock:
    """Time that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


class Drawer:
    """Keeps letters."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    async def send(self, letter: Letter) -> None:
        self.letters.append(letter)


@pytest.fixture(name="clock")
def a_clock() -> Clock:
    return Clock()


@pytest.fixture(name="accounts")
def accounts_of_the_test(database: Database, clock: Clock) -> Accounts:
    return Accounts(
        AccountStore(database),
        passwords=Passwords(),
        refreshes=RefreshTokens(SignInFamilies(database), clock),
        access=AccessTokens("a secret of the test"),
        config=ServerConfig(ServerConfigStore(database), {REGISTRATION: True}),
        now=clock,
        is_admin=lambda user_id: user_id == NOOR.id,
    )


async def test_a_token_is_good_for_half_an_hour(accounts: Accounts, clock: Clock) -> None:
    account = await accounts.register("noor", "noor@example.com", PASSWORD)
    token = await accounts.log_in("noor", PASSWORD)
    clock.now += LIFETIME_SECONDS - 1
    assert await accounts.bearer(token) == account
    clock.now += 1
    assert await accounts.bearer(token) is None


async def test_only_the_hash_of_a_password_is_kept(accounts: Accounts, database: Database) -> None:
    await accounts.register("noor", "noor@example.com", PASSWORD)
    kept = repr(await database.collection("local_accounts").find({}).to_list())
    assert PASSWORD not in kept
    assert "$argon2id$" in kept


async def test_an_admins_account_is_one_that_is_linked_with_them(accounts: Accounts) -> None:
    account = await accounts.register("noor", "noor@example.com", PASSWORD)
    assert not accounts.administers(account)
    await accounts.link("noor", PASSWORD, NOOR)
    linked = await accounts.linked_with(NOOR.id)
    assert linked is not None
    assert linked.person == NOOR
    assert accounts.administers(linked)


@pytest.mark.parametrize("seconds", [RESET_SECONDS - 1, RESET_SECONDS])
async def test_a_letter_is_good_for_an_hour(
    accounts: Accounts, database: Database, clock: Clock, seconds: float
) -> None:
    drawer = Drawer()
    resets = PasswordResets(ResetStore(database), accounts, drawer, clock)
    await accounts.register("noor", "noor@example.com", PASSWORD)
    await resets.write_to("NOOR@example.com", DRAFT)
    await resets.write_to("nobody@example.com", DRAFT)
    assert [letter.to for letter in drawer.letters] == ["noor@example.com"]
    clock.now += seconds
    if seconds < RESET_SECONDS:
        await resets.choose(DRAFT.token, "another horse")
    with pytest.raises(WrongResetToken):
        await resets.choose(DRAFT.token, "a third horse")


async def test_without_a_mail_server_there_are_no_letters(
    accounts: Accounts, database: Database, clock: Clock
) -> None:
    resets = PasswordResets(ResetStore(database), accounts, None, clock)
    assert not resets.can_write
    with pytest.raises(NoMail):
        await resets.write_to("noor@example.com", DRAFT)


async def test_a_refresh_token_ends_after_a_week(database: Database, clock: Clock) -> None:
    refreshes = RefreshTokens(SignInFamilies(database), clock)
    account = AccountId("an account")
    first = await refreshes.begin(account)
    clock.now += refresh_tokens.LIFETIME_SECONDS - 1
    second = await refreshes.renew(first.token)
    clock.now += refresh_tokens.LIFETIME_SECONDS - 1
    assert await refreshes.lives(second.family_id, account)
    clock.now += 1
    assert not await refreshes.lives(second.family_id, account)
    with pytest.raises(WrongRefreshToken):
        await refreshes.renew(second.token)


async def test_who_would_wait_too_long_for_a_hash_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_work, most = 0, 0
    original = passwords._checked

    def watched(password: str, known: str) -> str | None:
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        try:
            return original(password, known)
        finally:
            at_work -= 1

    monkeypatch.setattr(passwords, "_checked", watched)
    hashes = Passwords()
    asked = [hashes.renewed("a guess", None) for _ in range(WAITING_AT_MOST + 5)]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(each) for each in answers if each is not None] == [Crowded] * 5
    assert most <= AT_ONCE
