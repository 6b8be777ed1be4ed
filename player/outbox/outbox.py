"""Takes in what is to be delivered: once it is in, it survives whatever happens to us."""

from collections.abc import Callable, Sequence
from itertools import groupby

from player.outbox.delivery import Delivery
from player.outbox.ports import DeliveryStore, ReceiverStore
from player.outbox.receiver import ReceiverId

WAITING_AT_MOST = 1_000
"""How much may wait for one receiver."""


class Outbox:
    """The one way by which deliveries come into being; `call` has somebody fetch them."""

    def __init__(
        self,
        deliveries: DeliveryStore,
        receivers: ReceiverStore,
        call: Callable[[ReceiverId], None],
        waiting_at_most: int = WAITING_AT_MOST,
    ) -> None:
        self._deliveries = deliveries
        self._receivers = receivers
        self._call = call
        self._waiting_at_most = waiting_at_most

    async def put(self, deliveries: Sequence[Delivery]) -> None:
        """Write deliveries in their order; to put them in again changes nothing.

        What a receiver has no room for is dropped, and counted.
        """
        in_order = sorted(deliveries, key=lambda each: each.receiver_id)
        for receiver_id, group in groupby(in_order, lambda each: each.receiver_id):
            theirs = list(group)
            room = max(0, self._waiting_at_most - await self._deliveries.waiting(receiver_id))
            if theirs[room:]:
                await self._receivers.lose(receiver_id, len(theirs[room:]))
            if theirs[:room]:
                await self._deliveries.add(theirs[:room])
                self._call(receiver_id)
