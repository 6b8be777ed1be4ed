"""What the account page shows: the person, where they are signed in, and what they have done."""

from dataclasses import dataclass

from quart import request

from web.access import current_caller
from web.caller import Caller
from web.language import chosen
from web.pages.device_words import Device, device_of
from web.pages.forms import Rejected
from web.pages.frame import render_page
from web.pages.receivers_view import ReceiversView, forwarding, receivers_view
from web.services import services

DONE = frozenset(
    {
        "listens-public",
        "listens-private",
        "name-taken",
        "saved",
        "ended",
        "ended-others",
        "linked",
        "unlinked",
        "hidden",
        "shown",
        "deleted",
        "unsure",
    }
)


@dataclass(frozen=True, slots=True)
class SignIn:
    """One signed-in browser as its owner sees it; times are Unix seconds."""

    name: str
    device: Device
    created_at: float
    last_seen_at: float
    is_this: bool


async def account_page(
    receiving: ReceiversView | None = None, rejected: Rejected | None = None
) -> str:
    """Render the page, with its receivers as they are or as something has just left them."""
    me, done, local = current_caller(), request.args.get("done"), services().local
    return await render_page(
        "account.html",
        person=me.person,
        sign_ins=await sign_ins_of(me),
        hides=await services().profiles.hides(me.person.id),
        tally=await services().statistics.of(me.person.id),
        chosen_language=chosen(),
        now=services().hub.now() / 1000,
        done=done if done in DONE else None,
        elsewhere=services().listens.elsewhere.of(me.person.id),
        listens_public=await services().listens.listeners.is_public(me.person.id),
        listens_address=services().public_url,
        receiving=receiving or await receivers_view(forwarding()),
        local=await local.accounts.linked_with(me.person.id),
        may_register=await local.config.registration_is_open(),
        rejected=rejected,
    )


async def sign_ins_of(caller: Caller) -> list[SignIn]:
    """Return the caller's signed-in browsers, this one first, then the latest seen."""
    sessions = await services().sessions.list_of(caller.person.id)
    drawn = [
        SignIn(
            name=session.name,
            device=device_of(session.user_agent),
            created_at=session.created_at,
            last_seen_at=session.last_seen_at,
            is_this=session == caller.session,
        )
        for session in sessions
    ]
    return sorted(drawn, key=lambda one: (not one.is_this, -one.last_seen_at))
