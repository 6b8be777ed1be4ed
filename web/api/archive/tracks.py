"""`/api/v1/tracks`: single track plays, how they end, and who heard them."""

from quart import Blueprint, Response

from auth.api_key import Scope
from player.core.errors import DiscordDown
from player.history.archive import InTheFuture, RecordedHere
from player.history.history import UnknownPlay
from web.access import Access, access
from web.api.answers import json_answer
from web.api.archive.dialect import ARCHIVE
from web.api.archive.inputs import TrackEnd
from web.api.archive.reach import play_in_reach
from web.api.archive.shapes import (
    LISTENER,
    TRACK_PLAY,
    Listeners,
    TrackPlay,
    draw_listeners,
    draw_play,
)
from web.api.reading import read_body
from web.openapi_operation import Operation, describe
from web.services import services

tracks = Blueprint("tracks", __name__, url_prefix="/api/v1/tracks")


@tracks.get("/<track_play_id>")
@access(Access.SIGNED_IN, Scope.ARCHIVE_READ)
@describe(Operation(TrackPlay, TRACK_PLAY, refuses=(UnknownPlay, DiscordDown), family=ARCHIVE))
async def show_track(track_play_id: str) -> Response:
    """Get a track play.

    `IsValid` says whether it was heard for half a minute or for 15 percent; it is false while the
    track goes on.
    """
    return json_answer(draw_play(await play_in_reach(track_play_id)))


@tracks.patch("/<track_play_id>")
@access(Access.SIGNED_IN, Scope.ARCHIVE_WRITE)
@describe(
    Operation(
        TrackPlay,
        TRACK_PLAY,
        body=TrackEnd,
        body_example={"endedAt": "2026-01-16T10:08:30Z"},
        body_required=False,
        refuses=(UnknownPlay, RecordedHere, InTheFuture, DiscordDown),
        family=ARCHIVE,
    )
)
async def end_track(track_play_id: str) -> Response:
    """End a track, now or at the moment given.

    A play that is over stays as it is, and one that was hardly heard is kept, too.
    """
    end = await read_body(TrackEnd, empty={})
    play = await play_in_reach(track_play_id)
    ended = await services().archive.end(play, end.ended_at, end.played_duration_ms)
    return json_answer(draw_play(ended))


@tracks.get("/<track_play_id>/listeners")
@access(Access.SIGNED_IN, Scope.ARCHIVE_READ)
@describe(
    Operation(
        Listeners,
        {"listeners": [LISTENER], "count": 1},
        refuses=(UnknownPlay, DiscordDown),
        family=ARCHIVE,
    )
)
async def list_listeners(track_play_id: str) -> Response:
    """List who heard a track play."""
    return json_answer(draw_listeners(await play_in_reach(track_play_id)))
