"""Puts together what sends to other people's servers, starts it, and ends it."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass

import db.deliveries
import db.receivers
from db.client import Database
from player.bus import Bus
from player.flushing import Flushing
from player.outbox.courier import Courier
from player.outbox.guild_webhooks import GuildWebhooks
from player.outbox.outbox import Outbox
from player.outbox.receivers import Receivers
from player.outbox.scrobbling import Scrobbling
from player.outbox.way_out import WayOut
from web.receiver_news import tell_owner
from web.services import Services
from web.settings import Settings

GATHERING_S = 0.5


@dataclass(frozen=True, slots=True)
class Sending:
    """What sends: whom to, what, and who carries it."""

    receivers: Receivers
    scrobbling: Scrobbling
    webhooks: GuildWebhooks
    courier: Courier
    way_out: WayOut

    async def start(self, parts: Services, bus: Bus, stack: AsyncExitStack) -> None:
        """Go on with what an earlier run left, and send what happens from now on."""
        stack.push_async_callback(self.way_out.close)
        await self.courier.start(lambda given_up: tell_owner(parts, given_up))
        stack.push_async_callback(self.courier.close)
        bus.subscribe(self.webhooks.record)
        gathering = Flushing("webhooks", self.webhooks.flush, GATHERING_S)
        gathering.start()
        stack.push_async_callback(gathering.close)


def sending(settings: Settings, database: Database, now: Callable[[], int]) -> Sending:
    deliveries = db.deliveries.Deliveries(database)
    store = db.receivers.Receivers(database)
    way_out = WayOut(settings.allowed_networks)
    courier = Courier(deliveries, store, way_out, now)
    outbox = Outbox(deliveries, store, courier.call)
    return Sending(
        receivers=Receivers(store, way_out, courier.call, now),
        scrobbling=Scrobbling(store, outbox),
        webhooks=GuildWebhooks(store, outbox),
        courier=courier,
        way_out=way_out,
    )
