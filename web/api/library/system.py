"""`/api/v1/system`: what works, and what goes on."""

from quart import Blueprint, Response

from auth.api_key import Scope
from web.access import Access, access
from web.admins import check_admin
from web.api.library.dialect import LIBRARY, success
from web.api.library.holding import current_holder
from web.api.library.known_input import current_reader
from web.api.library.system_shapes import (
    Activities,
    SystemStats,
    SystemStatus,
    draw_activity,
    draw_system_stats,
    uptime_words,
)
from web.faults import NotAdmin, OutOfReach
from web.openapi_operation import Operation, describe
from web.services import services

system = Blueprint("library_system", __name__, url_prefix="/api/v1/system")


@system.get("/status")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(
    Operation(
        SystemStatus,
        {
            "uptime": "2h 15m 30s",
            "uptime_seconds": 8130,
            "services": {"mongodb": True, "discord": True, "lavalink:main": False},
        },
        family=LIBRARY,
    )
)
async def tell_status() -> Response:
    """Say how long the server has been up, and which services it reaches.

    The services are those that are set up here. The documented `spotify`, `soulseek` and
    `hydrabase` are none of them: all music comes from the audio nodes.
    """
    parts = services().system
    report, seconds = await parts.health.report(), parts.uptime_s
    nodes = {f"lavalink:{name}": works for name, works in report.nodes.items()}
    return success(
        SystemStatus(
            uptime=uptime_words(seconds),
            uptime_seconds=seconds,
            services={"mongodb": report.database, "discord": report.discord, **nodes},
        )
    )


@system.get("/activity")
@access(Access.SIGNED_IN, Scope.ADMIN)
@describe(
    Operation(
        Activities,
        {
            "activities": [
                {
                    "icon": "🎵",
                    "title": "Around the World by Daft Punk",
                    "subtitle": "Harbour Radio",
                    "time": "2026-11-25T20:15:04Z",
                    "timestamp": 1795637704.25,
                    "show_toast": False,
                }
            ]
        },
        refuses=(NotAdmin, OutOfReach),
        family=LIBRARY,
    )
)
async def tell_activity() -> Response:
    """Get the last 20 activities of the whole server, the oldest first; for admins.

    Tracks that begin, voice channels that the bot joins and leaves, jobs that end, audio nodes and
    Discord that come and go, sign-ins, and changed settings, since the server was started.
    """
    check_admin()
    latest = services().system.activities.latest()
    return success({"activities": [draw_activity(activity) for activity in latest]})


@system.get("/stats")
@access(Access.SIGNED_IN, Scope.LIBRARY)
@describe(
    Operation(
        SystemStats,
        {
            "library": {"artists": 120, "albums": 80, "tracks": 940},
            "database": {"size_mb": 5.25, "last_update": "2026-11-25T20:15:04.000Z"},
            "downloads": {"active": 2},
        },
        family=LIBRARY,
    )
)
async def tell_system_stats() -> Response:
    """Say how much there is in the caller's library, and how much works for them.

    `downloads` are tracks that are being looked for at the sources; nothing is downloaded to disk.
    """
    parts = services().library
    holdings = await parts.known.holdings(current_reader())
    running = parts.resolutions.running(current_holder())
    active = sum(batch.total - batch.counts.done for batch in running)
    return success(draw_system_stats(holdings, await parts.known.size_bytes(), active))
