"""`/api/v1/search`: tracks, albums and artists at the sources of the audio nodes."""

from typing import Any

from quart import Blueprint, Response

from auth.api_key import Scope
from player.core.errors import LoadFailed, NodeDown
from player.finding.errors import SearchTooSlow, SourceMissing
from player.search import BadQuery
from web.access import Access, access
from web.api.library.dialect import LIBRARY, success
from web.api.library.search_examples import ALBUMS, ARTISTS, TRACKS
from web.api.library.search_input import Query
from web.api.library.search_shapes import (
    SearchedAlbums,
    SearchedArtists,
    SearchedTracks,
    draw_album,
    draw_answered,
    draw_artist,
    draw_track,
)
from web.api.reading import read_body
from web.openapi_operation import Operation, describe
from web.services import services

REFUSALS = (BadQuery, SourceMissing, LoadFailed, NodeDown, SearchTooSlow)

search = Blueprint("library_search", __name__, url_prefix="/api/v1/search")


def _operation(data: type[Any], example: object, body_example: object) -> Operation:
    return Operation(
        data, example, body=Query, body_example=body_example, refuses=REFUSALS, family=LIBRARY
    )


@search.post("/tracks")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(
    _operation(
        SearchedTracks,
        TRACKS,
        {"query": "Daft Punk Around the World", "source": "auto", "limit": 20},
    )
)
async def search_tracks() -> Response:
    """Search for tracks at the sources of the audio nodes.

    `source` names one: `spotify`, `itunes` (that is Apple Music), `deezer`, `youtubemusic`,
    `youtube`, `soundcloud` or `bandcamp`, or the prefix by which the player's search knows it, such
    as `sc`. `auto` asks them in the order of the settings until one finds something; the answer
    says which one did, and `tried` which did not, and why. Finding nothing is an answer, not an
    error.
    """
    query = await read_body(Query)
    found = await services().library.finder.tracks(query.query, query.engine)
    tracks = [draw_track(track) for track in found.items[: query.limit]]
    return success(SearchedTracks(tracks=tracks, **draw_answered(found)))


@search.post("/albums")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(_operation(SearchedAlbums, ALBUMS, {"query": "Discovery", "limit": 10}))
async def search_albums() -> Response:
    """Search for albums at the sources of the audio nodes.

    They are found where a node has the plugin LavaSearch. Else they are the albums of the tracks
    that are found (`derived`), and it is not known how many tracks they have. Where no source tells
    of albums there are none.
    """
    query = await read_body(Query)
    found = await services().library.finder.albums(query.query, query.engine)
    albums = [draw_album(album) for album in found.items[: query.limit]]
    return success(SearchedAlbums(albums=albums, **draw_answered(found)))


@search.post("/artists")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(_operation(SearchedArtists, ARTISTS, {"query": "Daft Punk", "limit": 10}))
async def search_artists() -> Response:
    """Search for artists at the sources of the audio nodes.

    They are found where a node has the plugin LavaSearch, and else concluded from the tracks that
    are found (`derived`).
    """
    query = await read_body(Query)
    found = await services().library.finder.artists(query.query, query.engine)
    artists = [draw_artist(artist) for artist in found.items[: query.limit]]
    return success(SearchedArtists(artists=artists, **draw_answered(found)))
