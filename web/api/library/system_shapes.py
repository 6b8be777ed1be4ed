"""How the state of the system looks in answers of the library family."""

from datetime import UTC, datetime
from typing import Annotated, Final

from pydantic import Field
from typing_extensions import TypedDict

from player.activity import Activity, Sort
from player.library.shelf import Holdings
from web.api.library.known_shapes import draw_stats
from web.language import say

ICONS: Final = {
    Sort.TRACK: "🎵",
    Sort.CHANNEL: "🔊",
    Sort.JOB: "📋",
    Sort.NODE: "🎛️",
    Sort.DISCORD: "💬",
    Sort.SIGN_IN: "👤",
    Sort.SETTINGS: "⚙️",
}


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


class Shelf(TypedDict):
    """How much the caller's library holds."""

    artists: int
    albums: int
    tracks: int


class DatabaseStats(TypedDict):
    """How large the whole database is, and when the caller last heard something."""

    size_mb: float
    last_update: str | None


class DownloadStats(TypedDict):
    """How many tracks are being looked for on the caller's behalf."""

    active: int


class SystemStats(TypedDict):
    """What `library/stats` and `downloads` say, in short."""

    library: Shelf
    database: DatabaseStats
    downloads: DownloadStats


def draw_system_stats(holdings: Holdings, size_bytes: int, active: int) -> SystemStats:
    stats = draw_stats(holdings, size_bytes)
    return SystemStats(
        library=Shelf(artists=stats["artists"], albums=stats["albums"], tracks=stats["tracks"]),
        database=DatabaseStats(size_mb=stats["database_size_mb"], last_update=stats["last_update"]),
        downloads=DownloadStats(active=active),
    )


def uptime_words(seconds: int) -> str:
    """Say a time as the document does: “2h 15m 30s”, without what would be 0 in front."""
    minutes, s = divmod(seconds, 60)
    hours, m = divmod(minutes, 60)
    d, h = divmod(hours, 24)
    parts = [f"{d}d", f"{h}h", f"{m}m", f"{s}s"]
    first = next((place for place, count in enumerate((d, h, m)) if count), 3)
    return " ".join(parts[first:])


def draw_activity(activity: Activity) -> ActivityEntry:
    moment = datetime.fromtimestamp(activity.at // 1000, UTC)
    return ActivityEntry(
        icon=ICONS[activity.sort],
        title=say(activity.title),
        subtitle=say(activity.subtitle),
        time=moment.isoformat().replace("+00:00", "Z"),
        timestamp=activity.at / 1000,
        show_toast=activity.is_trouble,
    )
