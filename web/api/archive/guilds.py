"""`/api/v1/guilds`: what was played in a server lately."""

from quart import Blueprint, Response

from auth.api_key import Scope
from auth.identity import GuildId
from player.core.errors import DiscordDown
from player.history.recommending import recommended
from web.access import Access, access
from web.api.answers import json_answer
from web.api.archive.dialect import ARCHIVE
from web.api.archive.inputs import Recent, Seeds
from web.api.archive.reach import check_guild
from web.api.archive.shapes import (
    RECOMMENDED,
    TRACK_PLAY,
    GuildTrackPlays,
    RecommendedArtists,
    draw_play,
    draw_recommended,
)
from web.api.archive.values import id_in_path
from web.api.reading import read_query
from web.faults import OutOfReach, WrongInput
from web.openapi_operation import Operation, describe
from web.services import services

guilds = Blueprint("guilds", __name__, url_prefix="/api/v1/guilds")

REFUSED = (OutOfReach, WrongInput, DiscordDown)


@guilds.get("/<guild_id>/tracks/recent")
@access(Access.SIGNED_IN, Scope.ARCHIVE_READ)
@describe(
    Operation(
        GuildTrackPlays,
        {"trackPlays": [TRACK_PLAY], "count": 1, "guildId": TRACK_PLAY["GuildID"]},
        query=Recent,
        refuses=REFUSED,
        family=ARCHIVE,
    )
)
async def recent_in_guild(guild_id: str) -> Response:
    """List what was played in a server and is over, the latest first."""
    rows = read_query(Recent).rows
    guild = await _guild_in_reach(guild_id)
    found = await services().history.plays.recent_of_guild(guild, rows)
    plays = [draw_play(play) for play in found]
    return json_answer({"trackPlays": plays, "count": len(plays), "guildId": guild})


@guilds.get("/<guild_id>/artists/recommended")
@access(Access.SIGNED_IN, Scope.ARCHIVE_READ)
@describe(Operation(RecommendedArtists, RECOMMENDED, query=Seeds, refuses=REFUSED, family=ARCHIVE))
async def recommended_in_guild(guild_id: str) -> Response:
    """Recommend artists that were played in a server often and lately, the best first."""
    seeds = read_query(Seeds).seed_count
    guild = await _guild_in_reach(guild_id)
    history = services().history
    found = await history.plays.recent_of_guild(guild, seeds)
    return json_answer(draw_recommended(recommended(found, history.now())))


async def _guild_in_reach(text: str) -> GuildId:
    guild_id = GuildId(id_in_path(text, "guildId"))
    await check_guild(guild_id)
    return guild_id
