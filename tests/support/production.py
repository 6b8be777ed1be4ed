"""A production server with a database of its own, in front of the simulated world."""

import asyncio
import json
from pathlib import Path

from tests.support.program import Program
from tests.support.world import PASSWORD, World


def variables(world: World, data_dir: Path) -> dict[str, str]:
    """Point a production server with an embedded database at the simulated world."""
    nodes = [
        {"name": node.name, "host": "127.0.0.1", "port": node.port, "password": PASSWORD}
        for node in world.nodes
    ]
    return {
        "AUXCORD_PORT": str(world.settings.port),
        "AUXCORD_DATA_DIR": str(data_dir),
        "AUXCORD_DISCORD__CLIENT_ID": world.discord.client_id,
        "AUXCORD_DISCORD__CLIENT_SECRET": world.discord.client_secret,
        "AUXCORD_DISCORD__BOT_TOKEN": world.discord.bot_token,
        "AUXCORD_DISCORD__API_URL": world.discord.api_url,
        "AUXCORD_DISCORD__AUTHORIZE_URL": world.discord.authorize_url,
        "AUXCORD_DISCORD__CDN_URL": world.discord.cdn_url,
        "AUXCORD_LAVALINK_NODES": json.dumps(nodes),
    }


async def opened(program: Program) -> str:
    """Wait until the server is ready, and return where."""
    return await asyncio.to_thread(lambda: program.url)
