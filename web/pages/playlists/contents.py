"""`/playlists/<id>`: one playlist, for its owner and for whoever comes with its key."""

from typing import Any

from pydantic import BaseModel, Field
from quart import Blueprint, request

from player.playlists.playlist import ITEM_LIMIT, Playlist
from web.access import Access, access, current_caller
from web.api.player.playlists.drawing import draw_items
from web.api.player.playlists.naming import access_to
from web.api.reading import read_query
from web.pages.forms import Rejected
from web.pages.frame import render_page
from web.pages.playlists.addresses import kept_query, share_link
from web.pages.playlists.imports import jobs_into
from web.pages.playlists.places import places_to_play
from web.services import services

ROWS = 100

contents = Blueprint("contents", __name__)


class Page(BaseModel):
    page: int = Field(1, ge=1, le=10_000, description="Which hundred of the tracks.")


@contents.get("/playlists/<playlist_id>")
@access(Access.SIGNED_IN)
async def show(playlist_id: str) -> str:
    """Show a playlist and a part of its tracks."""
    return await contents_page(playlist_id)


async def contents_page(playlist_id: str, rejected: Rejected | None = None) -> str:
    """Render the page; also after a form of it was refused."""
    caller = current_caller()
    # Taken before the playlist is read, so that no edit falls in between.
    cursor = services().playlist_events.cursor
    playlist = await services().playlists.read(*access_to(playlist_id))
    return await render_page(
        "playlists/contents.html",
        playlist=playlist,
        covers=playlist.summary.covers,
        mine=playlist.owner == caller.person.id,
        most=ITEM_LIMIT,
        share=share_link(playlist),
        keyed=kept_query(),
        places=places_to_play(),
        jobs=jobs_into(playlist.id),
        removed=_removed(),
        rejected=rejected,
        **_window(playlist),
        data=_data(playlist, cursor),
    )


def _window(playlist: Playlist) -> dict[str, Any]:
    last = max(1, -(-len(playlist.items) // ROWS))
    page = min(read_query(Page).page, last)
    start = (page - 1) * ROWS
    return {
        "page": page,
        "last_page": last,
        "start": start,
        "items": playlist.items[start : start + ROWS],
    }


def _data(playlist: Playlist, cursor: str) -> dict[str, Any]:
    """Return what the scripts of the page begin with."""
    shown = _window(playlist)
    return {
        "id": playlist.id,
        "key": request.args.get("key"),
        "kind": playlist.kind,
        "name": playlist.name,
        "revision": playlist.revision,
        "length": len(playlist.items),
        "duration": playlist.duration_ms,
        "me": current_caller().person.id,
        "mine": playlist.owner == current_caller().person.id,
        "start": shown["start"],
        "tracks": draw_items(shown["items"], frozenset()),
        "cursor": cursor,
    }


def _removed() -> list[str]:
    """Return the ids of what has just been removed, to be put back if it was a mistake."""
    named = request.args.get("removed", "").split(",")
    return [item_id for item_id in named if item_id.isascii() and item_id.isdecimal()]
