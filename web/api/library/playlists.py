"""`/api/v1/playlists`: the caller's playlists, and syncing one of them with a list of tracks."""

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, Field
from quart import Blueprint, Response

from auth.api_key import Scope
from player.core.errors import LoadFailed, NodeDown, NothingFound, SourceUnavailable
from player.core.sentence import Sentence
from player.core.track import Track
from player.playlists.errors import (
    BadName,
    MetaNeeded,
    NameTaken,
    TooManyPlaylists,
    UnknownPlaylist,
    WrongPlaylistKey,
)
from player.playlists.picking import picked
from player.playlists.playlist import Playlist
from player.resolving.errors import AlreadyRunning, TooManyBatches
from player.resolving.resolutions import TRACKS_AT_MOST
from player.resolving.syncing import SyncMode, own_id
from web.access import Access, access
from web.api.library.dialect import LIBRARY, success
from web.api.library.holding import current_holder, current_keeper
from web.api.library.playlist_shapes import (
    CONTENTS,
    LISTED,
    SYNC_STARTED,
    DetailedPlaylist,
    ListedPlaylists,
    ListedSource,
    SyncStarted,
    draw_contents,
    draw_listed,
)
from web.api.library.wanted_input import WantedInput
from web.api.reading import read_body, read_query
from web.language import say
from web.openapi_operation import Operation, describe
from web.services import services

UNNAMED = "Synced playlist"

playlists = Blueprint("library_playlists", __name__, url_prefix="/api/v1/playlists")


class Listed(BaseModel):
    """Which playlists."""

    source: ListedSource = Field(
        "all",
        description="Only links to this source, or `own`: those with tracks of their own.",
    )


class Sync(BaseModel):
    """The tracks that a playlist is to have."""

    playlist_name: str | None = Field(
        None, max_length=100, description="What a playlist is called that is made for this."
    )
    tracks: list[WantedInput] = Field(min_length=1, max_length=TRACKS_AT_MOST)
    sync_mode: Literal["append", "replace"] = Field(
        "append", description="`replace` leaves nothing else in the playlist."
    )


@playlists.get("")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(
    Operation(
        ListedPlaylists, {"playlists": [LISTED], "source": "all"}, query=Listed, family=LIBRARY
    )
)
async def list_playlists() -> Response:
    """List the caller's own playlists by name.

    Those of other services are not ours to list: a playlist here has tracks of its own (`own`), or
    is a link, and then `source` says where it leads. `spotify` and `tidal`, the document's sources,
    are two of them; without one all are listed. A key without an owner has playlists of its own.
    """
    source = read_query(Listed).source
    own = await services().playlists.list_of(current_keeper().id)
    drawn = [draw_listed(each) for each in own]
    wanted = [each for each in drawn if source in {"all", each["source"]}]
    return success(ListedPlaylists(playlists=wanted, source=source))


@playlists.get("/<playlist_id>")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(
    Operation(
        DetailedPlaylist,
        {"playlist": CONTENTS, "source": "own"},
        refuses=(
            UnknownPlaylist,
            WrongPlaylistKey,
            NothingFound,
            SourceUnavailable,
            LoadFailed,
            NodeDown,
        ),
        family=LIBRARY,
    )
)
async def show_playlist(playlist_id: str) -> Response:
    """Get one of the caller's playlists with all of its tracks; those of a link are loaded now."""
    keeper = current_keeper()
    playlist = await services().playlists.read(own_id(keeper, playlist_id), keeper.id)
    return success(draw_contents(playlist, await _tracks(playlist)))


@playlists.post("/<playlist_id>/sync")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(
    Operation(
        SyncStarted,
        SYNC_STARTED,
        body=Sync,
        body_example={
            "playlist_name": "Evenings",
            "tracks": [{"name": "Around the World", "artists": ["Daft Punk"]}],
        },
        refuses=(
            UnknownPlaylist,
            WrongPlaylistKey,
            MetaNeeded,
            AlreadyRunning,
            TooManyBatches,
            TooManyPlaylists,
            NameTaken,
            BadName,
        ),
        family=LIBRARY,
    )
)
async def sync_playlist(playlist_id: str) -> Response:
    """Begin to fill one of the caller's playlists with the tracks of a list.

    Each track is looked for in the background and compared with what was asked for; what is alike
    enough goes into the playlist in the order of the list, all of it at the end, and the rest onto
    the wishlist. `append` puts it behind what is there; `replace` leaves nothing else, and happens
    only if every track could be looked for. `GET /api/v1/downloads?batch_id=` is the report.

    An unknown id of the kind `companion-<uuid>` makes a playlist called `playlist_name`; whoever
    comes with it again means the same one. One sync of a playlist runs at a time.
    """
    wish, keeper, library = await read_body(Sync), current_keeper(), services().library
    name = wish.playlist_name or UNNAMED
    playlist = await library.syncs.playlist(keeper, playlist_id, name)
    wanted = [each.as_wanted() for each in wish.tracks]
    mode = SyncMode(wish.sync_mode)
    batch = await library.syncs.start(current_holder(), playlist, wanted, mode)
    message = say(Sentence("“{name}” is being synced.", name=playlist.name))
    return success(SyncStarted(message=message, playlist_id=playlist.id, batch_id=batch.id))


async def _tracks(playlist: Playlist) -> Sequence[Track]:
    if playlist.url is None:
        return playlist.tracks
    return picked(await services().search.find(playlist.url))
