"""`/api/v1/system`: what works, and what goes on."""

from datetime import UTC, datetime
from typing import Annotated, Final

from pydantic import Field
from quart import Blueprint, Response
from typing_extensions import TypedDict

from auth.api_key import Scope
from player.activity import Activity, Sort
from web.access import Access, access
from web.admins import check_admin
from web.api.library.dialect import LIBRARY, success
from web.faults import NotAdmin, OutOfReach
from web.language import say
from web.openapi_operation import Operation, describe
from web.services import services

ICONS: Final = {
    Sort.TRACK: "🎵",
    Sort.CHANNEL: "🔊",
    Sort.JOB: "📋",
    Sort.NODE: "🎛️",
    Sort.DISCORD: "💬",
    Sort.SIGN_IN: "👤",
    Sort.SETTINGS: "⚙️",
}

system = Blueprint("library_system", __name__, url_prefix="/api/v1/system")


class SystemStatus(TypedDict):
    """How long we have been up, and which of the services that are set up work."""

    uptime: str
    uptime_seconds: int
    services: Annotated[
        dict[str, bool],
        Field(description="`mongodb`, `discord`, and `lavalink:<name>` for each audio node."),
    ]


class ActivityEntry(TypedDict):
    """Something that happened; `timestamp` is Unix time in seconds, `time` the same as RFC 3339."""

    icon: str
    title: str
    subtitle: str
    time: str
    timestamp: float
    show_toast: Annotated[bool, Field(description="Whether it is trouble.")]


class Activities(TypedDict):
    """The last 20 activities, the oldest first."""

    activities: list[ActivityEntry]


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
    return success({"activities": [_drawn(activity) for activity in latest]})


def uptime_words(seconds: int) -> str:
    """Say a time as the document does: “2h 15m 30s”, without what would be 0 in front."""
    minutes, s = divmod(seconds, 60)
    hours, m = divmod(minutes, 60)
    d, h = divmod(hours, 24)
    parts = [f"{d}d", f"{h}h", f"{m}m", f"{s}s"]
    first = next((place for place, count in enumerate((d, h, m)) if count), 3)
    return " ".join(parts[first:])


def _drawn(activity: Activity) -> ActivityEntry:
    moment = datetime.fromtimestamp(activity.at // 1000, UTC)
    return ActivityEntry(
        icon=ICONS[activity.sort],
        title=say(activity.title),
        subtitle=say(activity.subtitle),
        time=moment.isoformat().replace("+00:00", "Z"),
        timestamp=activity.at / 1000,
        show_toast=activity.is_trouble,
    )
