"""`/functions/save`: keeps a server's queue as a playlist."""

from datetime import UTC, datetime

from quart import Blueprint, Response

from auth.api_key import Scope
from player.core.errors import NothingPlaying
from player.core.state import PlayerState
from player.core.track import Track
from player.playlists.errors import NameTaken, PlaylistTooLarge, TooManyPlaylists
from player.playlists.playlist import Playlist
from web.access import Access, access, current_caller, current_guild
from web.api.player.control import current_player
from web.api.player.dialect import success
from web.api.player.playlists.drawing import draw_saved
from web.api.player.playlists.examples import SAVED
from web.api.player.playlists.inputs import SavedName, read_optional_body
from web.api.player.playlists.shapes import SavedPlaylist
from web.faults import NotManager
from web.openapi_operation import Operation, describe
from web.services import services

saving = Blueprint("saving", __name__, url_prefix="/functions")


@saving.post("/save")
@access(Access.MEMBER, Scope.PLAYLISTS)
@describe(
    Operation(
        SavedPlaylist,
        SAVED,
        body=SavedName,
        body_example={"name": "Friday evening"},
        body_required=False,
        refuses=(NothingPlaying, NameTaken, TooManyPlaylists, PlaylistTooLarge, NotManager),
    )
)
async def save() -> Response:
    """Keep what plays and what waits in the queue as a playlist of the caller's.

    Without a body the playlist is called by the date. Where the server's setting
    `channel.playlists` is off, only those who manage the server may do this.
    """
    wanted = await read_optional_body(SavedName)
    state = current_player().state
    await _demand_right(state)
    tracks = _all_tracks(state)
    if not tracks:
        raise NothingPlaying
    return success(draw_saved((await _create(wanted.name, tracks)).summary))


async def _create(name: str | None, tracks: tuple[Track, ...]) -> Playlist:
    playlists, owner = services().playlists, current_caller().person
    if name is not None:
        return await playlists.create(owner, name, tracks=tracks)
    today = datetime.fromtimestamp(services().hub.now() / 1000, UTC).date()
    return await playlists.create_numbered(owner, f"Queue of {today.isoformat()}", tracks)


async def _demand_right(state: PlayerState) -> None:
    if state.policy.channel.playlists:
        return
    member = await services().directory.member(current_guild(), current_caller().person.id)
    if member is None or not member.manages:
        raise NotManager


def _all_tracks(state: PlayerState) -> tuple[Track, ...]:
    entries = (*([state.current] if state.current else []), *state.queue)
    return tuple(entry.track for entry in entries)
