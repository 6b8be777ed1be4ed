"""`/playlists`: everything that somebody keeps, and how more comes in."""

from quart import Blueprint, request
from quart.typing import ResponseReturnValue

from player.playlists.favourites import FAVOURITES_PER_USER
from player.playlists.library import PLAYLISTS_PER_USER
from web.access import Access, access, current_caller
from web.api.player.playlists.files import import_as_new
from web.api.player.playlists.inputs import NewListName, NewPlaylist
from web.limits import upload_limit
from web.pages.forms import Rejected, read_form, submit
from web.pages.frame import render_page
from web.pages.playlists.addresses import page_of
from web.pages.playlists.imports import jobs_of_caller, sent_list
from web.services import services

overview = Blueprint("overview", __name__)


@overview.get("/playlists")
@access(Access.SIGNED_IN)
async def show() -> str:
    """List the caller's playlists."""
    return await _page()


@overview.post("/playlists")
@access(Access.SIGNED_IN)
async def create() -> ResponseReturnValue:
    """Make a playlist and go to it."""
    return await submit("create", _create, _page)


@overview.post("/playlists/import")
@access(Access.SIGNED_IN)
@upload_limit()
async def import_new() -> ResponseReturnValue:
    """Make a playlist out of a file and go to it."""
    return await submit("import", _import, _page)


async def _create() -> str:
    wanted = await read_form(NewPlaylist)
    # The link stays typed when somebody turns back to a playlist of their own tracks.
    url = wanted.url if (await request.form).get("kind") == "url" else None
    made = await services().playlists.create(current_caller().person, wanted.name, url=url)
    return page_of(made)


async def _import() -> str:
    services().jobs.demand_room(current_caller().person.id)
    name = (await read_form(NewListName)).name
    job = await import_as_new(await sent_list(), name)
    return f"/playlists/{job.result['playlist']}"


async def _page(rejected: Rejected | None = None) -> str:
    caller = current_caller()
    own = await services().playlists.list_of(caller.person.id)
    return await render_page(
        "playlists/overview.html",
        playlists=own,
        favourites=await services().favourites.count(caller.person.id),
        most_favourites=FAVOURITES_PER_USER,
        most=PLAYLISTS_PER_USER,
        jobs={job.result.get("playlist") for job in jobs_of_caller() if not job.over},
        rejected=rejected,
    )
