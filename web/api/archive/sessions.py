"""`/api/v1/sessions`: the stays of bots in voice channels, and the tracks played in them."""

from http import HTTPStatus
from typing import cast

from quart import Blueprint, Response

from auth.api_key import Scope
from auth.identity import GuildId, UserId
from player.core.errors import DiscordDown
from player.history.archive import InTheFuture, RecordedHere, StayOver, Told
from player.history.history import UnknownStay
from web.access import Access, access
from web.api.answers import json_answer
from web.api.archive.dialect import ARCHIVE
from web.api.archive.inputs import (
    LIVE_MS,
    TRACK_START,
    SessionEnd,
    SessionStart,
    SessionsWanted,
    TrackStart,
)
from web.api.archive.reach import check_guild, stay_in_reach
from web.api.archive.shapes import (
    SESSION,
    TRACK_PLAY,
    Session,
    Sessions,
    TrackPlay,
    TrackPlays,
    draw_play,
    draw_session,
)
from web.api.reading import read_body, read_query
from web.api.streaming import json_list, streamed
from web.faults import OutOfReach
from web.openapi_operation import Operation, describe
from web.services import services

sessions = Blueprint("sessions", __name__, url_prefix="/api/v1/sessions")


@sessions.get("")
@access(Access.SIGNED_IN, Scope.ARCHIVE_READ)
@describe(
    Operation(
        Sessions,
        {"sessions": [SESSION], "count": 1},
        query=SessionsWanted,
        refuses=(OutOfReach, DiscordDown),
        family=ARCHIVE,
    )
)
async def list_sessions() -> Response:
    """List the sessions of some servers, the latest first."""
    wanted = read_query(SessionsWanted)
    guild_ids = [GuildId(each) for each in wanted.ids()]
    for guild_id in guild_ids:
        await check_guild(guild_id)
    found = await services().history.stays.latest_of(guild_ids, wanted.rows)
    return json_answer({"sessions": [draw_session(stay) for stay in found], "count": len(found)})


@sessions.post("")
@access(Access.SIGNED_IN, Scope.ARCHIVE_WRITE)
@describe(
    Operation(
        Session,
        SESSION,
        body=SessionStart,
        body_example={"guildId": 123456789},
        status=HTTPStatus.CREATED,
        refuses=(OutOfReach, DiscordDown),
        family=ARCHIVE,
    )
)
async def start_session() -> Response:
    """Start a session: a bot begins to play in a server."""
    guild_id = GuildId((await read_body(SessionStart)).guild_id)
    await check_guild(guild_id)
    stay = await services().archive.open(guild_id)
    return json_answer(draw_session(stay), HTTPStatus.CREATED)


@sessions.get("/<session_id>")
@access(Access.SIGNED_IN, Scope.ARCHIVE_READ)
@describe(Operation(Session, SESSION, refuses=(UnknownStay, DiscordDown), family=ARCHIVE))
async def show_session(session_id: str) -> Response:
    """Get a session."""
    return json_answer(draw_session(await stay_in_reach(session_id)))


@sessions.patch("/<session_id>")
@access(Access.SIGNED_IN, Scope.ARCHIVE_WRITE)
@describe(
    Operation(
        Session,
        {**SESSION, "EndedAt": "2026-01-16T10:30:00.000Z"},
        body=SessionEnd,
        body_example={"endedAt": "2026-01-16T10:30:00Z"},
        body_required=False,
        refuses=(UnknownStay, RecordedHere, InTheFuture, DiscordDown),
        family=ARCHIVE,
    )
)
async def end_session(session_id: str) -> Response:
    """End a session, now or at the moment given.

    A session that is over stays as it is. An end before its beginning counts as its beginning.
    """
    end = await read_body(SessionEnd, empty={})
    stay = await stay_in_reach(session_id)
    return json_answer(draw_session(await services().archive.close(stay, end.ended_at)))


@sessions.get("/<session_id>/tracks")
@access(Access.SIGNED_IN, Scope.ARCHIVE_READ)
@describe(
    Operation(
        TrackPlays,
        {"trackPlays": [TRACK_PLAY], "count": 1},
        refuses=(UnknownStay, DiscordDown),
        family=ARCHIVE,
    )
)
async def list_tracks(session_id: str) -> Response:
    """List all track plays of a session, the oldest first."""
    stay = await stay_in_reach(session_id)
    plays = services().history.plays.of_stay(stay.id)
    rows = (draw_play(play) async for play in plays)
    parts = json_list(rows, '{"trackPlays":[', lambda count: f'],"count":{count}}}')
    return streamed(parts, "application/json")


@sessions.post("/<session_id>/tracks")
@access(Access.SIGNED_IN, Scope.ARCHIVE_WRITE)
@describe(
    Operation(
        TrackPlay,
        {**TRACK_PLAY, "EndedAt": None, "PlayedDurationMs": 0, "IsValid": False},
        body=TrackStart,
        body_example=TRACK_START,
        status=HTTPStatus.CREATED,
        refuses=(UnknownStay, RecordedHere, StayOver, DiscordDown),
        family=ARCHIVE,
    )
)
async def start_track(session_id: str) -> Response:
    """Write that a track begins, together with who hears it."""
    told = _told(await read_body(TrackStart))
    stay = await stay_in_reach(session_id)
    play = await services().archive.begin(stay, told)
    return json_answer(draw_play(play), HTTPStatus.CREATED)


def _told(start: TrackStart) -> Told:
    return Told(
        title=start.title,
        artist=start.artist,
        source=start.source,
        source_id=start.source_id,
        url=start.url,
        duration_ms=0 if start.duration_ms == LIVE_MS else start.duration_ms,
        requester=UserId(start.queued_by_user),
        listeners=cast("tuple[UserId, ...]", tuple(start.listener_ids)),
    )
