"""Tells people that nothing more is sent to a receiver of theirs, or of a server they manage."""

from typing import Any

import structlog

from auth.identity import GuildId, UserId
from player.core.errors import DiscordDown
from player.core.sentence import Sentence
from player.outbox.receiver import OwnerKind, Receiver
from web.services import Services

log = structlog.get_logger()


async def tell_owner(parts: Services, receiver: Receiver) -> None:
    """Tell of a receiver that failed too often, on the streams of those whom it concerns."""
    if receiver.owner.kind is OwnerKind.PERSON:
        parts.personal.publish(UserId(receiver.owner.id), "forwarding", _draw(receiver))
    else:
        await _tell_managers(parts, GuildId(receiver.owner.id), receiver)


async def _tell_managers(parts: Services, guild_id: GuildId, receiver: Receiver) -> None:
    text = Sentence("The webhook to {address} failed too often and is off.", address=receiver.host)
    parts.audit.remark(guild_id, text)
    for user_id in map(UserId, parts.personal.audience()):
        try:
            member = await parts.directory.member(guild_id, user_id)
        except DiscordDown:
            log.info("managers_not_told", guild_id=guild_id)
            return
        if member is not None and member.manages:
            parts.personal.publish(user_id, "webhook", {"guild_id": guild_id, **_draw(receiver)})


def _draw(receiver: Receiver) -> dict[str, Any]:
    """Draw what has failed, without what may be secret in its address."""
    problem = receiver.problem
    return {
        "id": receiver.id,
        "kind": receiver.kind,
        "host": receiver.host,
        "state": receiver.state,
        "problem": problem,
        "problem_said": problem.said if problem is not None else None,
    }
