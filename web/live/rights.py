"""Asks for open streams, a few at a time, whether their viewers may still watch."""

import asyncio
from collections.abc import Iterable

import structlog

from web.live.in_turn import for_each
from web.live.subscription import EndReason, Subscription, Viewer

log = structlog.get_logger()

CHECK_SECONDS = 10.0


async def end_forbidden(subscriptions: Iterable[Subscription]) -> None:
    """End every stream whose viewer has lost the right to it, or cannot prove it."""
    await for_each(subscriptions, _check)


async def _check(subscription: Subscription) -> None:
    reason = await _reason_to_end(subscription.viewer)
    if reason is not None:
        subscription.end(reason)


async def _reason_to_end(viewer: Viewer) -> EndReason | None:
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            return await viewer.still_allowed()
    except Exception:
        log.exception("stream_check_failed")
        return EndReason.UNAVAILABLE
