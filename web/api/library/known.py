"""`/api/v1/library`: the artists, albums and tracks that the caller knows."""

from quart import Blueprint, Response

from auth.api_key import Scope
from player.library.library import UnknownArtist
from web.access import Access, access
from web.api.library.dialect import LIBRARY, success
from web.api.library.known_examples import ALBUM, ARTIST, DETAIL, STATS, TRACK
from web.api.library.known_input import (
    AlbumQuery,
    ArtistQuery,
    TrackQuery,
    current_reader,
    number_in,
)
from web.api.library.known_shapes import (
    Albums,
    Artists,
    ArtistWithAlbums,
    LibraryStats,
    Tracks,
    draw_album,
    draw_artist,
    draw_artist_detail,
    draw_stats,
    draw_track,
)
from web.api.reading import read_query
from web.faults import WrongInput
from web.openapi_operation import Operation, describe
from web.services import services

AT_MOST = 1_000
"""So many albums of an artist, and tracks of an album, come in one answer."""

known = Blueprint("library_known", __name__, url_prefix="/api/v1/library")


@known.get("/artists")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(Operation(Artists, {"artists": [ARTIST]}, query=ArtistQuery, family=LIBRARY))
async def list_artists() -> Response:
    """List the artists in the caller's library, by name.

    A person's library has what they heard (here or elsewhere), what they like, and what their
    playlists have. A key without an owner sees what was played on its servers, and nothing of
    anybody's lists. Spellings of a name are one artist, under a number that stays.
    """
    query, reader = read_query(ArtistQuery), current_reader()
    library = services().library.known
    page = await library.artists(
        reader,
        query.start,
        query.limit,
        search=query.search,
        letter=query.initial,
        watching=query.watching,
    )
    watched = await library.watched(reader)
    artists = [draw_artist(artist, watched) for artist in page.items]
    return success(Artists(artists=artists), pagination=query.of(page.total))


@known.get("/artists/<artist_id>")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(
    Operation(
        ArtistWithAlbums,
        {"artist": DETAIL, "albums": [ALBUM]},
        refuses=(UnknownArtist, WrongInput),
        family=LIBRARY,
    )
)
async def tell_artist(artist_id: str) -> Response:
    """Get an artist with their albums, as far as some source or program named one."""
    number, reader = number_in("artist_id", artist_id), current_reader()
    library = services().library.known
    artist = await library.artist(reader, number)
    albums = await library.albums_of(reader, number, 0, AT_MOST)
    return success(
        ArtistWithAlbums(
            artist=draw_artist_detail(artist, await library.watched(reader)),
            albums=[draw_album(album) for album in albums.items],
        )
    )


@known.get("/artists/<artist_id>/albums")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(Operation(Albums, {"albums": [ALBUM]}, refuses=(WrongInput,), family=LIBRARY))
async def list_albums_of_artist(artist_id: str) -> Response:
    """List an artist's albums, by name; an unknown artist has none."""
    number = number_in("artist_id", artist_id)
    page = await services().library.known.albums_of(current_reader(), number, 0, AT_MOST)
    return success(Albums(albums=[draw_album(album) for album in page.items]))


@known.get("/albums")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(Operation(Albums, {"albums": [ALBUM]}, query=AlbumQuery, family=LIBRARY))
async def list_albums() -> Response:
    """List the albums in the caller's library, by name.

    Not in the document, but in later versions of what it describes.
    """
    query = read_query(AlbumQuery)
    page = await services().library.known.albums(
        current_reader(), query.start, query.limit, query.search
    )
    albums = [draw_album(album) for album in page.items]
    return success(Albums(albums=albums), pagination=query.of(page.total))


@known.get("/albums/<album_id>/tracks")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(Operation(Tracks, {"tracks": [TRACK]}, refuses=(WrongInput,), family=LIBRARY))
async def list_tracks_of_album(album_id: str) -> Response:
    """List those tracks of an album that are known here, by name; an unknown album has none."""
    number = number_in("album_id", album_id)
    page = await services().library.known.tracks_on(current_reader(), number, 0, AT_MOST)
    return success(Tracks(tracks=[draw_track(track) for track in page.items]))


@known.get("/tracks")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(Operation(Tracks, {"tracks": [TRACK]}, query=TrackQuery, family=LIBRARY))
async def search_tracks() -> Response:
    """Search the caller's library for tracks by title, by artist, or by both.

    There are no files, so there is neither a path nor a bit rate; `url` is what plays the track.
    """
    query = read_query(TrackQuery)
    query.demand_words()
    page = await services().library.known.tracks(
        current_reader(), query.limit, query.title, query.artist
    )
    return success(Tracks(tracks=[draw_track(track) for track in page.items]))


@known.get("/stats")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(Operation(LibraryStats, STATS, family=LIBRARY))
async def tell_stats() -> Response:
    """Say how much there is in the caller's library."""
    library = services().library.known
    holdings = await library.holdings(current_reader())
    return success(draw_stats(holdings, await library.size_bytes()))
