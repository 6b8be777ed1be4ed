"""What a node says about its load: the same numbers over REST and, with frames, the websocket."""

from collections.abc import Iterable
from typing import Final

from sim.lavalink.player import Player
from sim.lavalink.track import Json

FRAMES_PER_MINUTE: Final = 3000
MINUTE_MS: Final = 60_000

_MEBIBYTE: Final = 1024 * 1024
_ALLOCATED: Final = 512 * _MEBIBYTE
_RESERVABLE: Final = 2048 * _MEBIBYTE


def node_stats(players: Iterable[Player], uptime_ms: float) -> Json:
    """Return the load of the whole node; each player costs some invented memory and time."""
    everybody = list(players)
    playing = sum(player.playing is not None and not player.paused for player in everybody)
    used = min((96 + 4 * len(everybody)) * _MEBIBYTE, _ALLOCATED)
    return {
        "players": len(everybody),
        "playingPlayers": playing,
        "uptime": round(uptime_ms),
        "memory": {
            "free": _ALLOCATED - used,
            "used": used,
            "allocated": _ALLOCATED,
            "reservable": _RESERVABLE,
        },
        "cpu": {
            "cores": 4,
            "systemLoad": min(0.08 + 0.010 * playing, 1.0),
            "lavalinkLoad": min(0.01 + 0.005 * playing, 1.0),
        },
    }


def frame_stats(players: Iterable[Player], now_ms: float) -> Json | None:
    """Return the frames per player of the last minute, if any was heard for all of it."""
    since = [player.heard_since_ms for player in players]
    if not any(start is not None and now_ms - start >= MINUTE_MS for start in since):
        return None
    return {"sent": FRAMES_PER_MINUTE, "nulled": 0, "deficit": 0}
