"""`/library`: the artists somebody knows, by letter, by words, and whom of them they follow."""

from functools import partial
from string import ascii_lowercase
from urllib.parse import urlencode

from quart import Blueprint
from quart.typing import ResponseReturnValue

from player.library.library import Page
from web.access import Access, access
from web.api.library.known_input import ArtistQuery
from web.api.reading import read_query
from web.limits import search_limit
from web.pages.forms import Rejected, submit
from web.pages.frame import render_page
from web.pages.library.choosing import ROWS, here, own_reader, take_chosen
from web.pages.playlists.places import places_to_play
from web.pages.playlists.targets import playlists_to_fill, what_was_done
from web.services import services

FOUND_TRACKS = 25
"""So many tracks a search shows beside the artists."""

USUAL = ("", "all", 1)
LETTERS = ("all", *ascii_lowercase, "#")

artists = Blueprint("library_artists", __name__, url_prefix="/library")


@artists.get("")
@access(Access.SIGNED_IN)
async def show() -> str:
    """List the artists in the caller's library, or what in it fits some words."""
    return await _page()


@artists.post("")
@access(Access.SIGNED_IN)
@search_limit()
async def take() -> ResponseReturnValue:
    """Put the chosen tracks into a queue or a playlist."""
    return await submit("again", take_chosen, _page)


async def _page(rejected: Rejected | None = None) -> str:
    asked, reader, library = read_query(ArtistQuery), own_reader(), services().library.known
    found = await library.artists(
        reader,
        (asked.page - 1) * ROWS,
        ROWS,
        search=asked.search,
        letter=asked.initial,
        watching=asked.watching,
    )
    tracks = Page((), 0)
    if asked.search.strip():
        tracks = await library.tracks(reader, FOUND_TRACKS, asked.search, "")
    return await render_page(
        "library/artists.html",
        asked=asked,
        letters=LETTERS,
        artists=found.items,
        total=found.total,
        tracks=tracks.items,
        watched=await library.watched(reader),
        page=asked.page,
        last_page=max(1, -(-found.total // ROWS)),
        address=here(),
        link=partial(_link, asked),
        parts=_parts(asked),
        playlists=await playlists_to_fill(),
        targets=places_to_play(),
        rejected=rejected,
        **what_was_done(),
    )


def _link(asked: ArtistQuery, **changes: str | int) -> str:
    """Return the address of the list with another letter, search, or choice."""
    parts = {"search": asked.search, "letter": asked.letter, "watchlist": asked.watchlist}
    told = {name: value for name, value in {**parts, **changes}.items() if value not in USUAL}
    return f"/library?{urlencode(told)}" if told else "/library"


def _parts(asked: ArtistQuery) -> str:
    """Return the address of the parts of the list, which a number ends."""
    address = _link(asked)
    return f"{address}{'&' if '?' in address else '?'}page="
