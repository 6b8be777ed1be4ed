"""What plays on a server at this moment, as any page of that server may show and follow it."""

from typing import Any

from quart import g

from auth.identity import GuildId
from player.core.errors import DiscordDown
from player.guilds import Guild
from web.access import current_caller
from web.caller import Caller
from web.faces import DirectoryFaces
from web.faults import NotMember
from web.live.projection import snapshot
from web.pages.frame import draw_guild, draw_person
from web.services import services


async def playing(guild: Guild, caller: Caller) -> dict[str, Any]:
    """Return the picture of one moment; `player_data` is what scripts go on from."""
    parts = services()
    session = parts.players.of(guild.id)
    state, now = session.state, parts.hub.now()
    you = await parts.standpoints.of(guild.id, caller.person.id)
    shown = {
        "guild": draw_guild(guild.id, guild.name, guild.icon),
        "you": you,
        "snapshot": snapshot(state, DirectoryFaces(parts.directory, parts.cdn_url)),
    }
    follow = {"me": draw_person(caller), "cursor": parts.hub.revision(session.seq), "now": now}
    return {**shown, "position": state.position_at(now), "player_data": {**shown, **follow}}


async def server_bar() -> dict[str, Any] | None:
    """Return what the controls at the bottom of a server's pages show; None on other pages."""
    guild_id: GuildId | None = g.get("guild_id")
    guild = services().directory.guild(guild_id) if guild_id else None
    if guild is None:
        return None
    try:
        return await playing(guild, current_caller())
    except (DiscordDown, NotMember):
        # The page itself is of use without it.
        return None
