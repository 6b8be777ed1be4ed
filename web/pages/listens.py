"""The part of the account page about listens that other players tell us of."""

from http import HTTPStatus

from quart import Blueprint, redirect, request
from quart.typing import ResponseReturnValue

from web.access import Access, access, current_caller
from web.pages.frame import render_page
from web.services import services

listens = Blueprint("listens", __name__, url_prefix="/account")


@listens.post("/listens")
@access(Access.SIGNED_IN)
async def choose_readers() -> ResponseReturnValue:
    """Let everybody read what the caller hears, or nobody any more."""
    person, listeners = current_caller().person, services().listens.listeners
    done = "listens-private"
    if (await request.form).get("public") != "yes":
        await listeners.hide(person.id)
    elif await listeners.publish(person.id, person.username):
        done = "listens-public"
    else:
        done = "name-taken"
    return redirect(f"/account?done={done}#listens", HTTPStatus.SEE_OTHER.value)


@listens.get("/player-password")
@access(Access.SIGNED_IN)
async def show_password() -> str:
    """Say whether the caller has a password for old players, and offer to make one."""
    return await _password_page()


@listens.post("/player-password")
@access(Access.SIGNED_IN)
async def change_password() -> ResponseReturnValue:
    """Make a password for old players, or end the one there is."""
    person, passwords = current_caller().person, services().scrobble_passwords
    if (await request.form).get("act") == "revoke":
        await passwords.revoke(person.id)
        return redirect("/account/player-password?done=revoked", HTTPStatus.SEE_OTHER.value)
    return await _password_page(await passwords.renew(person))


async def _password_page(secret: str | None = None) -> str:
    person = current_caller().person
    return await render_page(
        "player_password.html",
        person=person,
        password=await services().scrobble_passwords.of(person.id),
        secret=secret,
        now=services().hub.now() / 1000,
        revoked=request.args.get("done") == "revoked",
        public_url=services().public_url,
    )
