"""Where people, and those who manage a server, change what is sent to other servers."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus

from quart import Blueprint, make_response, redirect, request
from quart.typing import ResponseReturnValue

from player.core.errors import PlayerError
from player.outbox.receiver import Kind, Receiver, ReceiverId
from player.outbox.receivers import Wish
from web.access import Access, access
from web.api.player.receiver_inputs import PLAYS, NewForwarding, NewWebhook
from web.api.reading import validated
from web.compression import never_compress
from web.faults import Fault, WrongInput
from web.language import marked
from web.limits import search_limit
from web.pages.account_view import account_page
from web.pages.forms import Rejected, read_form, rejected
from web.pages.receivers_view import (
    ReceiversView,
    Section,
    Shown,
    forwarding,
    receivers_view,
    webhooks,
)
from web.pages.settings_view import settings_page
from web.services import services
from web.verdicts import verdict_on

NO_ADDRESS = marked("Say where it is: a web address such as https://example.org/hook.")
NO_TOKEN = marked("Paste the token that stands in your settings there.")
NO_EVENTS = marked("Choose what to tell of.")

Add = Callable[[Section], Awaitable[Receiver]]
Show = Callable[[ReceiversView, Rejected | None], Awaitable[str]]

receivers = Blueprint("receivers", __name__)


@receivers.get("/account/forwarding")
@access(Access.SIGNED_IN)
async def show_forwarding() -> str:
    """Show the account page, on which this is a section."""
    return await account_page(await receivers_view(forwarding()))


@receivers.post("/account/forwarding")
@access(Access.SIGNED_IN)
@search_limit()
async def change_forwarding() -> ResponseReturnValue:
    """Add, try out, switch or remove a receiver of the caller's plays."""
    return await _act(forwarding(), _add_forwarding, account_page)


@receivers.get("/servers/<guild_id>/settings/webhooks")
@access(Access.MANAGER)
async def show_webhooks(guild_id: str) -> str:
    """Show the settings page, on which this is a section."""
    del guild_id
    return await settings_page(await receivers_view(webhooks()))


@receivers.post("/servers/<guild_id>/settings/webhooks")
@access(Access.MANAGER)
@search_limit()
async def change_webhooks(guild_id: str) -> ResponseReturnValue:
    """Add, try out, switch or remove a webhook of the server."""
    del guild_id
    return await _act(webhooks(), _add_webhook, settings_page)


async def _act(section: Section, add: Add, show: Show) -> ResponseReturnValue:
    """Do what the pressed button says; what may be seen only once is shown at once."""
    act = (await request.form).get("act", "")
    try:
        outcome = await _outcome(act, section, add)
    except (PlayerError, Fault) as refusal:
        page = await show(await receivers_view(section), await rejected(act, refusal))
        return await make_response(page, verdict_on(refusal).status.value)
    if isinstance(outcome, Shown):
        never_compress()
        return await show(await receivers_view(section, outcome), None)
    return redirect(f"{section.path}?done={outcome}#receivers", HTTPStatus.SEE_OTHER.value)


async def _outcome(act: str, section: Section, add: Add) -> Shown | str:
    """Return what is to be shown, or a word for what is done."""
    own, owner = services().receivers, section.owner
    receiver_id = ReceiverId((await request.form).get("receiver", ""))
    match act:
        case "test":
            return Shown(receiver_id, trial=await own.try_out(owner, receiver_id))
        case "secret":
            return Shown(receiver_id, (await own.renew_secret(owner, receiver_id)).secret)
        case "on" | "off":
            await own.change(owner, receiver_id, Wish(on=act == "on"))
            return "switched"
        case "remove":
            await own.remove(owner, receiver_id)
            return "removed"
        case _:
            made = await add(section)
            return Shown(made.id, made.secret) if made.kind is Kind.WEBHOOK else "added"


async def _add_forwarding(section: Section) -> Receiver:
    form = await request.form
    if form.get("kind") == Kind.LISTENBRAINZ:
        _demand(form.get("token"), "token", NO_TOKEN)
    else:
        _demand(form.get("address"), "address", NO_ADDRESS)
    wanted = await read_form(NewForwarding)
    return await services().receivers.add(
        section.owner, wanted.understands, wanted.where, wanted.token, PLAYS
    )


async def _add_webhook(section: Section) -> Receiver:
    form = await request.form
    events, address = form.getlist("events"), form.get("address", "").strip()
    _demand(address, "address", NO_ADDRESS)
    _demand(events, "events", NO_EVENTS)
    wanted = validated(NewWebhook, {"address": address, "events": events})
    return await services().receivers.add(
        section.owner, Kind.WEBHOOK, wanted.address, None, wanted.topics
    )


def _demand(there: object, field: str, message: str) -> None:
    if not there:
        raise WrongInput(field, message)
