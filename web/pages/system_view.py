"""How audio nodes and activities look on the system's page."""

from datetime import UTC, datetime
from typing import Any, Final

from player.activity import Activity, Sort
from web.language import say
from web.pages.words import source_name
from web.system import Node

SIGNS: Final = {
    Sort.TRACK: "note",
    Sort.CHANNEL: "voice",
    Sort.JOB: "playlist",
    Sort.NODE: "sound",
    Sort.DISCORD: "live",
    Sort.SIGN_IN: "person",
    Sort.SETTINGS: "settings",
}
MEGABYTE: Final = 1 << 20


def node_view(node: Node) -> dict[str, Any]:
    """Draw a node; what it said before it went away is no longer true."""
    load = node.load
    return {
        "name": node.name,
        "connected": node.connected,
        "version": f"Lavalink {node.version}" if node.version else None,
        "problem": say(node.problem) if node.problem else None,
        "players": load.players,
        "playing": load.playing,
        "cpu_percent": min(100, round(100 * load.cpu)),
        "memory_mb": load.memory_used // MEGABYTE,
        "uptime_ms": load.uptime_ms,
        "sources": sorted((source_name(name) for name in node.sources), key=str.casefold),
    }


def activity_view(activity: Activity) -> dict[str, Any]:
    return {
        "id": f"{activity.at}-{activity.sort}",
        "sign": "warning" if activity.is_trouble else SIGNS[activity.sort],
        "title": say(activity.title),
        "subtitle": say(activity.subtitle),
        "moment": datetime.fromtimestamp(activity.at // 1000, UTC),
        "is_trouble": activity.is_trouble,
    }
