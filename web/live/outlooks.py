"""Tells viewers of streams what concerns them alone, on their own streams only."""

import asyncio
from collections.abc import Iterable

import structlog

from player.core.errors import DiscordDown
from web.faults import NotMember
from web.live.in_turn import for_each
from web.live.subscription import Subscription

log = structlog.get_logger()

ASK_SECONDS = 10.0


async def tell_viewers(subscriptions: Iterable[Subscription]) -> None:
    """Bring every viewer's own frame up to date; who cannot be asked about hears nothing new."""
    await for_each((each for each in subscriptions if each.viewer.outlook), _tell)


async def _tell(subscription: Subscription) -> None:
    if subscription.viewer.outlook is None:
        return
    try:
        async with asyncio.timeout(ASK_SECONDS):
            outlook = await subscription.viewer.outlook()
    except (DiscordDown, NotMember, TimeoutError):
        # Whether they may watch at all is looked after elsewhere.
        return
    except Exception:
        log.exception("viewer_not_told")
        return
    subscription.tell_viewer(outlook)
