"""Example answers for the documentation of a server's own routes."""

from player.core.bands import FLAT
from web.api.player.examples import GUILD, USER
from web.api.player.guild_shapes import GuildInfo, LogLine, UserStats
from web.api.player.settings_shapes import Channel, Member, Role, Settings

MEMBER = Member(**USER, color="#1abc9c")
ROLE = Role(name="DJ", id="381870553235193859", color="#1abc9c")
TEXT_CHANNEL = Channel(name="music", id="381870553235193858", voice=False, text=True)
VOICE_CHANNEL = Channel(name="Lounge", id="381870553235193857", voice=True, text=False)

GUILD_INFO = GuildInfo(
    id=GUILD["id"],
    name=GUILD["name"],
    icon=None,
    admin=False,
    manage_guild=True,
    dj=True,
    channels=[TEXT_CHANNEL, VOICE_CHANNEL],
    users=128,
    owner=MEMBER,
    roles=[ROLE],
)

SETTINGS = Settings(
    volume={"limit": 200, "default": 100, "change": True, "step": 10},
    player={
        "shuffle": False,
        "repeat": False,
        "24h": False,
        "search": "sp:",
        "timeout": 300,
        "ensure": True,
        "equalizer": {"change": True, "default": list(FLAT)},
        "fallback": True,
        "autoplay": False,
        "fair_queue": False,
        "queue_limit": 5000,
        "queue_limit_per_user": 0,
        "max_track_length": 0,
    },
    blacklist={"words": ["earrape"], "enabled": True},
    dj={
        "neutral": {"users": [], "roles": [], "type": "pt", "value": 50, "everyone": True},
        "default": {"users": [MEMBER], "roles": [ROLE], "everyone": False},
    },
    channel={
        "color": "#5865f2",
        "url": "",
        "channel": TEXT_CHANNEL,
        "playlists": True,
        "command": None,
    },
    profiles={
        "private": False,
        "earning": False,
        "voice_experience": 5,
        "listening_experience": 5,
        "message_experience": 1,
    },
)

LOG = LogLine(at="2026-11-21T20:15:04.118Z", user=USER, text="Ada skipped “Paper Lanterns”")

USER_STATS = UserStats(
    tracks_added=42,
    tracks_listen=311,
    time_voice=201_600,
    time_online=0,
    time_idle=0,
    time_dnd=0,
    time_listen=158_400,
)
