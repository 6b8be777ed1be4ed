"""`/wishlist`: what somebody wants and nobody has found yet, and what was tried."""

from typing import Any
from urllib.parse import urlencode

from pydantic import BaseModel, Field
from quart import Blueprint, request
from quart.typing import ResponseReturnValue

from player.holder import Holder, of_person
from player.playlists.playlist import PlaylistId
from player.wishlist.song import Category, Song, WishedId, made_id
from player.wishlist.wish import Wish
from player.wishlist.wishlist import NOT_TRIED, WISHES_PER_HOLDER, Wanting
from web.access import Access, access, current_caller
from web.api.library.wish_input import Title
from web.api.library.wish_shapes import picture_of
from web.api.reading import read_query
from web.pages.forms import Rejected, read_form, submit
from web.pages.frame import render_page
from web.pages.playlists.targets import playlists_to_fill
from web.services import services

ROWS = 50

wishlist = Blueprint("wishlist", __name__)


class Shown(BaseModel):
    """Which part of the list is looked at."""

    category: Category | None = None
    page: int = Field(1, ge=1, le=1000)


class NewWish(BaseModel):
    """What somebody wants, and where it shall go once it is found."""

    title: Title
    artist: str = Field("", max_length=500)
    url: str = Field("", max_length=2000)
    playlist_id: str = Field("", max_length=40)

    @property
    def wanting(self) -> Wanting:
        artists = (self.artist,) if self.artist else ()
        song = Song(made_id(self.title, artists), self.title, artists, url=self.url or None)
        playlist_id = PlaylistId(self.playlist_id) if self.playlist_id else None
        return Wanting(song, NOT_TRIED, "page", playlist_id)


class Unwanted(BaseModel):
    """What somebody does not want any more."""

    track_id: str = Field(min_length=1, max_length=500)


@wishlist.get("/wishlist")
@access(Access.SIGNED_IN)
async def show() -> str:
    """List the caller's wishes, the latest first."""
    return await _page()


@wishlist.post("/wishlist")
@access(Access.SIGNED_IN)
async def add() -> ResponseReturnValue:
    """Wish for a track."""

    async def wish() -> str:
        wanting = (await read_form(NewWish)).wanting
        await services().library.wishlist.add(_holder(), wanting)
        return "/wishlist?done=added"

    return await submit("add", wish, _page)


@wishlist.post("/wishlist/remove")
@access(Access.SIGNED_IN)
async def remove() -> ResponseReturnValue:
    """Take a wish off the list."""

    async def take_off() -> str:
        track_id = WishedId((await read_form(Unwanted)).track_id)
        await services().library.wishlist.remove(_holder(), track_id)
        return _here(done="removed")

    return await submit("rows", take_off, _page)


@wishlist.post("/wishlist/process")
@access(Access.SIGNED_IN)
async def process() -> ResponseReturnValue:
    """Look for everything on the list now."""

    async def look() -> str:
        await services().library.wishlist.process(_holder())
        return _here()

    return await submit("process", look, _page)


async def _page(rejected: Rejected | None = None) -> str:
    shown, library = read_query(Shown), services().library
    wishes, total = await library.wishlist.list_of(
        _holder(), shown.category, (shown.page - 1) * ROWS, ROWS
    )
    playlists = await playlists_to_fill()
    return await render_page(
        "library/wishlist.html",
        wishes=[_drawn(wish) for wish in wishes],
        total=total,
        category=shown.category,
        categories=tuple(Category),
        page=shown.page,
        last_page=max(1, -(-total // ROWS)),
        address=_here(),
        playlists=playlists,
        playlist_names={one.id: one.name for one in playlists},
        running=library.wishlist.running(_holder()),
        most=WISHES_PER_HOLDER,
        done=request.args.get("done"),
        rejected=rejected,
    )


def _drawn(wish: Wish) -> dict[str, Any]:
    return {"wish": wish, "picture": picture_of(wish.song)}


def _holder() -> Holder:
    return of_person(current_caller().person.id)


def _here(**more: str) -> str:
    """Return the address of what is looked at, with what else it shall say."""
    known = {name: request.args[name] for name in ("category", "page") if request.args.get(name)}
    query = urlencode({**known, **more})
    return f"/wishlist?{query}" if query else "/wishlist"
