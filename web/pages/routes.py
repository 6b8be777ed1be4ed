"""The pages: landing, the list of servers, and the player of one server."""

from http import HTTPStatus
from urllib.parse import urlencode

from quart import Blueprint, Response, redirect, request
from quart.typing import ResponseReturnValue

from auth.return_paths import UnsafeReturnPath, safe_return_path
from web.access import Access, access, current_caller, current_guild
from web.api.audioscrobbler.handshake import answer_handshake, is_handshake
from web.errors import answer_error, error_page
from web.faults import NotMember, NotSignedIn, UnknownGuild
from web.language import gettext, say
from web.limits import FILE, unlimited
from web.pages import words
from web.pages.account import account
from web.pages.account_link import account_link
from web.pages.application import application
from web.pages.assets import asset, script, serve_static_file, stylesheet
from web.pages.developers import developers
from web.pages.frame import render_page
from web.pages.library.routes import library_pages
from web.pages.listening.routes import listening
from web.pages.listens import listens
from web.pages.log import log
from web.pages.new_password import new_password
from web.pages.overlay import overlay
from web.pages.player_dictionary import offer_dictionary, player_dictionary
from web.pages.player_view import player_view
from web.pages.playing import server_bar
from web.pages.playlists.routes import playlist_pages
from web.pages.points.routes import points
from web.pages.receivers import receivers
from web.pages.server_view import servers_view
from web.pages.settings import settings
from web.pages.system import system
from web.pages.theme import chosen_theme
from web.same_origin import SAFE_METHODS
from web.services import services

HOME = "/servers"
PLACES = (
    HOME,
    "/account",
    "/developers",
    "/favourites",
    "/history",
    "/library",
    "/jobs",
    "/playlists",
    "/statistics",
    "/system",
)
"""Where a sign-in may lead back to: pages, not actions."""

pages = Blueprint("pages", __name__)

for part in (
    account,
    account_link,
    application,
    developers,
    library_pages,
    listening,
    listens,
    log,
    new_password,
    overlay,
    player_dictionary,
    playlist_pages,
    receivers,
    points,
    settings,
    system,
):
    pages.register_blueprint(part)

for helper in (
    asset,
    say,
    script,
    server_bar,
    stylesheet,
    words.band_place,
    words.clock_time,
    words.hue,
    words.initials,
    words.number,
    words.rough_time,
    words.source_name,
    words.spoken_time,
    words.volume_place,
):
    pages.add_app_template_global(helper)


@pages.app_context_processor
def page_basics() -> dict[str, object]:
    return {
        "theme": chosen_theme(),
        "sign_in_url": sign_in_url(request.path if request else HOME),
    }


@pages.get("/")
@access(Access.PUBLIC)
async def landing() -> ResponseReturnValue:
    """Say what this is, and offer the sign-in; players that know no other address shake hands."""
    if is_handshake(request.args):
        return await answer_handshake()
    return await render_page(
        "landing.html",
        sign_in_url=sign_in_url(_wanted()),
        asked_for_a_page="next" in request.args,
        invite_url=services().sign_in.invite_url(None),
    )


@pages.get("/servers")
@access(Access.SIGNED_IN)
async def server_list() -> str:
    """List the caller's servers."""
    return await render_page(
        "servers.html",
        invite_url=services().sign_in.invite_url(None),
        **await servers_view(current_caller()),
    )


@pages.get("/servers/<guild_id>")
@access(Access.MEMBER)
async def player(guild_id: str) -> str:
    """Show a server's player."""
    del guild_id
    guild = services().directory.guild(current_guild())
    if guild is None:
        raise UnknownGuild
    dictionary_url = await offer_dictionary()
    view = await player_view(guild, current_caller())
    return await render_page("player.html", dictionary_url=dictionary_url, **view)


@pages.get("/assets/<version>/<path:filename>")
@access(Access.PUBLIC)
@unlimited(FILE)
async def static_file(version: str, filename: str) -> Response:
    """Give a style, a script or a picture of our pages."""
    return await serve_static_file(version, filename)


@pages.errorhandler(NotSignedIn)
async def ask_to_sign_in(error: NotSignedIn) -> ResponseReturnValue:
    """Lead to the landing page, and from there back to where somebody wanted to go."""
    del error
    if request.method not in SAFE_METHODS:
        # What was posted is gone; after the sign-in it starts from the list of servers.
        return redirect("/", HTTPStatus.SEE_OTHER)
    return redirect(f"/?{urlencode({'next': request.full_path.rstrip('?')})}")


@pages.errorhandler(NotMember)
@pages.errorhandler(UnknownGuild)
async def hide_the_server(error: NotMember | UnknownGuild) -> Response:
    """Answer alike for servers without the bot and for those that are none of the caller's."""
    page = await error_page(
        HTTPStatus.NOT_FOUND,
        gettext("No such server"),
        gettext("There is no server with the bot here, or you are not in it."),
    )
    return page or await answer_error(error)


def sign_in_url(path: str) -> str:
    """Return where a sign-in begins that ends at a path of ours."""
    finish = urlencode({"next": path if path.startswith(PLACES) else HOME})
    return f"/auth/redirect?{urlencode({'url': f'/auth/flow?{finish}'})}"


def _wanted() -> str:
    """Return the page that somebody was on the way to."""
    try:
        return safe_return_path(request.args.get("next"), services().public_url) or HOME
    except UnsafeReturnPath:
        return HOME
