"""The rules of transfers, in any order of any transfers."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from auth.identity import GuildId, UserId
from player.ledger.account import Account, account_of, own_account
from player.ledger.errors import AnotherRequest, NotEnoughPoints, SameAccount, TooManyPoints
from player.ledger.transfer import MOST_POINTS, Booking, Transfer, balances_after, replayed

MINTS = [own_account(f"key {number}") for number in range(2)]
PEOPLE = [account_of(GuildId("5"), UserId(str(number))) for number in range(3)]
accounts = st.sampled_from([*MINTS, *PEOPLE])
amounts = st.one_of(st.integers(1, 50), st.just(MOST_POINTS), st.integers(1, MOST_POINTS))


def transfer(sender: Account, receiver: Account, amount: int) -> Transfer:
    return Transfer(sender, receiver, amount, "why", MINTS[0].id, 1)


class Books(RuleBasedStateMachine):
    """Balances as the rules leave them."""

    def __init__(self) -> None:
        super().__init__()
        self.balances = dict.fromkeys([*MINTS, *PEOPLE], 0)
        self.booked: list[Booking] = []

    @rule(sender=accounts, receiver=accounts, amount=amounts)
    def move(self, sender: Account, receiver: Account, amount: int) -> None:
        wanted = transfer(sender, receiver, amount)
        before = dict(self.balances)
        try:
            after = balances_after(wanted, before[sender], before[receiver])
        except SameAccount:
            assert sender == receiver
        except NotEnoughPoints:
            assert not sender.mint
            assert before[sender] < amount
        except TooManyPoints:
            assert max(amount - before[sender], before[receiver] + amount) > MOST_POINTS
        else:
            self.balances[sender], self.balances[receiver] = after
            self.booked.append(Booking(str(len(self.booked)), wanted, *after))

    @rule()
    def replay(self) -> None:
        before = dict(self.balances)
        for booking in self.booked:
            assert replayed(booking, replace(booking.transfer, at=99)) == booking
        assert self.balances == before

    @invariant()
    def the_sum_is_zero(self) -> None:
        assert sum(self.balances.values()) == 0

    @invariant()
    def no_person_owes_and_nobody_has_too_much(self) -> None:
        assert all(self.balances[person] >= 0 for person in PEOPLE)
        assert all(abs(balance) <= MOST_POINTS for balance in self.balances.values())


TestBooks = Books.TestCase


@given(sender=accounts, receiver=accounts, amount=st.integers(1, 9))
def test_another_request_is_no_replay(sender: Account, receiver: Account, amount: int) -> None:
    first = Booking("1", transfer(sender, receiver, amount), 0, 0)
    others = [transfer(sender, receiver, amount + 1), replace(first.transfer, reason="other")]
    for other in others:
        with pytest.raises(AnotherRequest):
            replayed(first, other)


def test_who_has_too_little_is_told_what_they_have() -> None:
    with pytest.raises(NotEnoughPoints) as refused:
        balances_after(transfer(PEOPLE[0], MINTS[0], 9), 4, 0)
    assert refused.value.balance == 4
    assert "4" in str(refused.value)


def test_ids_never_change() -> None:
    one = account_of(GuildId("155101112233445566"), UserId("81384788765712384"))
    assert one.id == "fa916d5a494b4d90ba389c65485f26fc068d9172f53e287cdf1387232460447f"
    assert len({account.id for account in [*MINTS, *PEOPLE, one]}) == 6
