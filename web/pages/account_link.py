"""The part of the account page about an account by name and password, for programs."""

from collections.abc import Mapping
from http import HTTPStatus

from quart import Blueprint, redirect, request
from quart.typing import ResponseReturnValue

from auth.errors import AccountRefused, Crowded
from player.core.errors import Unavailable
from player.core.sentence import Sentence
from web.access import Access, access, current_caller
from web.api.account_words import worded
from web.api.scrobble.guesses import count_guess
from web.limits import limited
from web.pages.account_view import account_page
from web.pages.forms import Rejected, submit
from web.rates import PASSWORDS
from web.services import services

LINKED, UNLINKED = "/account?done=linked#programs", "/account?done=unlinked#programs"
CROWDED = Sentence("Too many people are signing in right now. Try again in a moment.")

account_link = Blueprint("account_link", __name__, url_prefix="/account/programs")


@account_link.post("/link")
@access(Access.SIGNED_IN)
@limited(PASSWORDS)
async def link() -> ResponseReturnValue:
    """Link the caller with an account that they know the password of."""
    return await submit("add-link", _link, _again)


@account_link.post("/register")
@access(Access.SIGNED_IN)
@limited(PASSWORDS)
async def register() -> ResponseReturnValue:
    """Make an account that is linked with the caller from the start."""
    return await submit("add-account", _register, _again)


@account_link.post("/unlink")
@access(Access.SIGNED_IN)
async def unlink() -> ResponseReturnValue:
    """Let the account stand for itself again; one that is not linked is no error."""
    await services().local.accounts.unlink(current_caller().person.id)
    return redirect(UNLINKED, HTTPStatus.SEE_OTHER.value)


async def _again(rejected: Rejected) -> str:
    return await account_page(rejected=rejected)


async def _link() -> str:
    form = await request.form
    count_guess(form.get("username", ""))
    return await _linked(form)


async def _register() -> str:
    form = await request.form
    try:
        await services().local.accounts.register(
            form.get("username", "").strip(),
            form.get("email", "").strip(),
            form.get("password", ""),
        )
    except AccountRefused as refused:
        raise worded(refused) from None
    except Crowded:
        raise Unavailable(CROWDED) from None
    return await _linked(form)


async def _linked(form: Mapping[str, str]) -> str:
    name, password = form.get("username", "").strip(), form.get("password", "")
    try:
        await services().local.accounts.link(name, password, current_caller().person)
    except AccountRefused as refused:
        raise worded(refused) from None
    except Crowded:
        raise Unavailable(CROWDED) from None
    return LINKED
