"""`/favourites`: the tracks that somebody likes, to be found again, played and let go."""

from typing import Any
from urllib.parse import urlencode

from pydantic import BaseModel, Field
from quart import Blueprint, request
from quart.typing import ResponseReturnValue

from player.playlists.favourites import FAVOURITES_PER_USER
from player.search import MAX_QUERY_LENGTH
from web.access import Access, access, current_caller
from web.api.player.drawing import draw_track
from web.api.player.playlists.playing import favourites_to_play
from web.api.reading import read_query
from web.pages.forms import Rejected, read_form, submit
from web.pages.frame import render_page
from web.pages.playlists.places import places_to_play, play
from web.services import services

ROWS = 100

favourites = Blueprint("favourites", __name__)


class Shown(BaseModel):
    page: int = Field(1, ge=1, le=1000)
    query: str = Field("", max_length=MAX_QUERY_LENGTH)


class Unliked(BaseModel):
    url: str = Field(min_length=1, max_length=2000)


@favourites.get("/favourites")
@access(Access.SIGNED_IN)
async def show() -> str:
    """List what the caller likes, the latest first, or what of it fits some words."""
    return await _page()


@favourites.post("/favourites/remove")
@access(Access.SIGNED_IN)
async def remove() -> ResponseReturnValue:
    """Let a favourite go."""

    async def let_go() -> str:
        url = (await read_form(Unliked)).url
        await services().favourites.drop(current_caller().person.id, url)
        return f"/favourites?{urlencode(request.args.to_dict())}"

    return await submit("tracks", let_go, _page)


@favourites.post("/favourites/play")
@access(Access.SIGNED_IN)
async def play_them() -> ResponseReturnValue:
    """Put all favourites into a server's queue, and go to that server's player."""
    return await submit("play", lambda: play(favourites_to_play), _page)


async def _page(rejected: Rejected | None = None) -> str:
    caller, shown = current_caller(), read_query(Shown)
    found, length = await services().favourites.found(
        caller.person.id, shown.query, (shown.page - 1) * ROWS, ROWS
    )
    return await render_page(
        "playlists/favourites.html",
        tracks=found,
        length=length,
        most=FAVOURITES_PER_USER,
        query=shown.query,
        page=shown.page,
        last_page=max(1, -(-length // ROWS)),
        places=places_to_play(),
        rejected=rejected,
        data=_data(
            length, [draw_track(track, {(track.source, track.identifier)}) for track in found]
        ),
    )


def _data(length: int, tracks: list[Any]) -> dict[str, Any]:
    return {"me": current_caller().person.id, "length": length, "tracks": tracks}
