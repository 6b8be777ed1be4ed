"""`/playlists` and `/playlists/<id>`: making, reading, changing, copying and deleting playlists."""

from quart import Blueprint, Response

from auth.api_key import Scope
from player.playlists.errors import (
    EditedTooOften,
    NameTaken,
    NotTheOwner,
    TooManyPlaylists,
    UnknownPlaylist,
    UrlNeeded,
    WrongPlaylistKey,
)
from player.playlists.library import checked_name
from player.playlists.playlist import Playlist
from web.access import Access, access, current_caller
from web.api.player.dialect import success
from web.api.player.liking import liked_among
from web.api.player.playlists.drawing import draw_items, draw_saved
from web.api.player.playlists.examples import CONTENTS, SAVED
from web.api.player.playlists.inputs import (
    CopyName,
    NewPlaylist,
    PlaylistChange,
    PlaylistKey,
    PlaylistWindow,
    read_optional_body,
)
from web.api.player.playlists.naming import access_to, named_playlist
from web.api.player.playlists.shapes import PlaylistContents, SavedPlaylist
from web.api.reading import read_body, read_query
from web.openapi_operation import Operation, describe
from web.services import services

KEYED = (UnknownPlaylist, WrongPlaylistKey)

library = Blueprint("playlists", __name__, url_prefix="/playlists")


@library.get("")
@access(Access.SIGNED_IN, Scope.PLAYLISTS)
@describe(Operation(list[SavedPlaylist], [SAVED]))
async def own_playlists() -> Response:
    """Get the caller's playlists by name, without their tracks."""
    playlists = await services().playlists.list_of(current_caller().person.id)
    return success([draw_saved(playlist) for playlist in playlists])


@library.post("")
@access(Access.SIGNED_IN, Scope.PLAYLISTS)
@describe(
    Operation(
        SavedPlaylist,
        SAVED,
        body=NewPlaylist,
        body_example={"name": "Road trip"},
        refuses=(NameTaken, TooManyPlaylists),
    )
)
async def create() -> Response:
    """Make a playlist: a link with `url`, else one with tracks of its own.

    A person has at most ten, each with a name of its own.
    """
    wanted = await read_body(NewPlaylist)
    playlist = await services().playlists.create(
        current_caller().person, wanted.name, url=wanted.url, image=wanted.image
    )
    return success(draw_saved(playlist.summary))


@library.get("/<playlist_id>")
@access(Access.SIGNED_IN, Scope.PLAYLISTS)
@describe(Operation(PlaylistContents, CONTENTS, query=PlaylistWindow, refuses=KEYED))
async def contents(playlist_id: str) -> Response:
    """Get a playlist and up to 1000 of its tracks, from `start` (inclusive) to `end` (exclusive).

    Without them the first 1000 are given. A url playlist has no tracks of its own.
    """
    window = read_query(PlaylistWindow)
    playlist = await services().playlists.read(*access_to(playlist_id))
    places = list(window.places(len(playlist.items)))
    items = [playlist.items[place] for place in places]
    liked = await liked_among([item.track for item in items])
    return success(
        PlaylistContents(
            **draw_saved(playlist.summary),
            duration=playlist.duration_ms,
            tracks=draw_items(items, liked),
            indexes=places,
        )
    )


@library.patch("/<playlist_id>")
@access(Access.SIGNED_IN, Scope.PLAYLISTS)
@describe(
    Operation(
        SavedPlaylist,
        SAVED,
        body=PlaylistChange,
        body_example={"name": "Road trip"},
        query=PlaylistKey,
        refuses=(*KEYED, NameTaken, UrlNeeded, EditedTooOften),
    )
)
async def change(playlist_id: str) -> Response:
    """Change the name, the picture, or the link; whoever has the key may."""
    wanted = await read_body(PlaylistChange)
    edited = await services().playlists.edit(
        *access_to(playlist_id), lambda playlist: changed(playlist, wanted)
    )
    return success(draw_saved(edited.summary))


@library.delete("/<playlist_id>")
@access(Access.SIGNED_IN, Scope.PLAYLISTS)
@describe(Operation(bool, True, refuses=(UnknownPlaylist, NotTheOwner)))
async def delete(playlist_id: str) -> Response:
    """Delete a playlist; only its owner may."""
    await services().playlists.delete(named_playlist(playlist_id), current_caller().person.id)
    return success(True)


@library.post("/<playlist_id>/clone")
@access(Access.SIGNED_IN, Scope.PLAYLISTS)
@describe(
    Operation(
        SavedPlaylist,
        SAVED,
        body=CopyName,
        body_example={"name": "My road trip"},
        body_required=False,
        query=PlaylistKey,
        refuses=(*KEYED, NameTaken, TooManyPlaylists),
    )
)
async def clone(playlist_id: str) -> Response:
    """Copy a playlist into one of the caller's own, with a key of its own."""
    wanted = await read_optional_body(CopyName)
    original, _, key = access_to(playlist_id)
    copy = await services().playlists.clone(original, current_caller().person, key, wanted.name)
    return success(draw_saved(copy.summary))


@library.post("/<playlist_id>/key")
@access(Access.SIGNED_IN, Scope.PLAYLISTS)
@describe(Operation(SavedPlaylist, SAVED, refuses=(UnknownPlaylist, NotTheOwner)))
async def rotate_key(playlist_id: str) -> Response:
    """Give a playlist a new key; the old one opens it no more. Only its owner may."""
    playlist = await services().playlists.rotate_key(
        named_playlist(playlist_id), current_caller().person.id
    )
    return success(draw_saved(playlist.summary))


def changed(playlist: Playlist, wanted: PlaylistChange) -> Playlist:
    """Return the playlist with what is wished for; raise `BadName`, or `UrlNeeded`."""
    if wanted.name is not None:
        playlist = playlist.renamed(checked_name(wanted.name))
    if wanted.image is not None:
        playlist = playlist.with_image(wanted.image)
    if wanted.url is not None:
        playlist = playlist.with_url(wanted.url)
    return playlist
