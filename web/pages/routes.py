"""The pages: landing, the list of servers, and the player of one server."""

from http import HTTPStatus
from urllib.parse import urlencode

from quart import Blueprint, Response, redirect, render_template, request
from quart.typing import ResponseReturnValue

from auth.return_paths import UnsafeReturnPath, safe_return_path
from web.access import Access, access, current_caller, current_guild
from web.caller import Caller, caller
from web.errors import answer_error, error_page
from web.faults import BadCredential, NotMember, NotSignedIn, UnknownGuild
from web.limits import unlimited
from web.pages import words
from web.pages.assets import asset, modules, serve_static_file
from web.pages.player_view import draw_person, player_view
from web.pages.server_view import servers_view
from web.services import services

HOME = "/servers"
THEMES = {"light", "dark"}

pages = Blueprint("pages", __name__)

for helper in (
    asset,
    modules,
    words.band_place,
    words.clock_time,
    words.hue,
    words.initials,
    words.plural,
    words.source_name,
    words.spoken_time,
    words.volume_place,
):
    pages.add_app_template_global(helper)


@pages.app_context_processor
def page_basics() -> dict[str, object]:
    theme = request.cookies.get("theme") if request else None
    return {
        "theme": theme if theme in THEMES else None,
        "sign_in_url": sign_in_url(request.path if request else HOME),
    }


@pages.get("/")
@access(Access.PUBLIC)
async def landing() -> str:
    """Say what this is, and offer the sign-in."""
    signed_in = await _caller_if_any()
    return await render_template(
        "landing.html",
        me=draw_person(signed_in) if signed_in else None,
        sign_in_url=sign_in_url(_wanted()),
        asked_for_a_page="next" in request.args,
        invite_url=services().sign_in.invite_url(None),
    )


@pages.get("/servers")
@access(Access.SIGNED_IN)
async def server_list() -> str:
    """List the caller's servers."""
    me = current_caller()
    return await render_template(
        "servers.html",
        me=draw_person(me),
        invite_url=services().sign_in.invite_url(None),
        **await servers_view(me),
    )


@pages.get("/servers/<guild_id>")
@access(Access.MEMBER)
async def player(guild_id: str) -> str:
    """Show a server's player."""
    del guild_id
    guild = services().directory.guild(current_guild())
    if guild is None:
        raise UnknownGuild
    return await render_template("player.html", **await player_view(guild, current_caller()))


@pages.get("/assets/<version>/<path:filename>")
@access(Access.PUBLIC)
@unlimited
async def static_file(version: str, filename: str) -> Response:
    """Give a style, a script or a picture of our pages."""
    return await serve_static_file(version, filename)


@pages.errorhandler(NotSignedIn)
async def ask_to_sign_in(error: NotSignedIn) -> ResponseReturnValue:
    """Lead to the landing page, and from there back to where somebody wanted to go."""
    del error
    return redirect(f"/?{urlencode({'next': request.full_path.rstrip('?')})}")


@pages.errorhandler(NotMember)
@pages.errorhandler(UnknownGuild)
async def hide_the_server(error: NotMember | UnknownGuild) -> Response:
    """Answer alike for servers without the bot and for those that are none of the caller's."""
    page = await error_page(
        HTTPStatus.NOT_FOUND,
        "No such server",
        "There is no server with the bot here, or you are not in it.",
    )
    return page or await answer_error(error)


def sign_in_url(path: str) -> str:
    """Return where a sign-in begins that ends at a path of ours."""
    finish = urlencode({"next": path if path.startswith(HOME) else HOME})
    return f"/auth/redirect?{urlencode({'url': f'/auth/flow?{finish}'})}"


def _wanted() -> str:
    """Return the page that somebody was on the way to."""
    try:
        return safe_return_path(request.args.get("next"), services().public_url) or HOME
    except UnsafeReturnPath:
        return HOME


async def _caller_if_any() -> Caller | None:
    try:
        return await caller()
    except BadCredential:
        return None
