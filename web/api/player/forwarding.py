"""`/user/forwarding`: where else the caller's plays go."""

from quart import Blueprint, Response

from player.outbox.errors import (
    AddressRefused,
    ChangedElsewhere,
    TooManyReceivers,
    UnknownReceiver,
)
from player.outbox.receiver import Kind, Owner, ReceiverId
from web.access import Access, access, current_caller
from web.api.player.dialect import success
from web.api.player.receiver_inputs import PLAYS, ForwardingChange, NewForwarding
from web.api.player.receiver_shapes import (
    FORWARDING,
    NEW_FORWARDING,
    NEW_WEBHOOK,
    TRIAL,
    NewReceiver,
    ReceiverList,
    ReceiverState,
    TrialResult,
    draw_new,
    draw_receiver,
    draw_receivers,
    draw_trial,
)
from web.api.reading import read_body
from web.compression import never_compress
from web.limits import search_limit
from web.openapi_operation import Operation, describe
from web.services import services

EXAMPLE = {"kind": "listenbrainz", "token": "3c2f9a10-1f4e-4d0e-9c53-2f6f1c0b7f11"}

forwarding = Blueprint("forwarding", __name__, url_prefix="/user/forwarding")


@forwarding.get("")
@access(Access.SIGNED_IN)
@describe(Operation(ReceiverList, ReceiverList(receivers=[FORWARDING], limit=10)))
async def forwarded_to() -> Response:
    """Get where the caller's plays are sent on to, and how that goes."""
    return success(draw_receivers(await services().receivers.list_of(_me())))


@forwarding.post("")
@access(Access.SIGNED_IN)
@search_limit()
@describe(
    Operation(
        NewReceiver,
        NEW_FORWARDING,
        body=NewForwarding,
        body_example=EXAMPLE,
        refuses=(TooManyReceivers, AddressRefused),
    )
)
async def forward_to() -> Response:
    """Have the caller's plays sent on from now on.

    Sent is what the caller hears through the bot, once it is over and was heard long enough to
    count: to `listenbrainz` as a listen, to a `webhook` as a signed message. The secret that a
    webhook is signed with is told this once.
    """
    never_compress()
    wanted = await read_body(NewForwarding)
    own = services().receivers
    made = await own.add(_me(), wanted.understands, wanted.where, wanted.token, PLAYS)
    return success(draw_new(made, made.secret if made.kind is Kind.WEBHOOK else None))


@forwarding.patch("/<receiver_id>")
@access(Access.SIGNED_IN)
@search_limit()
@describe(
    Operation(
        ReceiverState,
        FORWARDING,
        body=ForwardingChange,
        body_example={"on": True},
        refuses=(UnknownReceiver, AddressRefused, ChangedElsewhere),
    )
)
async def change_forwarding(receiver_id: str) -> Response:
    """Change a receiver, or switch it off or on again; what waits for it then goes out."""
    wanted = await read_body(ForwardingChange)
    own, known = services().receivers, ReceiverId(receiver_id)
    kind = (await own.get(_me(), known)).kind
    return success(draw_receiver(await own.change(_me(), known, wanted.wish(kind))))


@forwarding.delete("/<receiver_id>")
@access(Access.SIGNED_IN)
@describe(Operation(None, None, refuses=(UnknownReceiver,)))
async def stop_forwarding(receiver_id: str) -> Response:
    """Have nothing more sent there; what still waits is dropped."""
    await services().receivers.remove(_me(), ReceiverId(receiver_id))
    return success(None)


@forwarding.post("/<receiver_id>/secret")
@access(Access.SIGNED_IN)
@describe(Operation(NewReceiver, NEW_WEBHOOK, refuses=(UnknownReceiver, ChangedElsewhere)))
async def renew_forwarding_secret(receiver_id: str) -> Response:
    """Give a webhook another secret, which is told this once; the one before it ends."""
    never_compress()
    renewed = await services().receivers.renew_secret(_me(), ReceiverId(receiver_id))
    return success(draw_new(renewed, renewed.secret))


@forwarding.post("/<receiver_id>/test")
@access(Access.SIGNED_IN)
@search_limit()
@describe(Operation(TrialResult, TRIAL, refuses=(UnknownReceiver,)))
async def try_forwarding(receiver_id: str) -> Response:
    """Try a receiver out now, and say what came of it.

    A webhook gets a signed message of the type `test`; of a ListenBrainz we only ask whether it
    knows the token.
    """
    return success(draw_trial(await services().receivers.try_out(_me(), ReceiverId(receiver_id))))


def _me() -> Owner:
    return Owner.person(current_caller().person.id)
