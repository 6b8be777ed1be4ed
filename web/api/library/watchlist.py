"""`/api/v1/watchlist`: artists that are followed."""

from http import HTTPStatus

from quart import Blueprint, Response

from auth.api_key import Scope
from player.watchlist.errors import AlreadyScanning, TooManyArtists, UnknownArtist
from web.access import Access, access
from web.api.library.dialect import LIBRARY, success
from web.api.library.holding import current_holder
from web.api.library.watchlist_shapes import (
    ARTIST,
    ArtistToFollow,
    WatchedArtists,
    draw_followed,
)
from web.api.library.wish_shapes import Done
from web.api.reading import read_body
from web.openapi_operation import Operation, describe
from web.services import services

watchlist = Blueprint("library_watchlist", __name__, url_prefix="/api/v1/watchlist")


@watchlist.get("")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(Operation(WatchedArtists, {"artists": [ARTIST]}, family=LIBRARY))
async def list_followed() -> Response:
    """List all watched artists, by name.

    A key with an owner sees the owner's; a key that belongs to nobody has its own.
    """
    followed = await services().library.watchlist.list_of(current_holder())
    return success({"artists": [draw_followed(each) for each in followed]})


@watchlist.post("")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(
    Operation(
        Done,
        {"message": "Daft Punk added to watchlist."},
        body=ArtistToFollow,
        body_example={"artist_id": "4tZwfgrHOc3mvqYlEYSvnL", "artist_name": "Daft Punk"},
        status=HTTPStatus.CREATED,
        refuses=(TooManyArtists,),
        family=LIBRARY,
    )
)
async def follow() -> Response:
    """Add an artist to the watchlist.

    Who is on it already, by this id or by this name, is on it once, by what was told last.
    """
    told = await read_body(ArtistToFollow)
    await services().library.watchlist.follow(
        current_holder(), told.artist_id, told.artist_name, told.image_url
    )
    message = f"{told.artist_name} added to watchlist."
    return success({"message": message}, HTTPStatus.CREATED)


@watchlist.delete("/<path:artist_id>")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(
    Operation(
        Done,
        {"message": "Artist removed from watchlist."},
        refuses=(UnknownArtist,),
        family=LIBRARY,
    )
)
async def unfollow(artist_id: str) -> Response:
    """Remove an artist from the watchlist, and what was found of them."""
    await services().library.watchlist.unfollow(current_holder(), artist_id)
    return success({"message": "Artist removed from watchlist."})


@watchlist.post("/scan")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(
    Operation(
        Done,
        {"message": "Watchlist scan started."},
        refuses=(AlreadyScanning,),
        family=LIBRARY,
    )
)
async def scan() -> Response:
    """Look for what is new of all watched artists, in the background.

    Sources do not tell when music was released, so “new” is what was not seen before; the first
    look at an artist only remembers what there is.
    """
    await services().library.scans.start(current_holder())
    return success({"message": "Watchlist scan started."})
