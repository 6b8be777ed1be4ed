"""`/api/v1/wishlist`: what is wanted and not found yet."""

from http import HTTPStatus

from quart import Blueprint, Response

from auth.api_key import Scope
from player.playlists.errors import MetaNeeded, UnknownPlaylist, WrongPlaylistKey
from player.resolving.errors import TooManyBatches
from player.wishlist.errors import (
    AlreadyWished,
    UnknownWish,
    WishlistBusy,
    WishlistFull,
    WishWithoutId,
)
from player.wishlist.song import WishedId
from web.access import Access, access, current_caller
from web.api.library.dialect import LIBRARY, success
from web.api.library.holding import current_holder
from web.api.library.wish_input import WishInput, WishlistQuery
from web.api.library.wish_shapes import TRACK_DATA, WISHED, Done, WishedTracks, draw_wish
from web.api.reading import read_body, read_query
from web.faults import NeedsPerson
from web.openapi_operation import Operation, describe
from web.services import services

wishlist = Blueprint("library_wishlist", __name__, url_prefix="/api/v1/wishlist")


@wishlist.get("")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(Operation(WishedTracks, {"tracks": [WISHED]}, query=WishlistQuery, family=LIBRARY))
async def list_wishes() -> Response:
    """List the wishlist, the latest wishes first.

    A key with an owner sees the owner's list; a key that belongs to nobody has one of its own.
    """
    query = read_query(WishlistQuery)
    wishes, total = await services().library.wishlist.list_of(
        current_holder(), query.category, query.start, query.limit
    )
    return success({"tracks": [draw_wish(wish) for wish in wishes]}, pagination=query.of(total))


@wishlist.post("")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(
    Operation(
        Done,
        {"message": "Track added to wishlist."},
        body=WishInput,
        body_example={
            "spotify_track_data": TRACK_DATA,
            "failure_reason": "No sources found",
            "source_type": "api",
        },
        status=HTTPStatus.CREATED,
        refuses=(
            AlreadyWished,
            WishWithoutId,
            WishlistFull,
            NeedsPerson,
            UnknownPlaylist,
            WrongPlaylistKey,
            MetaNeeded,
        ),
        family=LIBRARY,
    )
)
async def add_wish() -> Response:
    """Add a track to the wishlist.

    It is looked for by and by, less and less often. What is found is taken off the list and goes
    into the playlist that the wish names, or else to the favourites; nothing is downloaded. A track
    without an id, and one whose title and first artist are on the list already, is a conflict.
    """
    wanting = (await read_body(WishInput)).wanting
    if wanting.playlist_id is not None and current_caller().owner is None:
        raise NeedsPerson
    await services().library.wishlist.add(current_holder(), wanting)
    return success({"message": "Track added to wishlist."}, HTTPStatus.CREATED)


@wishlist.delete("/<path:track_id>")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(
    Operation(
        Done,
        {"message": "Track removed from wishlist."},
        refuses=(UnknownWish,),
        family=LIBRARY,
    )
)
async def remove_wish(track_id: str) -> Response:
    """Remove a track from the wishlist, by the id that it was added with."""
    await services().library.wishlist.remove(current_holder(), WishedId(track_id))
    return success({"message": "Track removed from wishlist."})


@wishlist.post("/process")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(
    Operation(
        Done,
        {"message": "Wishlist processing started."},
        refuses=(WishlistBusy, TooManyBatches),
        family=LIBRARY,
    )
)
async def process_wishes() -> Response:
    """Look for everything on the wishlist now.

    It goes on in the background, as jobs that `GET /api/v1/downloads` shows.
    """
    await services().library.wishlist.process(current_holder())
    return success({"message": "Wishlist processing started."})
