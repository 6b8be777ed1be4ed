"""What pages show of receivers: where plays, or a server's events, are sent, and how that goes."""

from collections.abc import Sequence
from dataclasses import dataclass

from quart import request

from player.outbox.receiver import Owner, Receiver, ReceiverId
from player.outbox.receivers import RECEIVERS_EACH, Trial
from web.access import current_caller, current_guild
from web.services import services

DONE = frozenset({"added", "switched", "removed"})


@dataclass(frozen=True, slots=True)
class Section:
    """Whose receivers a section of a page shows, and where its forms are sent."""

    owner: Owner
    path: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What has just come of something with one receiver: its new secret, or how a test went."""

    receiver_id: ReceiverId
    secret: str | None = None
    trial: Trial | None = None


@dataclass(frozen=True, slots=True)
class ReceiversView:
    """What a section shows; `now` is Unix time in seconds."""

    path: str
    receivers: Sequence[Receiver]
    now: float
    shown: Shown | None
    done: str | None
    most: int = RECEIVERS_EACH


def forwarding() -> Section:
    """Return the section of the caller's own page."""
    return Section(Owner.person(current_caller().person.id), "/account/forwarding")


def webhooks() -> Section:
    """Return the section of the page of the server spoken of."""
    return Section(Owner.guild(current_guild()), f"/servers/{current_guild()}/settings/webhooks")


async def receivers_view(section: Section, shown: Shown | None = None) -> ReceiversView:
    done = request.args.get("done")
    return ReceiversView(
        path=section.path,
        receivers=await services().receivers.list_of(section.owner),
        now=services().hub.now() / 1000,
        shown=shown,
        done=done if done in DONE else None,
    )
