"""kill -9 of the database, and then of the server with it, in the middle of many transactions."""

import asyncio
import os
import random
import signal
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import pytest

from db.client import Database, Document, connect
from db.ledger import ACCOUNTS, COLLECTION, PROFILES
from db.replica_set import uri_of
from sim.discord import seed
from tests.support.discord import eventually
from tests.support.production import opened, variables
from tests.support.profiles import Json
from tests.support.program import Program, answered, signed_in, started
from tests.support.world import World

PEOPLE = (seed.ADA, seed.NOOR, seed.FOX, seed.LEILA)
CLIENTS = 8
AT_FIRST = 10_000
PATIENCE_S = 120.0


@dataclass
class Transfers:
    """What clients have asked for, each under a key of its own, and what was acknowledged."""

    browser: httpx2.AsyncClient
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    wanted: dict[str, Json] = field(default_factory=dict)
    acknowledged: dict[str, Json] = field(default_factory=dict)

    async def client(self, number: int, program: Program) -> None:
        """Move points, one transfer after the other, and ask again where no answer came."""
        turn = 0
        while not program.ended:
            key = f"client {number}, transfer {turn}"
            self.wanted.setdefault(key, self._transfer())
            if await self.ask(key):
                turn += 1
            else:
                await asyncio.sleep(0.05)

    async def insist(self, key: str) -> None:
        """Ask for a transfer until it is acknowledged."""
        async with asyncio.timeout(PATIENCE_S):
            while not await self.ask(key):  # noqa: ASYNC110 - The server has no event for it.
                await asyncio.sleep(0.05)

    async def ask(self, key: str) -> bool:
        """Ask for a transfer under its key; say whether it was acknowledged."""
        headers = {"Idempotency-Key": key}
        try:
            answer = await self.browser.post("/transaction", json=self.wanted[key], headers=headers)
        except httpx2.TransportError:
            return False
        if answer.status_code == 503:
            return False
        assert answer.status_code == 200, answer.text
        first = self.acknowledged.setdefault(key, answer.json())
        assert answer.json() == first
        return True

    def _transfer(self) -> Json:
        sender, receiver = self.chance.sample(PEOPLE, 2)
        return transfer(place(sender), place(receiver), self.chance.randint(1, 5))


@pytest.mark.timeout(400)
async def test_no_transaction_is_half_there_and_every_acknowledged_one_is(
    sleeping_world: World, tmp_path: Path
) -> None:
    settings = variables(sleeping_world, tmp_path / "data") | {"AUXCORD_LIMIT_SCALE": "1000"}
    with started(tmp_path / "first", "serve", **settings) as program:
        browser = await signed_in(await opened(program), seed.ADA)
        transfers = Transfers(browser)
        await make_people(browser)
        clients = [
            asyncio.create_task(transfers.client(number, program)) for number in range(CLIENTS)
        ]
        await eventually(lambda: len(transfers.acknowledged) > 25, PATIENCE_S)
        os.kill(mongod_of(program), signal.SIGKILL)
        known = len(transfers.acknowledged)
        await eventually(lambda: len(transfers.acknowledged) > known + 25, PATIENCE_S)
        program.process.kill()
        await program.wait_in_loop()
        await asyncio.gather(*clients)
    with started(tmp_path / "second", "serve", **settings) as program:
        await opened(program)
        database = await connect(uri_of(port_in(tmp_path / "data")), "auxcord")
        booked = await check_books(database)
        assert {each["id"] for each in transfers.acknowledged.values()} <= booked
        # Whoever got no answer asks again; nothing is booked twice.
        await asyncio.gather(*(transfers.insist(key) for key in transfers.wanted))
        assert len(await check_books(database)) == len(transfers.wanted) + len(PEOPLE)
        await database.close()
        await browser.aclose()


def place(user_id: str) -> Json:
    return {"user_id": user_id, "guild_id": seed.HARBOUR}


def transfer(sender: Json, receiver: Json, amount: int) -> Json:
    return {"from": sender, "to": receiver, "amount": amount, "reason": "a bet"}


async def make_people(browser: httpx2.AsyncClient) -> None:
    """Give everybody a profile with so many points that they never run out of them."""
    for person in PEOPLE:
        # Discord may not have told yet who manages the server.
        await answered(browser, "POST", f"/profile/{seed.HARBOUR}/{person}")
        gift = transfer("self", place(person), AT_FIRST)
        assert (await browser.post("/transaction", json=gift)).status_code == 200


def mongod_of(program: Program) -> int:
    """Return the process of the embedded database."""
    (pid,) = [
        pid
        for pid in program.children()
        if Path(f"/proc/{pid}/comm").read_text().strip() == "mongod"
    ]
    return pid


def port_in(data_dir: Path) -> int:
    return int((data_dir / "mongodb" / "port").read_text())


async def check_books(database: Database) -> set[str]:
    """See that balances are what the transactions say, and return the ids of these."""
    transactions = await database.collection(COLLECTION).find().to_list()
    gained: dict[str, int] = {}
    for one in transactions:
        gained[one["sender"]["id"]] = gained.get(one["sender"]["id"], 0) - one["amount"]
        gained[one["receiver"]["id"]] = gained.get(one["receiver"]["id"], 0) + one["amount"]
    people = await database.collection(PROFILES).find().to_list()
    keys = await database.collection(ACCOUNTS).find().to_list()
    assert balances(people, "voicepoints") | balances(keys, "balance") == gained
    assert sum(gained.values()) == 0
    assert all(person["voicepoints"] >= 0 for person in people)
    assert len(people) == len(PEOPLE)
    return {str(one["_id"]) for one in transactions}


def balances(documents: list[Document], field_name: str) -> dict[str, int]:
    return {document["_id"]: document[field_name] for document in documents}
