"""`/functions/favorite` and `/favorites`: the tracks that the caller likes."""

from quart import Blueprint, Response

from auth.api_key import Scope
from player.playlists.errors import NotOneTrack, TooManyFavourites
from web.access import Access, access, current_caller
from web.api.player.dialect import success
from web.api.player.drawing import draw_track
from web.api.player.liking import liked_among
from web.api.player.playlists.examples import FAVORITE, FAVORITES
from web.api.player.playlists.inputs import FavouriteLink, FavouriteWindow
from web.api.player.playlists.shapes import Favorites
from web.api.player.shapes import Track
from web.api.player.tracks import SEARCH_ERRORS
from web.api.reading import read_body, read_query
from web.limits import search_limit
from web.openapi_operation import Operation, describe
from web.services import services

favorites = Blueprint("favorites", __name__)


@favorites.post("/functions/favorite")
@access(Access.SIGNED_IN, Scope.PLAYLISTS)
@search_limit()
@describe(
    Operation(
        Track,
        FAVORITE,
        body=FavouriteLink,
        body_example=FAVORITE["url"],
        refuses=(*SEARCH_ERRORS, NotOneTrack, TooManyFavourites),
    )
)
async def toggle_favorite() -> Response:
    """Make a track a favourite, or no longer; the body is its link as a bare string.

    Answers the track; `favorite` says how it is now.
    """
    wanted = await read_body(FavouriteLink)
    user_id = current_caller().person.id
    track, _ = await services().favourites.toggle(user_id, wanted.root)
    return success(draw_track(track, await liked_among([track])))


@favorites.get("/favorites")
@access(Access.SIGNED_IN, Scope.PLAYLISTS)
@describe(Operation(Favorites, FAVORITES, query=FavouriteWindow))
async def own_favorites() -> Response:
    """Get up to 1000 favourites from `start` (inclusive) to `end` (exclusive), the latest first.

    With `query` only those whose title and author have all of its words are counted and given.
    """
    window = read_query(FavouriteWindow)
    start, count = window.span
    tracks, length = await services().favourites.found(
        current_caller().person.id, window.query, start, count
    )
    drawn = [draw_track(track, {(track.source, track.identifier)}) for track in tracks]
    places = list(range(start, start + len(drawn)))
    return success(Favorites(tracks=drawn, length=length, indexes=places))
