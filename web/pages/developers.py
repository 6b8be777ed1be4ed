"""The page for people who write programs, and where they make, see and revoke their API keys."""

from contextlib import suppress
from http import HTTPStatus

from quart import Blueprint, make_response, redirect, request
from quart.typing import ResponseReturnValue

from auth.errors import TooManyKeys, UnknownKey
from player.core.errors import PlayerError
from player.core.sentence import Sentence
from web.access import Access, access, current_caller
from web.api.library.key_ending import end_key
from web.api.library.key_wishes import KeyWish, granted
from web.api.reading import validated
from web.caller import caller
from web.compression import never_compress
from web.faults import Fault, WrongInput
from web.limits import limited
from web.pages.developers_view import MadeKey, developers_view
from web.pages.forms import Rejected, rejected
from web.pages.frame import render_page
from web.rates import LIBRARY_WRITE
from web.services import services
from web.verdicts import verdict_on

REVOKED = "/developers?done=revoked#keys"

developers = Blueprint("developers", __name__, url_prefix="/developers")


@developers.get("")
@access(Access.PUBLIC)
async def show() -> str:
    """Say how programs use the API, and list the keys of whoever is signed in."""
    return await _page()


@developers.post("/keys")
@access(Access.SIGNED_IN)
@limited(LIBRARY_WRITE)
async def make_key() -> ResponseReturnValue:
    """Make a key, and show it this once."""
    try:
        made = await _make()
    except (PlayerError, Fault) as refusal:
        page = await _page(rejected=await rejected("key", refusal))
        return await make_response(page, verdict_on(refusal).status.value)
    never_compress()
    return await _page(made=made)


@developers.get("/keys/<key_id>/revoke")
@access(Access.SIGNED_IN)
async def ask_before_revoking(key_id: str) -> ResponseReturnValue:
    """Ask whether a key shall really end."""
    own = await services().keys.list_of(current_caller().person.id)
    key = next((each for each in own if each.id == key_id), None)
    if key is None:
        return redirect("/developers#keys", HTTPStatus.SEE_OTHER.value)
    return await render_page("developers/revoke.html", key=key)


@developers.post("/keys/<key_id>/revoke")
@access(Access.SIGNED_IN)
async def revoke_key(key_id: str) -> ResponseReturnValue:
    """End a key of the caller's; one that has ended already is no error."""
    with suppress(UnknownKey):
        await end_key(key_id, current_caller().person.id)
    return redirect(REVOKED, HTTPStatus.SEE_OTHER.value)


async def _make() -> MadeKey:
    grant = await granted(await _wish(), current_caller(), services())
    try:
        key, secret = await services().keys.create(
            grant.label, grant.owner, grant.scopes, grant.guild_ids, grant.expires_at
        )
    except TooManyKeys as full:
        told = Sentence("You have {most} keys already. Revoke one first.", most=full.most)
        raise WrongInput("label", told) from None
    return MadeKey(key, secret)


async def _wish() -> KeyWish:
    form = await request.form
    scopes = form.getlist("scopes")
    if not scopes:
        raise WrongInput("scopes", Sentence("Choose what the key may do."))
    days = form.get("expires_in_days")
    return validated(
        KeyWish,
        {
            "label": form.get("label", "").strip(),
            "scopes": scopes,
            "guild_ids": form.getlist("guild_ids") or None,
            "expires_in_days": days or None,
        },
    )


async def _page(made: MadeKey | None = None, rejected: Rejected | None = None) -> str:
    visitor = await caller()
    by_browser = visitor if visitor is not None and visitor.session is not None else None
    return await render_page(
        "developers.html",
        made=made,
        rejected=rejected,
        revoked=request.args.get("done") == "revoked",
        **await developers_view(by_browser, made),
    )
