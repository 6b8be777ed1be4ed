"""`/guild/<guild_id>/webhooks`: whom a server's tracks, votes and queue are told to."""

from quart import Blueprint, Response

from auth.api_key import Scope
from player.outbox.errors import (
    AddressRefused,
    ChangedElsewhere,
    TooManyReceivers,
    UnknownReceiver,
)
from player.outbox.receiver import Kind, Owner, ReceiverId
from web.access import Access, access, current_guild
from web.api.player.dialect import success
from web.api.player.receiver_inputs import NewWebhook, WebhookChange
from web.api.player.receiver_shapes import (
    NEW_WEBHOOK,
    TRIAL,
    WEBHOOK,
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

EXAMPLE = {"address": "https://hooks.example/auxcord", "events": ["track"]}

webhooks = Blueprint("webhooks", __name__, url_prefix="/guild/<guild_id>/webhooks")


@webhooks.get("")
@access(Access.MANAGER, Scope.PLAYER_READ)
@describe(Operation(ReceiverList, ReceiverList(receivers=[WEBHOOK], limit=10)))
async def webhooks_of_server(guild_id: str) -> Response:
    """Get a server's webhooks, and how sending to them goes."""
    del guild_id
    return success(draw_receivers(await services().receivers.list_of(_here())))


@webhooks.post("")
@access(Access.MANAGER, Scope.PLAYER_CONTROL)
@search_limit()
@describe(
    Operation(
        NewReceiver,
        NEW_WEBHOOK,
        body=NewWebhook,
        body_example=EXAMPLE,
        refuses=(TooManyReceivers, AddressRefused),
    )
)
async def add_webhook(guild_id: str) -> Response:
    """Have a server's tracks, votes or queue told to a webhook from now on.

    Each message is signed; the secret for it is told this once.
    """
    del guild_id
    never_compress()
    wanted = await read_body(NewWebhook)
    own = services().receivers
    made = await own.add(_here(), Kind.WEBHOOK, wanted.address, None, wanted.topics)
    return success(draw_new(made, made.secret))


@webhooks.patch("/<receiver_id>")
@access(Access.MANAGER, Scope.PLAYER_CONTROL)
@search_limit()
@describe(
    Operation(
        ReceiverState,
        WEBHOOK,
        body=WebhookChange,
        body_example={"on": True},
        refuses=(UnknownReceiver, AddressRefused, ChangedElsewhere),
    )
)
async def change_webhook(guild_id: str, receiver_id: str) -> Response:
    """Change a webhook, or switch it off or on again; what waits for it then goes out."""
    del guild_id
    wanted = await read_body(WebhookChange)
    changed = await services().receivers.change(_here(), ReceiverId(receiver_id), wanted.wish)
    return success(draw_receiver(changed))


@webhooks.delete("/<receiver_id>")
@access(Access.MANAGER, Scope.PLAYER_CONTROL)
@describe(Operation(None, None, refuses=(UnknownReceiver,)))
async def remove_webhook(guild_id: str, receiver_id: str) -> Response:
    """Have nothing more told to a webhook; what still waits is dropped."""
    del guild_id
    await services().receivers.remove(_here(), ReceiverId(receiver_id))
    return success(None)


@webhooks.post("/<receiver_id>/secret")
@access(Access.MANAGER, Scope.PLAYER_CONTROL)
@describe(Operation(NewReceiver, NEW_WEBHOOK, refuses=(UnknownReceiver, ChangedElsewhere)))
async def renew_webhook_secret(guild_id: str, receiver_id: str) -> Response:
    """Give a webhook another secret, which is told this once; the one before it ends."""
    del guild_id
    never_compress()
    renewed = await services().receivers.renew_secret(_here(), ReceiverId(receiver_id))
    return success(draw_new(renewed, renewed.secret))


@webhooks.post("/<receiver_id>/test")
@access(Access.MANAGER, Scope.PLAYER_CONTROL)
@search_limit()
@describe(Operation(TrialResult, TRIAL, refuses=(UnknownReceiver,)))
async def try_webhook(guild_id: str, receiver_id: str) -> Response:
    """Send a webhook a signed message of the type `test` now, and say what came of it."""
    del guild_id
    return success(draw_trial(await services().receivers.try_out(_here(), ReceiverId(receiver_id))))


def _here() -> Owner:
    return Owner.guild(current_guild())
