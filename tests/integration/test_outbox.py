"""Delivering, with a real database and real servers that are slow, broken, or gone."""

import asyncio
import ipaddress
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from aiohttp import web

from db.client import Database
from db.deliveries import Deliveries
from db.receivers import Receivers
from player.core.sentence import Sentence
from player.outbox.courier import Courier
from player.outbox.delivery import Delivery, EventId
from player.outbox.outbox import Outbox
from player.outbox.receiver import Kind, Owner, Patience, Receiver, ReceiverId, State, Topic
from player.outbox.signature import new_secret
from player.outbox.way_out import WayOut
from tests.support.builders import ADA
from tests.support.discord import eventually
from tests.support.receiver import ReceivingServer, receiving
from web.compose import now_ms

SOON: Patience = (1, 1, 1, 1)
LATE: Patience = (3_600_000,)
LOOPBACK = ipaddress.ip_network("127.0.0.1")


class Post:
    """An outbox and whoever empties it; several may follow each other on one database."""

    def __init__(self, database: Database, patience: Patience = SOON, at_once: int = 8) -> None:
        self.deliveries = Deliveries(database)
        self.receivers = Receivers(database)
        self.way_out = WayOut([LOOPBACK])
        self.given_up: list[Receiver] = []
        self.courier = Courier(
            self.deliveries,
            self.receivers,
            self.way_out,
            now_ms,
            patience=patience,
            at_once=at_once,
        )
        self.outbox = Outbox(self.deliveries, self.receivers, self.courier.call, waiting_at_most=20)

    async def receiver(self, server: ReceivingServer, name: str = "one") -> Receiver:
        made = Receiver(
            id=ReceiverId(name),
            owner=Owner.person(ADA),
            kind=Kind.WEBHOOK,
            address=f"{server.url}/{name}",
            secret=new_secret(),
            topics=frozenset({Topic.PLAYS}),
            made_at=1,
        )
        await self.receivers.add(made)
        return made

    async def put(self, receiver: Receiver, *names: str) -> None:
        placed = now_ms()
        await self.outbox.put(
            [Delivery(EventId(each), receiver.id, f'"{each}"', placed) for each in names]
        )

    async def state(self, receiver: Receiver) -> Receiver:
        found = await self.receivers.get(receiver.id)
        assert found is not None
        return found

    async def becomes(self, receiver: Receiver, **wanted: object) -> Receiver:
        """Wait until the receiver is stored so."""
        async with asyncio.timeout(30):
            while True:
                now = await self.state(receiver)
                if all(getattr(now, name) == value for name, value in wanted.items()):
                    return now
                await asyncio.sleep(0.01)

    async def empty(self, receiver: Receiver) -> None:
        """Wait until nothing waits any more."""
        async with asyncio.timeout(30):
            while await self.deliveries.waiting(receiver.id):  # noqa: ASYNC110 - No event tells.
                await asyncio.sleep(0.01)

    async def close(self) -> None:
        await self.courier.close()
        await self.way_out.close()

    async def tell(self, receiver: Receiver) -> None:
        self.given_up.append(receiver)


@asynccontextmanager
async def at_work(
    database: Database, patience: Patience = SOON, at_once: int = 8
) -> AsyncIterator[Post]:
    post = Post(database, patience, at_once)
    await post.courier.start(post.tell)
    try:
        yield post
    finally:
        await post.close()


@pytest_asyncio.fixture(name="post")
async def somebody_at_work(database: Database) -> AsyncIterator[Post]:
    async with at_work(database) as post:
        yield post


@pytest_asyncio.fixture(name="server")
async def somebody_to_send_to() -> AsyncIterator[ReceivingServer]:
    async with receiving() as server:
        yield server


def bodies(server: ReceivingServer) -> list[str]:
    return [got.body.strip('"') for got in server.got]


async def test_everything_arrives_once_and_in_order(post: Post, server: ReceivingServer) -> None:
    receiver = await post.receiver(server)
    names = [f"n{number}" for number in range(20)]
    await post.put(receiver, *names)
    await post.empty(receiver)
    assert bodies(server) == names
    assert [got.headers["webhook-id"] for got in server.got] == names
    assert (await post.becomes(receiver, failures=0)).state is State.ON


async def test_what_is_put_in_twice_goes_out_once(post: Post, server: ReceivingServer) -> None:
    receiver = await post.receiver(server)
    server.gate.clear()
    await post.put(receiver, "a", "b")
    await post.put(receiver, "b", "a", "c")
    server.gate.set()
    await post.empty(receiver)
    assert bodies(server) == ["a", "b", "c"]


async def test_what_fails_is_sent_again_under_the_same_id(
    post: Post, server: ReceivingServer
) -> None:
    receiver = await post.receiver(server)
    server.answer = lambda _got: web.Response(status=500 if len(server.got) <= 2 else 200)
    await post.put(receiver, "a", "b")
    await post.empty(receiver)
    well = await post.becomes(receiver, failures=0)
    assert well.sent_at is not None
    assert well.problem == "It answered with status 500."
    assert bodies(server) == ["a", "a", "a", "b"]
    assert [got.headers["webhook-id"] for got in server.got] == ["a", "a", "a", "b"]
    assert post.given_up == []


async def test_who_fails_too_often_is_given_up_and_what_waits_is_kept(
    post: Post, server: ReceivingServer
) -> None:
    receiver = await post.receiver(server)
    server.answers(500)
    await post.put(receiver, "a", "b")
    given_up = await post.becomes(receiver, state=State.FAILED)
    assert given_up.failures == len(SOON) + 1 == len(server.got)
    await eventually(lambda: [each.id for each in post.given_up] == [receiver.id])
    assert await post.receivers.told_of({Topic.PLAYS}, [receiver.owner]) == []
    server.answers(200)
    assert await post.receivers.change(given_up.switched(on=True))
    post.courier.call(receiver.id)
    await post.empty(receiver)
    assert bodies(server)[-2:] == ["a", "b"]


