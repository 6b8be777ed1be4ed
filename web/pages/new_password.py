"""`/reset-password`: asks for the letter that leads to another password, and takes the password."""

from quart import Blueprint, request
from quart.typing import ResponseReturnValue

from auth.errors import BadEmail
from web.access import Access, access
from web.api.account_words import in_words
from web.api.scrobble.reset_draft import PAGE, reset_draft
from web.compression import never_compress
from web.limits import heavy_limit, limited
from web.pages.forms import Rejected, submit
from web.pages.frame import render_page
from web.rates import PASSWORDS
from web.services import services

new_password = Blueprint("new_password", __name__, url_prefix=PAGE)


@new_password.get("")
@access(Access.PUBLIC)
async def show() -> str:
    """Ask for the new password where a letter has led here, else for the address."""
    return await _page()


@new_password.post("")
@access(Access.PUBLIC)
@heavy_limit()
@limited(PASSWORDS)
async def choose() -> ResponseReturnValue:
    """Take the new password."""
    return await submit("choose", _choose, _page)


@new_password.post("/letter")
@access(Access.PUBLIC)
@heavy_limit()
@limited(PASSWORDS)
async def ask() -> ResponseReturnValue:
    """Send the letter, and say the same to everybody."""
    return await submit("ask", _ask, _page)


async def _choose() -> str:
    form = await request.form
    with in_words():
        await services().local.resets.choose(form.get("token", ""), form.get("password", ""))
    return f"{PAGE}?done=chosen"


async def _ask() -> str:
    email = (await request.form).get("email", "").strip()
    with in_words():
        if "@" not in email:
            raise BadEmail
        services().local.letters.ask(email, reset_draft())
    return f"{PAGE}?done=asked"


async def _page(rejected: Rejected | None = None) -> str:
    never_compress()
    typed = rejected.given if rejected else request.args
    return await render_page(
        "new_password.html",
        token=typed.get("token"),
        email=typed.get("email", ""),
        rejected=rejected,
        done=request.args.get("done"),
    )
