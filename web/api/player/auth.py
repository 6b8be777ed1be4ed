"""`/auth`: signing in with Discord in the documented steps, signing out, and inviting the bot."""

from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pydantic import BaseModel, Field
from quart import Blueprint, Response, request
from werkzeug.urls import iri_to_uri

from auth.errors import ProviderUnavailable, SignInFailed, WrongKey
from auth.return_paths import UnsafeReturnPath, safe_return_path
from web import caller, language, login_cookie
from web.access import Access, access
from web.api.player.dialect import success
from web.api.player.examples import TEMPORARY_TOKEN
from web.api.player.shapes import TemporaryToken
from web.api.reading import read_query
from web.errors import answer_error
from web.faults import CrossSite
from web.limits import sign_in_limit
from web.openapi_operation import Media, Operation, describe
from web.same_origin import link_comes_from_us
from web.services import services
from web.sign_out import end_this_sign_in

auth = Blueprint("auth", __name__, url_prefix="/auth")
# These are addresses that people's browsers visit, so refusals are pages where they want pages.
auth.register_error_handler(Exception, answer_error)


class Redirect(BaseModel):
    url: str | None = Field(None, description="Where to go after the sign-in: a path of ours.")


class Callback(BaseModel):
    code: str | None = Field(None, description="Discord's authorization code.")
    state: str | None = Field(None, description="The key that began the sign-in.")
    error: str | None = Field(None, description="Discord's reason, if there is no code.")


class Flow(BaseModel):
    token: str = Field(min_length=1, description="The temporary token from `/auth/login`.")
    next: str | None = Field(
        None, description="A path of ours to be redirected to (an extension of ours)."
    )


@auth.get("/redirect")
@access(Access.PUBLIC)
@sign_in_limit()
@describe(
    Operation(
        None,
        None,
        query=Redirect,
        refuses=(UnsafeReturnPath,),
        media=Media.REDIRECT,
        status=HTTPStatus.FOUND,
    )
)
async def begin_sign_in() -> Response:
    """Begin a sign-in: redirects to Discord's page of consent."""
    url = read_query(Redirect).url
    return_to = safe_return_path(url, services().public_url)
    begun = await services().sign_in.begin(return_to, login_cookie.presented())
    answer = _go_to(begun.authorize_url, HTTPStatus.FOUND)
    login_cookie.keep(answer, begun.browser)
    return answer


@auth.get("/login")
@access(Access.PUBLIC)
@sign_in_limit()
@describe(
    Operation(
        TemporaryToken,
        TEMPORARY_TOKEN,
        query=Callback,
        refuses=(WrongKey, SignInFailed, ProviderUnavailable),
    )
)
async def come_back_from_discord() -> Response:
    """Take what Discord sends back, and give a temporary token for `/auth/flow`.

    With a `url` at the beginning this redirects there, with `token` added to its query; the token
    works once, in the same browser only.
    """
    given = read_query(Callback)
    finished = await services().sign_in.finish(
        code=given.code, state=given.state, error=given.error, browser=login_cookie.presented()
    )
    if finished.return_to is None:
        return _private(success(TemporaryToken(token=finished.token)))
    return _go_to(_with_token(finished.return_to, finished.token), HTTPStatus.FOUND)


@auth.get("/flow")
@access(Access.PUBLIC)
@sign_in_limit()
@describe(Operation(bool, True, query=Flow, refuses=(WrongKey, UnsafeReturnPath)))
async def finish_sign_in() -> Response:
    """Finish a sign-in: sets the cookie by which all further requests are signed in.

    With `next` this redirects there (status 303).
    """
    given = read_query(Flow)
    go_on = safe_return_path(given.next, services().public_url)
    redeemed = await services().sign_in.redeem(given.token, login_cookie.presented())
    secret = await services().sessions.open(
        redeemed.person,
        redeemed.guilds,
        request.headers.get("User-Agent", ""),
        caller.presented_secret(),
    )
    services().system.activities.signed_in(redeemed.person)
    caller.remember(secret)
    answer = _go_to(go_on, HTTPStatus.SEE_OTHER) if go_on else _private(success(True))
    login_cookie.drop(answer)
    if chosen := await services().preferences.language_of(redeemed.person.id):
        language.choose(answer, chosen)
    return answer


@auth.post("/logout")
@access(Access.PUBLIC)
@sign_in_limit()
@describe(Operation(bool, True))
async def sign_out() -> Response:
    """Sign out; the cookie is worthless from now on, and open live streams end."""
    return await _end_sign_in()


@auth.get("/logout")
@access(Access.PUBLIC)
@sign_in_limit()
@describe(Operation(bool, True, refuses=(CrossSite,)))
async def sign_out_by_link() -> Response:
    """Sign out by a plain visit, as documented; links on other sites do not work."""
    if not link_comes_from_us(request.headers, services().public_url):
        raise CrossSite
    return await _end_sign_in()


@auth.get("/invite")
@access(Access.PUBLIC)
@describe(Operation(str, "https://discord.com/oauth2/authorize?client_id=…&scope=bot"))
async def invite() -> Response:
    """Get the link by which a server's owner invites the bot."""
    return success(services().sign_in.invite_url(None))


async def _end_sign_in() -> Response:
    await end_this_sign_in()
    return _private(success(True))


def _go_to(address: str, status: HTTPStatus) -> Response:
    return _private(Response("", status, {"Location": iri_to_uri(address)}))


def _private(answer: Response) -> Response:
    """Keep the keys in these addresses out of caches, and out of what the next site is told."""
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _with_token(path: str, token: str) -> str:
    parts = urlsplit(path)
    query = [*parse_qsl(parts.query, keep_blank_values=True), ("token", token)]
    return urlunsplit(parts._replace(query=urlencode(query)))
