"""The forms around a playlist's tracks: adding, moving by one place, removing and putting back."""

from collections.abc import Callable

from pydantic import BaseModel, Field
from quart import Blueprint, request
from quart.typing import ResponseReturnValue

from player.core.sentence import Sentence
from player.playlists.item import ItemId
from player.playlists.library import contributor
from player.playlists.picking import picked
from player.playlists.playlist import Playlist
from player.search import MAX_QUERY_LENGTH
from web.access import Access, access, current_caller
from web.api.player.playlists.naming import access_to
from web.faults import WrongInput
from web.limits import search_limit
from web.pages.forms import read_form, submit
from web.pages.playlists.addresses import back_to
from web.pages.playlists.edits import again
from web.services import services

MOST_NAMED = 100

items = Blueprint("items", __name__)


class Wish(BaseModel):
    query: str = Field(min_length=1, max_length=MAX_QUERY_LENGTH)


@items.post("/playlists/<playlist_id>/tracks")
@access(Access.SIGNED_IN)
@search_limit()
async def add(playlist_id: str) -> ResponseReturnValue:
    """Add what a link or words lead to, at the end."""

    async def put_in() -> str:
        wish, allowed = await read_form(Wish), access_to(playlist_id)
        (await services().playlists.read(*allowed)).demand_meta()
        tracks = picked(await services().search.find(wish.query))
        adder = contributor(current_caller().person)
        await services().playlists.edit(*allowed, lambda one: one.with_tracks(tracks, by=adder))
        return back_to(allowed[0], "tracks")

    return await submit("add", put_in, again(playlist_id))


@items.post("/playlists/<playlist_id>/tracks/<int:item_id>/up")
@access(Access.SIGNED_IN)
async def move_up(playlist_id: str, item_id: int) -> ResponseReturnValue:
    """Move a track one place up."""
    return await _edit(playlist_id, lambda one: _nudged(one, ItemId(item_id), -1))


@items.post("/playlists/<playlist_id>/tracks/<int:item_id>/down")
@access(Access.SIGNED_IN)
async def move_down(playlist_id: str, item_id: int) -> ResponseReturnValue:
    """Move a track one place down."""
    return await _edit(playlist_id, lambda one: _nudged(one, ItemId(item_id), 1))


@items.post("/playlists/<playlist_id>/tracks/remove")
@access(Access.SIGNED_IN)
async def remove(playlist_id: str) -> ResponseReturnValue:
    """Take the chosen tracks out, and offer to put them back."""

    async def take_out() -> str:
        ids = await _named_items()
        edited = await services().playlists.edit(
            *access_to(playlist_id), lambda one: one.without(*ids)
        )
        return back_to(edited.id, "tracks", removed=",".join(map(str, ids)))

    return await submit("tracks", take_out, again(playlist_id))


@items.post("/playlists/<playlist_id>/tracks/restore")
@access(Access.SIGNED_IN)
async def restore(playlist_id: str) -> ResponseReturnValue:
    """Put tracks back where they were."""
    ids = await _named_items()
    return await _edit(playlist_id, lambda one: one.restored(*ids))


async def _edit(playlist_id: str, change: Callable[[Playlist], Playlist]) -> ResponseReturnValue:
    async def edit() -> str:
        return back_to(
            (await services().playlists.edit(*access_to(playlist_id), change)).id, "tracks"
        )

    return await submit("tracks", edit, again(playlist_id))


async def _named_items() -> tuple[ItemId, ...]:
    """Return the entry whose own button was pressed, else the ticked ones of this page."""
    form = await request.form
    texts = form.getlist("only") or form.getlist("item")
    if not texts:
        raise WrongInput("item", Sentence("Choose at least one track."))
    if len(texts) > MOST_NAMED or not all(
        text.isascii() and text.isdecimal() and len(text) < 10 for text in texts
    ):
        raise WrongInput("item", Sentence("item must be the id of an entry."))
    return tuple(ItemId(int(text)) for text in texts)


def _nudged(playlist: Playlist, item_id: ItemId, by: int) -> Playlist:
    """Move an entry by one place; the first and the last one stay where they are."""
    ids = [item.id for item in playlist.items]
    at = ids.index(item_id) if item_id in ids else 0
    return playlist.moved(item_id, min(max(0, at + by), max(0, len(ids) - 1)))
