"""Tells the webhooks of guilds what happens to their players; a listener of the bus."""

import asyncio
from uuid import uuid4

from player.bus import Recorded
from player.outbox.delivery import Delivery, EventId
from player.outbox.happenings import concerns, happenings
from player.outbox.outbox import Outbox
from player.outbox.ports import ReceiverStore
from player.outbox.posting import to_json
from player.outbox.receiver import GUILD_TOPICS, Owner, Receiver

GATHERED_AT_MOST = 5_000

Noted = tuple[str, Recorded]
"""A record, under a name that stays the same however often it is tried to write it."""


class GuildWebhooks:
    """Gathers what happens, and puts it into the outbox every moment."""

    def __init__(self, receivers: ReceiverStore, outbox: Outbox) -> None:
        self._receivers = receivers
        self._outbox = outbox
        self._gathered: list[Noted] = []
        self._writing = asyncio.Lock()

    def record(self, recorded: Recorded) -> None:
        if concerns(recorded):
            self._gathered.append((uuid4().hex, recorded))

    async def flush(self) -> None:
        """Put what was gathered into the outbox; on failure it goes on waiting."""
        async with self._writing:
            batch, self._gathered = self._gathered, []
            if not batch:
                return
            try:
                await self._put(batch)
            except BaseException:
                self._gathered = [*batch, *self._gathered][-GATHERED_AT_MOST:]
                raise

    async def _put(self, batch: list[Noted]) -> None:
        owners = {Owner.guild(recorded.guild_id) for _, recorded in batch}
        receivers = await self._receivers.told_of(GUILD_TOPICS, list(owners))
        by_guild: dict[str, list[Receiver]] = {}
        for receiver in receivers:
            by_guild.setdefault(receiver.owner.id, []).append(receiver)
        deliveries = [
            delivery
            for name, recorded in batch
            for delivery in _deliveries(name, recorded, by_guild.get(recorded.guild_id, []))
        ]
        await self._outbox.put(deliveries)


def _deliveries(name: str, recorded: Recorded, receivers: list[Receiver]) -> list[Delivery]:
    if not receivers:
        return []
    return [
        Delivery(EventId(f"{name}-{number}"), receiver.id, to_json(told.message), recorded.at)
        for number, told in enumerate(happenings(recorded))
        for receiver in receivers
        if told.topic in receiver.topics
    ]
