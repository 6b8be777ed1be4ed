"""Delivers what waits: to each receiver one thing after the other, to all of them at once."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from player.core.errors import PlayerError
from player.core.sentence import Sentence
from player.ending import end
from player.outbox.delivery import Delivery, Fate, fate_of, problem_of
from player.outbox.errors import AddressRefused, Unreachable
from player.outbox.ports import DeliveryStore, ReceiverStore
from player.outbox.posting import post_of
from player.outbox.receiver import PATIENCE, Patience, Receiver, ReceiverId, State
from player.outbox.way_out import WayOut

log = structlog.get_logger()

AT_ONCE = 32
AFTER_TROUBLE_S = 5.0

Tell = Callable[[Receiver], Awaitable[None]]
"""Tells the owner of a receiver that nothing more is sent to it."""


class Courier:
    """One round per receiver that something waits for, so a slow one holds up nobody else.

    A delivery is removed once it is delivered, and not before: after a crash it goes out again.
    """

    def __init__(
        self,
        deliveries: DeliveryStore,
        receivers: ReceiverStore,
        way_out: WayOut,
        now: Callable[[], int],
        *,
        patience: Patience = PATIENCE,
        at_once: int = AT_ONCE,
    ) -> None:
        self._deliveries = deliveries
        self._receivers = receivers
        self._way_out = way_out
        self._now = now
        self._tell: Tell | None = None
        self._patience = patience
        self._hands = asyncio.Semaphore(at_once)
        self._rounds: dict[ReceiverId, asyncio.Task[None]] = {}
        self._calls: dict[ReceiverId, asyncio.Event] = {}
        self._closed = False

    async def start(self, tell: Tell) -> None:
        """Take up what an earlier run left; `tell` hears of receivers that are given up."""
        self._tell = tell
        for receiver_id in await self._deliveries.receivers():
            self.call(receiver_id)

    async def close(self) -> None:
        self._closed = True
        await end(*self._rounds.values())

    def call(self, receiver_id: ReceiverId) -> None:
        """Say that something waits for a receiver, or that its owner has changed it."""
        if self._closed:
            return
        self._calls.setdefault(receiver_id, asyncio.Event()).set()
        if receiver_id not in self._rounds:
            task = asyncio.create_task(self._go(receiver_id), name=f"courier {receiver_id}")
            self._rounds[receiver_id] = task

    async def _go(self, receiver_id: ReceiverId) -> None:
        call = self._calls[receiver_id]
        try:
            while call.is_set():
                call.clear()
                try:
                    await self._empty(receiver_id, call)
                except PlayerError as failure:
                    log.warning("courier_held_up", receiver=receiver_id, reason=str(failure))
                    await asyncio.sleep(AFTER_TROUBLE_S)
                    call.set()
                except Exception:
                    log.exception("courier_failed", receiver=receiver_id)
                    await asyncio.sleep(AFTER_TROUBLE_S)
                    call.set()
        finally:
            # Nothing is awaited since the last look at the call, so none is missed.
            del self._rounds[receiver_id], self._calls[receiver_id]

    async def _empty(self, receiver_id: ReceiverId, call: asyncio.Event) -> None:
        """Deliver until nothing waits, the receiver is switched off, or it is gone."""
        while (receiver := await self._receivers.get(receiver_id)) is not None:
            delivery = await self._deliveries.first(receiver_id)
            if delivery is None or receiver.state is not State.ON:
                return
            wait_ms = receiver.retry_at - self._now()
            if wait_ms > 0:
                await _pause(wait_ms / 1000, call)
                continue
            async with self._hands:
                await self._deliver(receiver, delivery)
        await self._deliveries.clear(receiver_id)

    async def _deliver(self, receiver: Receiver, delivery: Delivery) -> None:
        post = post_of(receiver, delivery.event_id, delivery.body, self._now())
        try:
            answer = await self._way_out.send(post.method, post.address, post.headers, post.body)
        except (Unreachable, AddressRefused) as failure:
            reason = failure.args[0]
            await self._note(receiver.failed(self._now(), reason, self._patience))
            return
        fate = fate_of(receiver.kind, answer.status)
        wait_ms = (answer.retry_after_s or 0) * 1000
        if fate in {Fate.DELIVERED, Fate.UNWANTED}:
            await self._deliveries.remove(delivery)
        problem = problem_of(receiver.kind, answer.status)
        await self._note(self._after(receiver, fate, problem, wait_ms))

    def _after(self, receiver: Receiver, fate: Fate, problem: Sentence, wait_ms: int) -> Receiver:
        now = self._now()
        match fate:
            case Fate.DELIVERED:
                return receiver.succeeded(now)
            case Fate.UNWANTED:
                return receiver.refused(now, problem, self._patience)
            case Fate.AGAIN:
                return receiver.failed(now, problem, self._patience, wait_ms)
            case Fate.OVER:
                return receiver.given_up(now, problem)

    async def _note(self, receiver: Receiver) -> None:
        if await self._receivers.note(receiver) and receiver.state is State.FAILED:
            log.warning("receiver_given_up", receiver=receiver.id, reason=str(receiver.problem))
            if self._tell is not None:
                await self._tell(receiver)


async def _pause(seconds: float, call: asyncio.Event) -> None:
    """Wait so long, or until somebody calls."""
    try:
        async with asyncio.timeout(seconds):
            await call.wait()
    except TimeoutError:
        return
    call.clear()
