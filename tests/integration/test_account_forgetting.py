"""An account by name and password goes with whoever has it, and with all ways into it."""

import pytest

from auth.account import LOCAL, Account, AccountId
from auth.identity import Person, UserId
from db.account_forgetting import AccountForgetting
from db.accounts import AccountStore
from db.client import Database
from db.password_resets import PasswordResets
from tests.support.builders import ADA, BOB

HERS = Account(AccountId("a1"), "Ada", "ada@example.org", "hash", 1.0)
OTHERS = Account(AccountId("b2"), "Bob", "bob@example.org", "hash", 1.0)


@pytest.mark.parametrize("linked", [True, False])
async def test_an_account_goes(database: Database, linked: bool) -> None:
    accounts, resets = AccountStore(database), PasswordResets(database)
    for account, user_id in ((HERS, ADA), (OTHERS, BOB)):
        assert await accounts.add(account)
        await resets.save(account.id, account.id * 32, 9e9)
        if linked:
            assert await accounts.link(account.id, Person(user_id, "name", "Name"))
    await AccountForgetting(database).forget(ADA if linked else UserId(f"{LOCAL}{HERS.id}"))
    assert await accounts.get(HERS.id) is None
    assert await accounts.get(OTHERS.id) is not None
    assert await resets.find(HERS.id * 32, 1.0) is None
    assert await resets.find(OTHERS.id * 32, 1.0) == OTHERS.id
    await AccountForgetting(database).forget(UserId("1"))
    assert await accounts.get(OTHERS.id) is not None
