"""The account page: who one is, where one is signed in, and the choices of this browser."""

from http import HTTPStatus

from quart import Blueprint, Response, redirect, request
from quart.typing import ResponseReturnValue

from web.access import Access, access, current_caller
from web.caller import presented_secret
from web.leaving import delete_everything_of
from web.limits import sign_in_limit, upload_limit
from web.pages.account_view import account_page
from web.pages.frame import render_page
from web.pages.theme import choose_theme
from web.services import services
from web.sign_out import end_this_sign_in

account = Blueprint("account", __name__, url_prefix="/account")


@account.get("")
@access(Access.SIGNED_IN)
async def show() -> str:
    """Show who the caller is, their sign-ins, their choices and their numbers."""
    return await account_page()


@account.post("/theme")
@access(Access.SIGNED_IN)
async def take_theme() -> ResponseReturnValue:
    """Keep the chosen theme in this browser."""
    answer = _back("saved")
    choose_theme(answer, (await request.form).get("theme", ""))
    return answer


@account.post("/hide")
@access(Access.SIGNED_IN)
async def hide() -> ResponseReturnValue:
    """Keep the caller out of all leaderboards, or let them in again."""
    hidden = (await request.form).get("hidden") == "yes"
    await services().profiles.hide(current_caller().person.id, hidden)
    return _back("hidden" if hidden else "shown")


@account.post("/forget")
@access(Access.SIGNED_IN)
@upload_limit()
async def forget() -> ResponseReturnValue:
    """Delete what is known of the caller's listening, if they say that they mean it."""
    if (await request.form).get("confirm") != "delete":
        return _back("unsure")
    await services().forgetting.forget(current_caller().person.id)
    return _back("deleted")


@account.post("/leave")
@access(Access.SIGNED_IN)
@upload_limit()
async def leave() -> ResponseReturnValue:
    """Delete everything that is kept of the caller, if they say that they mean it."""
    if (await request.form).get("confirm") != "delete":
        return _back("unsure")
    await delete_everything_of(current_caller().person.id)
    return redirect("/account/left", HTTPStatus.SEE_OTHER)


@account.get("/left")
@access(Access.PUBLIC)
async def left() -> str:
    """Tell somebody that everything is gone; they are nobody by now."""
    return await render_page("left.html")


@account.post("/sessions/end")
@access(Access.SIGNED_IN)
async def end_one() -> ResponseReturnValue:
    """End one of the caller's sign-ins; one that has ended already is no error."""
    user_id = current_caller().person.id
    await services().sessions.close_named(user_id, (await request.form).get("session", ""))
    await services().hub.recheck(user_id)
    return _back("ended")


@account.post("/sessions/end-others")
@access(Access.SIGNED_IN)
async def end_others() -> ResponseReturnValue:
    """End all of the caller's sign-ins but this one."""
    user_id = current_caller().person.id
    await services().sessions.close_others(user_id, presented_secret() or "")
    await services().hub.recheck(user_id)
    return _back("ended-others")


@account.post("/sign-out")
@access(Access.PUBLIC)
@sign_in_limit()
async def sign_out() -> ResponseReturnValue:
    """Sign this browser out, and lead to the start."""
    await end_this_sign_in()
    return redirect("/", HTTPStatus.SEE_OTHER)


def _back(done: str) -> Response:
    return Response("", HTTPStatus.SEE_OTHER, {"Location": f"/account?done={done}"})
