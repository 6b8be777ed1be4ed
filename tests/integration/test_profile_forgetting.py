"""Somebody's profiles go; the books stay right, and lead nobody back to them."""

import json

import pytest

from auth.identity import GuildId, UserId
from db.client import Database, Document
from db.ledger import ACCOUNTS, COLLECTION, PROFILES, Ledger
from db.profile_forgetting import HOUSE, LEFT, NOBODY, ProfileForgetting
from db.profiles import Profiles
from player.ledger.account import Account, account_of, own_account, personal_account
from player.ledger.errors import AnotherRequest
from player.ledger.ports import Wanted
from player.ledger.transfer import Booking, Transfer
from player.profiles.profile import Profile
from tests.support.builders import ADA, BOB, GUILD

OTHER = GuildId("900000000000000002")
BOT = own_account("key 1")
HERS, HERS_THERE, BOBS = account_of(GUILD, ADA), account_of(OTHER, ADA), account_of(GUILD, BOB)
HER_MINT = personal_account(ADA)
NOW = 1_790_000_000


class Books:
    def __init__(self, database: Database) -> None:
        self.database = database
        self.ledger = Ledger(database)
        self.profiles = Profiles(database, self.ledger)
        self.forgetting = ProfileForgetting(database, self.ledger, lambda: NOW + 0.5)

    async def moves(
        self, sender: Account, receiver: Account, amount: int, by: Account = BOT, at: int = 1
    ) -> Transfer:
        transfer = Transfer(sender, receiver, amount, "why", by.id, at, f"once {amount}")
        await self.ledger.book(transfer)
        return transfer

    async def all(self) -> list[Booking]:
        return [each async for each in self.ledger.all(Wanted(), 0, None)]

    async def balances(self) -> dict[str, int]:
        people = await self.database.collection(PROFILES).find().to_list()
        keys = await self.database.collection(ACCOUNTS).find().to_list()
        return {each["_id"]: each["voicepoints"] for each in people} | {
            each["_id"]: each["balance"] for each in keys
        }

    async def graph(self, place: str | None) -> list[tuple[int, int]]:
        balances = self.ledger.balances(place, None, None, ())
        return [(each.balance, each.change) async for each in balances]


@pytest.fixture(name="books")
async def books_with_some_transactions(database: Database) -> Books:
    books = Books(database)
    for guild_id, user_id in ((GUILD, ADA), (OTHER, ADA), (GUILD, BOB)):
        await books.profiles.reset(Profile(guild_id, user_id), BOT, 1)
    await books.moves(BOT, HERS, 50)
    await books.moves(BOT, HERS_THERE, 7)
    await books.moves(HER_MINT, BOBS, 30, by=HER_MINT)
    await books.moves(BOBS, HERS, 11, by=HER_MINT)
    await books.moves(HERS, BOBS, 20)
    return books


async def test_the_books_stay_right(books: Books) -> None:
    before = await books.balances()
    await books.forgetting.forget(ADA)
    after = await books.balances()
    assert sum(after.values()) == 0
    assert (after[BOBS.id], after[BOT.id]) == (before[BOBS.id], before[BOT.id])
    assert after[HOUSE.id] == before[HERS.id] + before[HERS_THERE.id] == 48
    # Her mint has another name, and owes what it owed.
    (mint,) = after.keys() - {BOBS.id, BOT.id, HOUSE.id}
    assert after[mint] == -30
    gained: dict[str, int] = {}
    for booking in await books.all():
        transfer = booking.transfer
        gained[transfer.sender.id] = gained.get(transfer.sender.id, 0) - transfer.amount
        gained[transfer.receiver.id] = gained.get(transfer.receiver.id, 0) + transfer.amount
    assert {name: gain for name, gain in gained.items() if gain} == after


async def test_nothing_leads_back_to_the_person(books: Books, database: Database) -> None:
    await books.forgetting.forget(ADA)
    everything: list[Document] = []
    for name in (PROFILES, ACCOUNTS, COLLECTION):
        everything += await database.collection(name).find().to_list()
    text = json.dumps(everything, default=str)
    for trace in (ADA, HERS.id, HERS_THERE.id, HER_MINT.id):
        assert trace not in text
    assert await books.profiles.find(GUILD, ADA) is None
    assert [each async for each in books.ledger.all(Wanted(either=(ADA,)), 0, None)] == []


async def test_a_stranger_stands_where_they_were(books: Books) -> None:
    await books.forgetting.forget(ADA)
    bookings = await books.all()
    strangers = {
        side.id: side
        for booking in bookings
        for side in (booking.transfer.sender, booking.transfer.receiver)
        if side.user_id == NOBODY
    }
    assert sorted(str(each.guild_id) for each in strangers.values()) == sorted([GUILD, OTHER])
    (here,) = [each for each in strangers.values() if each.guild_id == GUILD]
    # The latest booking is the one by which the points went back.
    assert await books.graph(here.id) == [(50, 50), (61, 11), (41, -20), (0, -41)]
    assert (await books.graph(GUILD))[-1] == (39, -41)
    back = [each.transfer for each in bookings if each.transfer.reason == LEFT]
    assert {(each.receiver.id, each.at) for each in back} == {(HOUSE.id, NOW)}


async def test_who_comes_again_begins_anew(books: Books) -> None:
    await books.forgetting.forget(ADA)
    await books.profiles.reset(Profile(GUILD, ADA), BOT, 1)
    assert await books.graph(HERS.id) == []
    await books.moves(BOT, HERS, 5)
    await books.forgetting.forget(ADA)
    strangers = await books.database.collection(COLLECTION).distinct(
        "receiver.id", {"receiver.user_id": NOBODY, "receiver.guild_id": GUILD}
    )
    assert len(strangers) == 2
    assert sum((await books.balances()).values()) == 0


async def test_an_old_request_is_never_booked_again(books: Books) -> None:
    transfer = await books.moves(BOT, HERS, 3)
    await books.forgetting.forget(ADA)
    await books.profiles.reset(Profile(GUILD, ADA), BOT, 1)
    with pytest.raises(AnotherRequest):
        await books.ledger.book(transfer)


async def test_somebody_without_a_profile_changes_nothing(books: Books) -> None:
    before = await books.balances(), await books.all()
    await books.forgetting.forget(UserId("1"))
    assert (await books.balances(), await books.all()) == before


@pytest.mark.parametrize(
    ("collection", "wanted"),
    [
        (COLLECTION, {"by": BOT.id}),
        (COLLECTION, {"sender.ids": BOT.id}),
        (PROFILES, {"user_id": ADA}),
        ("playlists", {"items.added_by.id": ADA}),
        ("audit", {"person.id": ADA}),
        ("favourites", {"user_id": ADA}),
        ("local_accounts", {"discord.id": ADA}),
    ],
)
async def test_what_is_somebodys_is_found_by_an_index(
    database: Database, collection: str, wanted: Document
) -> None:
    plan = str((await database.collection(collection).find(wanted).explain())["queryPlanner"])
    assert "IXSCAN" in plan
    assert "COLLSCAN" not in plan
