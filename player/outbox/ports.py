"""What the outbox needs of a database, as protocols."""

from collections.abc import Collection, Sequence
from typing import Protocol

from player.outbox.delivery import Delivery
from player.outbox.receiver import Owner, Receiver, ReceiverId, Topic


class ReceiverStore(Protocol):
    async def get(self, receiver_id: ReceiverId) -> Receiver | None: ...

    async def list_of(self, owner: Owner) -> Sequence[Receiver]:
        """Return an owner's receivers, the oldest first."""
        ...

    async def told_of(self, topics: Collection[Topic], owners: Sequence[Owner]) -> list[Receiver]:
        """Return the receivers of these owners that are on and told of one of these topics."""
        ...

    async def add(self, receiver: Receiver) -> None: ...

    async def change(self, receiver: Receiver) -> bool:
        """Write what an owner has changed, as the next edition; say no if another was faster."""
        ...

    async def note(self, receiver: Receiver) -> bool:
        """Write how the sending went, unless the owner has changed the receiver meanwhile."""
        ...

    async def lose(self, receiver_id: ReceiverId, count: int) -> None:
        """Count what was dropped because too much waited."""
        ...

    async def delete(self, receiver_id: ReceiverId) -> None: ...


class DeliveryStore(Protocol):
    async def add(self, deliveries: Sequence[Delivery]) -> None:
        """Add deliveries behind all others; those that are known already stay as they are."""
        ...

    async def first(self, receiver_id: ReceiverId) -> Delivery | None:
        """Return what has waited for a receiver the longest."""
        ...

    async def remove(self, delivery: Delivery) -> None: ...

    async def waiting(self, receiver_id: ReceiverId) -> int:
        """Say how much waits for a receiver."""
        ...

    async def receivers(self) -> Sequence[ReceiverId]:
        """Return all receivers that something waits for."""
        ...

    async def clear(self, receiver_id: ReceiverId) -> None:
        """Drop everything that waits for a receiver."""
        ...