async def test_who_wants_nothing_more_is_given_up_at_once(
    post: Post, server: ReceivingServer
) -> None:
    receiver = await post.receiver(server)
    server.answers(410)
    await post.put(receiver, "a")
    await post.becomes(receiver, state=State.FAILED)
    assert len(server.got) == 1


async def test_what_is_not_wanted_is_dropped_and_the_next_is_sent(
    post: Post, server: ReceivingServer
) -> None:
    receiver = await post.receiver(server)
    server.answers(400)
    await post.put(receiver, "a", "b")
    await post.empty(receiver)
    assert bodies(server) == ["a", "b"]
    assert (await post.becomes(receiver, failures=2)).state is State.ON


async def test_a_slow_receiver_holds_up_nobody_else(post: Post, server: ReceivingServer) -> None:
    async with receiving() as other:
        slow, quick = await post.receiver(server, "slow"), await post.receiver(other, "quick")
        server.gate.clear()
        await post.put(slow, "a", "b", "c")
        names = [f"n{number}" for number in range(10)]
        await post.put(quick, *names)
        await post.empty(quick)
        assert bodies(other) == names
        assert await post.deliveries.waiting(slow.id) == 3
        server.gate.set()
        await post.empty(slow)


async def test_only_so_many_are_sent_at_once(database: Database, server: ReceivingServer) -> None:
    async with at_work(database, at_once=3) as post:
        server.gate.clear()
        receivers = [await post.receiver(server, f"r{number}") for number in range(9)]
        for receiver in receivers:
            await post.put(receiver, "a")
        async with asyncio.timeout(30):
            while len(server.got) < 3:  # noqa: ASYNC110 - No event tells.
                await asyncio.sleep(0.01)
        # All rounds have begun, and all but three of them wait for a free hand.
        waiters = post.courier._hands._waiters
        async with asyncio.timeout(30):
            while waiters is None or len(waiters) < 6:
                await asyncio.sleep(0.01)
                waiters = post.courier._hands._waiters
        assert len(server.got) == 3
        server.gate.set()
        for receiver in receivers:
            await post.empty(receiver)
        assert len(server.got) == 9


async def test_too_much_is_dropped_and_counted(post: Post, server: ReceivingServer) -> None:
    receiver = await post.receiver(server)
    server.gate.clear()
    await post.put(receiver, *(f"n{number}" for number in range(25)))
    await post.put(receiver, "late")
    assert await post.deliveries.waiting(receiver.id) == 20
    assert (await post.state(receiver)).lost == 6
    server.gate.set()
    await post.empty(receiver)
    assert bodies(server) == [f"n{number}" for number in range(20)]


async def test_the_next_run_goes_on_with_what_waits(
    database: Database, server: ReceivingServer
) -> None:
    async with at_work(database) as first:
        receiver = await first.receiver(server)
        server.gate.clear()
        await first.put(receiver, "a", "b")
        async with asyncio.timeout(30):
            while not server.got:  # noqa: ASYNC110 - No event tells.
                await asyncio.sleep(0.01)
    server.gate.set()
    async with at_work(database) as second:
        await second.empty(receiver)
    assert bodies(server) == ["a", "a", "b"]
    assert len({got.headers["webhook-id"] for got in server.got}) == 2


async def test_patience_outlives_a_restart(database: Database, server: ReceivingServer) -> None:
    server.answers(500)
    async with at_work(database, LATE) as first:
        receiver = await first.receiver(server)
        await first.put(receiver, "a")
        failed = await first.becomes(receiver, failures=1)
    server.answers(200)
    async with at_work(database, LATE) as second:
        await second.put(receiver, "b")
        assert (await second.state(receiver)).retry_at == failed.retry_at
        assert len(server.got) == 1
        # Its owner says that it is well again, and nobody waits any longer.
        await second.receivers.change((await second.state(receiver)).switched(on=True))
        second.courier.call(receiver.id)
        await second.empty(receiver)
    assert bodies(server) == ["a", "a", "b"]


async def test_what_its_owner_changed_meanwhile_is_not_overwritten(
    post: Post, server: ReceivingServer
) -> None:
    receiver = await post.receiver(server)
    changed = await post.receivers.change(receiver)
    assert changed
    assert not await post.receivers.note(receiver.given_up(1, Sentence("late")))
    assert not await post.receivers.change(receiver)
    assert (await post.state(receiver)).state is State.ON


async def test_nothing_waits_for_who_is_gone(post: Post, server: ReceivingServer) -> None:
    receiver = await post.receiver(server)
    server.gate.clear()
    await post.put(receiver, "a", "b")
    await post.receivers.delete(receiver.id)
    server.gate.set()
    await post.empty(receiver)
    assert bodies(server)[1:] == []


@pytest.mark.parametrize("status", [200, 500])
async def test_each_sending_is_signed_anew(
    post: Post, server: ReceivingServer, status: int
) -> None:
    receiver = await post.receiver(server)
    server.answers(status)
    await post.put(receiver, "a")
    async with asyncio.timeout(30):
        while not server.got:  # noqa: ASYNC110 - No event tells.
            await asyncio.sleep(0.01)
    headers = defaultdict(str, {name.lower(): each for name, each in server.got[0].headers.items()})
    assert headers["webhook-signature"].startswith("v1,")
    assert headers["content-type"] == "application/json"
    assert receiver.secret not in str(server.got)
