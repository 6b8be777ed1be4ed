"""`/library/artists/<number>` and `/library/albums/<number>`: an artist, an album, the tracks."""

from pydantic import BaseModel, Field
from quart import Blueprint, request
from quart.typing import ResponseReturnValue

from player.library.library import Page
from player.library.shelf import Shelved
from player.watchlist.followed import made_artist_id
from web.access import Access, access
from web.api.library.known_input import number_in
from web.api.reading import read_query
from web.limits import search_limit
from web.pages.forms import Rejected, submit
from web.pages.frame import render_page
from web.pages.library.choosing import ROWS, here, own_reader, take_chosen
from web.pages.playlists.places import places_to_play
from web.pages.playlists.targets import playlists_to_fill, what_was_done
from web.services import services

MOST_ALBUMS = 200

records = Blueprint("library_records", __name__, url_prefix="/library")


class Shown(BaseModel):
    """Which part of the tracks is looked at."""

    page: int = Field(1, ge=1, le=1000)

    @property
    def start(self) -> int:
        return (self.page - 1) * ROWS


@records.get("/artists/<number>")
@access(Access.SIGNED_IN)
async def show_artist(number: str) -> str:
    """Show an artist with their albums and tracks."""
    return await _artist_page(number)


@records.post("/artists/<number>")
@access(Access.SIGNED_IN)
@search_limit()
async def take_from_artist(number: str) -> ResponseReturnValue:
    """Put the chosen tracks of an artist into a queue or a playlist."""
    return await submit("again", take_chosen, lambda why: _artist_page(number, why))


@records.post("/artists/<number>/follow")
@access(Access.SIGNED_IN)
async def follow(number: str) -> ResponseReturnValue:
    """Follow an artist of one's library."""

    async def begin() -> str:
        artist, watchlist = await _artist(number), services().library.watchlist
        await watchlist.follow(
            own_reader().holder, made_artist_id(artist.name), artist.name, artist.artwork_url
        )
        return f"/library/artists/{artist.id}?said=followed"

    return await submit("follow", begin, lambda why: _artist_page(number, why))


@records.post("/artists/<number>/unfollow")
@access(Access.SIGNED_IN)
async def unfollow(number: str) -> ResponseReturnValue:
    """Follow an artist no more, under whatever id they are followed."""

    async def end() -> str:
        artist, watchlist = await _artist(number), services().library.watchlist
        for followed in await watchlist.list_of(own_reader().holder):
            if followed.key == artist.key:
                await watchlist.unfollow(own_reader().holder, followed.id)
        return f"/library/artists/{artist.id}?said=unfollowed"

    return await submit("follow", end, lambda why: _artist_page(number, why))


@records.get("/albums/<number>")
@access(Access.SIGNED_IN)
async def show_album(number: str) -> str:
    """Show an album with its tracks."""
    return await _album_page(number)


@records.post("/albums/<number>")
@access(Access.SIGNED_IN)
@search_limit()
async def take_from_album(number: str) -> ResponseReturnValue:
    """Put the chosen tracks of an album into a queue or a playlist."""
    return await submit("again", take_chosen, lambda why: _album_page(number, why))


async def _artist_page(number: str, rejected: Rejected | None = None) -> str:
    artist, shown = await _artist(number), read_query(Shown)
    library, reader = services().library.known, own_reader()
    albums = await library.albums_of(reader, artist.id, 0, MOST_ALBUMS)
    tracks = await library.tracks_of(reader, artist.id, shown.start, ROWS)
    return await _tracks_page(
        "library/artist.html",
        shown,
        tracks,
        rejected,
        artist=artist,
        albums=albums.items,
        is_followed=artist.key in await library.watched(reader),
        said=request.args.get("said"),
    )


async def _album_page(number: str, rejected: Rejected | None = None) -> str:
    library, reader, shown = services().library.known, own_reader(), read_query(Shown)
    album = await library.album(reader, number_in("number", number))
    tracks = await library.tracks_on(reader, album.id, shown.start, ROWS)
    return await _tracks_page("library/album.html", shown, tracks, rejected, album=album)


async def _tracks_page(
    template: str, shown: Shown, tracks: Page, rejected: Rejected | None, **content: object
) -> str:
    return await render_page(
        template,
        tracks=tracks.items,
        total=tracks.total,
        page=shown.page,
        last_page=max(1, -(-tracks.total // ROWS)),
        address=here(),
        parts="?page=",
        playlists=await playlists_to_fill(),
        targets=places_to_play(),
        rejected=rejected,
        **what_was_done(),
        **content,
    )


async def _artist(number: str) -> Shelved:
    return await services().library.known.artist(own_reader(), number_in("number", number))
