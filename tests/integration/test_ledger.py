"""The ledger on a real MongoDB: many at once, and an index for every query."""

import asyncio
import random

import pytest

from auth.identity import GuildId, UserId
from db.client import Database
from db.ledger import ACCOUNTS, COLLECTION, NEWEST_FIRST, PROFILES, Ledger, query_of
from db.profiles import RANKING, Profiles, ranking
from player.ledger.account import Account, account_of, own_account
from player.ledger.errors import NotEnoughPoints
from player.ledger.ports import Wanted
from player.ledger.transfer import Transfer
from player.profiles.ports import TopType
from player.profiles.profile import Profile

GUILD = GuildId("900000000000000001")
BOT = own_account("key 1")
CLIENTS = 50


def person(number: int) -> Account:
    return account_of(GUILD, UserId(str(number)))


def transfer(sender: Account, receiver: Account, amount: int, once: str | None = None) -> Transfer:
    return Transfer(sender, receiver, amount, "why", BOT.id, 1, once)


async def make_people(database: Database, count: int) -> Ledger:
    ledger = Ledger(database)
    profiles = Profiles(database, ledger)
    for number in range(count):
        await profiles.reset(Profile(GUILD, UserId(str(number))), BOT, 1)
    return ledger


async def balances(database: Database) -> tuple[list[int], list[int]]:
    people = await database.collection(PROFILES).find().to_list()
    keys = await database.collection(ACCOUNTS).find().to_list()
    return [each["voicepoints"] for each in people], [each["balance"] for each in keys]


@pytest.mark.timeout(120)
async def test_fifty_clients_at_once_leave_the_books_right(database: Database) -> None:
    ledger = await make_people(database, 8)
    for number in range(8):
        await ledger.book(transfer(BOT, person(number), 20))
    chance = random.Random(5)
    booked = 0

    async def client(number: int) -> None:
        nonlocal booked
        for turn in range(3):
            sender, receiver = chance.sample([BOT, *map(person, range(8))], 2)
            amount = chance.randint(1, 15)
            wanted = transfer(sender, receiver, amount, f"{number} {turn}")
            try:
                first = await ledger.book(wanted)
            except NotEnoughPoints:
                continue
            booked += 1
            assert await ledger.book(wanted) == first

    await asyncio.gather(*(client(number) for number in range(CLIENTS)))
    people, keys = await balances(database)
    assert sum(people) + sum(keys) == 0
    assert min(people) >= 0
    transactions = [each async for each in ledger.all(Wanted(), 0, None)]
    assert len(transactions) == booked + 8
    for number in range(8):
        account = person(number)
        gained = sum(
            each.transfer.amount * ((each.transfer.receiver == account) * 2 - 1)
            for each in transactions
            if account in (each.transfer.receiver, each.transfer.sender)
        )
        found = await database.collection(PROFILES).find_one({"_id": account.id})
        assert found is not None
        assert found["voicepoints"] == gained


async def test_a_reset_and_a_gift_at_once_lose_nothing(database: Database) -> None:
    ledger = await make_people(database, 1)
    profiles = Profiles(database, ledger)
    await asyncio.gather(
        *(ledger.book(transfer(BOT, person(0), 3)) for _ in range(6)),
        *(profiles.reset(Profile(GUILD, UserId("0")), BOT, 1) for _ in range(3)),
    )
    people, keys = await balances(database)
    assert sum(people) + sum(keys) == 0


FILTERS = [
    Wanted(),
    Wanted(either=("5",)),
    Wanted(either=("5", "6"), reason="x", after=1, before=9),
    Wanted(sender="5"),
    Wanted(receiver="5", after=3),
    Wanted(before=3, without=["7"]),
]


@pytest.mark.parametrize("wanted", FILTERS)
async def test_every_filter_has_an_index(database: Database, wanted: Wanted) -> None:
    found = database.collection(COLLECTION).find(query_of(wanted)).sort(NEWEST_FIRST)
    assert_indexed(str((await found.explain())["queryPlanner"]["winningPlan"]))


@pytest.mark.parametrize("by", RANKING)
@pytest.mark.parametrize("guild", [{}, {"guild_id": "5"}])
async def test_every_top_has_an_index(
    database: Database, by: TopType, guild: dict[str, str]
) -> None:
    found = database.collection(PROFILES).find({"hidden": False, **guild}).sort(ranking(by))
    assert_indexed(str((await found.explain())["queryPlanner"]["winningPlan"]))


def assert_indexed(plan: str) -> None:
    assert "IXSCAN" in plan
    assert "'SORT'" not in plan
    assert "COLLSCAN" not in plan
