"""The part of the account page about an account by name and password, for programs."""

from collections.abc import Mapping
from http import HTTPStatus

from quart import Blueprint, redirect, request
from quart.typing import ResponseReturnValue

from web.access import Access, access, current_caller
from web.api.account_words import in_words
from web.api.scrobble.guesses import count_guess
from web.limits import limited
from web.pages.account_view import account_page
from web.pages.forms import Rejected, submit
from web.rates import PASSWORDS
from web.services import services

LINKED, UNLINKED = "/account?done=linked#programs", "/account?done=unlinked#programs"

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
    name, email = form.get("username", "").strip(), form.get("email", "").strip()
    with in_words():
        await services().local.accounts.register(name, email, form.get("password", ""))
    return await _linked(form)


async def _linked(form: Mapping[str, str]) -> str:
    name, password = form.get("username", "").strip(), form.get("password", "")
    with in_words():
        await services().local.accounts.link(name, password, current_caller().person)
    return LINKED
