"""`/api/v1/users`: what a person heard lately."""

from quart import Blueprint, Response

from auth.api_key import Scope
from auth.identity import UserId
from player.core.errors import DiscordDown
from player.history.recommending import recommended
from web.access import Access, access
from web.api.answers import json_answer
from web.api.archive.dialect import ARCHIVE
from web.api.archive.inputs import Recent, Seeds
from web.api.archive.reach import guilds_in_reach
from web.api.archive.shapes import (
    LISTENER,
    RECOMMENDED,
    TRACK_PLAY,
    RecommendedArtists,
    UserTrackPlays,
    draw_play,
    draw_recommended,
)
from web.api.archive.values import id_in_path
from web.api.reading import read_query
from web.faults import OutOfReach, WrongInput
from web.openapi_operation import Operation, describe
from web.services import services

users = Blueprint("users", __name__, url_prefix="/api/v1/users")

REFUSED = (OutOfReach, WrongInput, DiscordDown)


@users.get("/<user_id>/tracks/recent")
@access(Access.SIGNED_IN, Scope.ARCHIVE_READ)
@describe(
    Operation(
        UserTrackPlays,
        {"trackPlays": [TRACK_PLAY], "count": 1, "userId": LISTENER["UserID"]},
        query=Recent,
        refuses=REFUSED,
        family=ARCHIVE,
    )
)
async def recent_of_user(user_id: str) -> Response:
    """List what a person heard and is over, the latest first.

    A key for some servers sees what was heard there.
    """
    rows, user = read_query(Recent).rows, UserId(id_in_path(user_id, "userId"))
    where = await guilds_in_reach(user)
    found = await services().history.plays.recent_of_listener(user, rows, guild_ids=where)
    plays = [draw_play(play) for play in found]
    return json_answer({"trackPlays": plays, "count": len(plays), "userId": user})


@users.get("/<user_id>/artists/recommended")
@access(Access.SIGNED_IN, Scope.ARCHIVE_READ)
@describe(Operation(RecommendedArtists, RECOMMENDED, query=Seeds, refuses=REFUSED, family=ARCHIVE))
async def recommended_for_user(user_id: str) -> Response:
    """Recommend artists that a person heard often and lately, the best first."""
    seeds, user = read_query(Seeds).seed_count, UserId(id_in_path(user_id, "userId"))
    where, history = await guilds_in_reach(user), services().history
    found = await history.plays.recent_of_listener(user, seeds, guild_ids=where)
    return json_answer(draw_recommended(recommended(found, history.now())))
