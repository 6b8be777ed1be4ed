"""Examples of what was heard, for the reference."""

from web.api.player.examples import USER
from web.api.player.listening_shapes import (
    Amount,
    GuildStatistics,
    HeardPart,
    HeardTrack,
    Statistics,
    TopTrack,
)

PICTURE = "https://i.ytimg.com/vi/x7Qk2/hqdefault.jpg"
LINK = "https://www.youtube.com/watch?v=x7Qk2"

HEARD: HeardTrack = {
    "id": "5f1c7d5e8b0a4c4e9a1f6a1d2b3c4d5e",
    "title": "Paper Lanterns",
    "author": "Mira Voss",
    "url": LINK,
    "thumbnail": PICTURE,
    "platform": "youtube",
    "length": 213_000,
    "heard": 210_000,
    "counts": True,
    "started": "2026-01-16T10:05:00.000Z",
    "guild_id": "900000000000000001",
    "origin": "player",
}
HEARD_PART: HeardPart = {
    "tracks": [HEARD],
    "next": "1768557900000-5f1c7d5e8b0a4c4e9a1f6a1d2b3c4d5e",
}

TRACK: TopTrack = {
    "title": "Paper Lanterns",
    "author": "Mira Voss",
    "url": LINK,
    "thumbnail": PICTURE,
    "platform": "youtube",
    "plays": 12,
    "heard": 2_520_000,
}
DAY: Amount = {"period": "2026-01-16", "plays": 14, "heard": 2_940_000}

STATISTICS: Statistics = {
    "first": "2026-01-16",
    "last": "2026-01-16",
    "step": "day",
    "plays": 14,
    "heard": 2_940_000,
    "artists_count": 2,
    "tracks_count": 3,
    "over_time": [DAY],
    "hours": [0] * 106 + [14] + [0] * 61,
    "artists": [{"name": "Mira Voss", "thumbnail": PICTURE, "plays": 13, "heard": 2_730_000}],
    "tracks": [TRACK],
    "streaks": {"present": 3, "longest": 21},
    "discoveries": {"artists": 0, "tracks": 1, "latest": [TRACK]},
}
GUILD_STATISTICS: GuildStatistics = {
    **STATISTICS,
    "listeners": [{"user": USER, "id": USER["id"], "plays": 14, "heard": 2_940_000}],
    "requesters": [{"user": USER, "id": USER["id"], "plays": 9, "heard": 1_890_000}],
}
