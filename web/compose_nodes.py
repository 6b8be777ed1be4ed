"""Puts together the audio nodes."""

import base64
from collections.abc import Callable

import db.node_sessions
from auth.identity import GuildId
from db.client import Database
from player.core.commands import Observation
from player.lavalink.address import NodeAddress
from player.lavalink.nodes import LavalinkNodes
from web.settings import Settings


def nodes(
    settings: Settings,
    database: Database,
    observe: Callable[[GuildId, Observation], None],
    now: Callable[[], int],
) -> LavalinkNodes:
    return LavalinkNodes(
        _addresses(settings),
        _bot_id(settings.discord.bot_token.get_secret_value()),
        observe,
        db.node_sessions.NodeSessions(database),
        now,
    )


def _addresses(settings: Settings) -> list[NodeAddress]:
    return [
        NodeAddress(
            name=node.name,
            host=node.host,
            port=node.port,
            password=node.password.get_secret_value(),
            secure=node.secure,
            region=node.region,
        )
        for node in settings.lavalink_nodes
    ]


def _bot_id(token: str) -> int:
    """Read the bot's user id from its token, whose first part is that id in base64."""
    first = token.partition(".")[0]
    return int(base64.b64decode(first + "=" * (-len(first) % 4)))
