"""The forms of a playlist's page: each does what an operation of the API does, and comes back."""

from collections.abc import Awaitable, Callable

from quart import Blueprint, request
from quart.typing import ResponseReturnValue

from player.playlists.importing import Target
from web.access import Access, access, current_caller
from web.api.player.playlists.files import start_import
from web.api.player.playlists.inputs import CopyName, PlaylistChange
from web.api.player.playlists.library import changed
from web.api.player.playlists.naming import access_to, named_playlist, tracks_to_play
from web.api.reading import validated
from web.limits import search_limit, upload_limit
from web.pages.forms import Rejected, read_form, submit
from web.pages.playlists.addresses import back_to, page_of
from web.pages.playlists.contents import contents_page
from web.pages.playlists.imports import sent_list
from web.pages.playlists.places import play
from web.services import services

DETAILS = ("name", "image", "url")

edits = Blueprint("edits", __name__)


@edits.post("/playlists/<playlist_id>/details")
@access(Access.SIGNED_IN)
async def change_details(playlist_id: str) -> ResponseReturnValue:
    """Change name, picture and link."""

    async def change() -> str:
        form = await request.form
        given = {name: form[name].strip() for name in DETAILS if name in form}
        wanted = validated(PlaylistChange, given)
        edited = await services().playlists.edit(
            *access_to(playlist_id), lambda playlist: changed(playlist, wanted)
        )
        return back_to(edited.id)

    return await submit("details", change, again(playlist_id))


@edits.post("/playlists/<playlist_id>/delete")
@access(Access.SIGNED_IN)
async def delete(playlist_id: str) -> ResponseReturnValue:
    """Delete a playlist."""

    async def do() -> str:
        await services().playlists.delete(named_playlist(playlist_id), current_caller().person.id)
        return "/playlists"

    return await submit("delete", do, again(playlist_id))


@edits.post("/playlists/<playlist_id>/key")
@access(Access.SIGNED_IN)
async def rotate_key(playlist_id: str) -> ResponseReturnValue:
    """Make a new link, and the old one useless."""

    async def rotate() -> str:
        owner = current_caller().person.id
        rotated = await services().playlists.rotate_key(named_playlist(playlist_id), owner)
        return f"{page_of(rotated)}#share"

    return await submit("key", rotate, again(playlist_id))


@edits.post("/playlists/<playlist_id>/clone")
@access(Access.SIGNED_IN)
async def clone(playlist_id: str) -> ResponseReturnValue:
    """Copy a playlist, and go to the copy."""

    async def copy() -> str:
        wanted = await read_form(CopyName)
        original, _, key = access_to(playlist_id)
        person = current_caller().person
        return page_of(await services().playlists.clone(original, person, key, wanted.name))

    return await submit("clone", copy, again(playlist_id))


@edits.post("/playlists/<playlist_id>/play")
@access(Access.SIGNED_IN)
@search_limit()
async def play_it(playlist_id: str) -> ResponseReturnValue:
    """Put a playlist into a server's queue, and go to that server's player."""

    async def start() -> str:
        playlist = await services().playlists.read(*access_to(playlist_id))
        return await play(lambda: tracks_to_play(playlist))

    return await submit("play", start, again(playlist_id))


@edits.post("/playlists/<playlist_id>/import")
@access(Access.SIGNED_IN)
@upload_limit()
async def import_list(playlist_id: str) -> ResponseReturnValue:
    """Begin to import a file, or the lines that were typed."""

    async def begin() -> str:
        person, allowed = current_caller().person, access_to(playlist_id)
        (await services().playlists.read(*allowed)).demand_meta()
        services().jobs.demand_room(person.id)
        start_import(await sent_list(), Target(allowed[0], person, allowed[2]))
        return back_to(allowed[0], "imports")

    return await submit("import", begin, again(playlist_id))


def again(playlist_id: str) -> Callable[[Rejected], Awaitable[str]]:
    """Return how the playlist's page is shown again after a refusal."""

    async def show(rejected: Rejected) -> str:
        return await contents_page(playlist_id, rejected)

    return show
