"""Whatever happens in whatever order, the books on a real MongoDB stay right."""

import asyncio
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from auth.identity import GuildId, UserId
from db.client import Database, connect
from db.ledger import ACCOUNTS, COLLECTION, PROFILES, Ledger
from db.profile_forgetting import HOUSE, ProfileForgetting
from db.profiles import Profiles
from db.schema import prepare
from player.ledger.account import Account, account_of, own_account
from player.ledger.errors import AnotherRequest, NotEnoughPoints, SameAccount, TooManyPoints
from player.ledger.transfer import MOST_POINTS, Booking, Transfer
from player.profiles.errors import UnknownProfile
from player.profiles.profile import Profile
from tests.support.mongo import NAME

GUILD = GuildId("900000000000000001")
MINTS = [own_account(f"key {number}") for number in range(2)]
USERS = [UserId(str(number)) for number in range(3)]
PEOPLE = [account_of(GUILD, user) for user in USERS]
accounts = st.sampled_from([*MINTS, *PEOPLE])
amounts = st.one_of(st.integers(1, 30), st.sampled_from([MOST_POINTS, MOST_POINTS - 10]))


class Books(RuleBasedStateMachine):
    """The real store beside what it has to hold."""

    def __init__(self, runner: asyncio.Runner, database: Database) -> None:
        super().__init__()
        self._runner, self._database = runner, database
        self.ledger = Ledger(database)
        self.profiles = Profiles(database, self.ledger)
        self.forgetting = ProfileForgetting(database, self.ledger, lambda: 1.0)
        self.balances: dict[Account, int] = {}
        self.bookings: list[Booking] = []
        self.transactions = self.asked = 0
        runner.run(self._empty())

    @rule(user=st.sampled_from(USERS))
    def reset(self, user: UserId) -> None:
        account = account_of(GUILD, user)
        self._runner.run(self.profiles.reset(Profile(GUILD, user), MINTS[0], 1))
        if back := self.balances.get(account):
            self.balances[MINTS[0]] = self.balances.get(MINTS[0], 0) + back
            self.transactions += 1
        self.balances[account] = 0

    @rule(user=st.sampled_from(USERS))
    def leave(self, user: UserId) -> None:
        account = account_of(GUILD, user)
        self._runner.run(self.forgetting.forget(user))
        if back := self.balances.pop(account, 0):
            self.balances[HOUSE] = self.balances.get(HOUSE, 0) + back
            self.transactions += 1
        # A stranger stands in them from now on, so nobody can ask for them again.
        self.bookings = [
            each
            for each in self.bookings
            if account not in (each.transfer.sender, each.transfer.receiver)
        ]

    @rule(sender=accounts, receiver=accounts, amount=amounts)
    def book(self, sender: Account, receiver: Account, amount: int) -> None:
        wanted = Transfer(sender, receiver, amount, "why", MINTS[0].id, 1, str(self.asked))
        self.asked += 1
        has, had = self.balances.get(sender, 0), self.balances.get(receiver, 0)
        missing = any(not each.mint and each not in self.balances for each in (sender, receiver))
        try:
            booking = self._runner.run(self.ledger.book(wanted))
        except UnknownProfile:
            assert missing
        except SameAccount:
            assert sender == receiver
        except NotEnoughPoints:
            assert not sender.mint
            assert has < amount
        except TooManyPoints:
            assert max(amount - has, had + amount) > MOST_POINTS
        else:
            self.balances |= {sender: has - amount, receiver: had + amount}
            assert (booking.sender_balance, booking.receiver_balance) == (
                self.balances[sender],
                self.balances[receiver],
            )
            self.bookings.append(booking)
            self.transactions += 1

    @precondition(lambda self: self.bookings)
    @rule(data=st.data(), later=st.integers(0, 9))
    def replay(self, data: st.DataObject, later: int) -> None:
        booking = data.draw(st.sampled_from(self.bookings))
        again = replace(booking.transfer, at=booking.transfer.at + later)
        assert self._runner.run(self.ledger.book(again)) == booking

    @precondition(lambda self: self.bookings)
    @rule(data=st.data())
    def ask_for_something_else_under_the_same_key(self, data: st.DataObject) -> None:
        booking = data.draw(st.sampled_from(self.bookings))
        other = replace(booking.transfer, reason="another")
        with pytest.raises(AnotherRequest):
            self._runner.run(self.ledger.book(other))

    @invariant()
    def the_books_are_right(self) -> None:
        people, keys, count = self._runner.run(self._stored())
        stored = people | keys
        assert sum(stored.values()) == 0
        assert all(balance >= 0 for balance in people.values())
        assert {each.id: balance for each, balance in self.balances.items()} == stored
        assert count == self.transactions

    async def _stored(self) -> tuple[dict[str, int], dict[str, int], int]:
        people = await self._database.collection(PROFILES).find().to_list()
        keys = await self._database.collection(ACCOUNTS).find().to_list()
        return (
            {each["_id"]: each["voicepoints"] for each in people},
            {each["_id"]: each["balance"] for each in keys},
            await self._database.collection(COLLECTION).count_documents({}),
        )

    async def _empty(self) -> None:
        for name in (PROFILES, ACCOUNTS, COLLECTION):
            await self._database.collection(name).delete_many({})


def test_the_books_stay_right(mongo_uri: str) -> None:
    few = settings(
        max_examples=12,
        stateful_step_count=12,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    with asyncio.Runner(loop_factory=asyncio.new_event_loop) as runner:
        database = runner.run(connect(mongo_uri, NAME))
        runner.run(prepare(database))
        try:
            run_state_machine_as_test(lambda: Books(runner, database), settings=few)
        finally:
            runner.run(database.close())
