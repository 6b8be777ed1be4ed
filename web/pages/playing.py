"""What plays on a server at this moment, as any page of that server may show and follow it."""

from typing import Any

from quart import g

from auth.identity import GuildId
from player.core.errors import DiscordDown
from player.core.state import PlayerState
from player.guilds import Guild
from web.access import current_caller
from web.caller import Caller
from web.faces import DirectoryFaces, Face
from web.faults import NotMember
from web.live.projection import snapshot
from web.live.standpoints import Standpoint
from web.pages.frame import Drawn, draw_guild, draw_person
from web.services import services

ROWS = 30
"""A page has so many entries of the queue, which fill any screen; its scripts ask for the rest."""


async def playing(guild: Guild, caller: Caller) -> dict[str, Any]:
    """Return the picture of one moment; `player_data` is what scripts go on from."""
    parts = services()
    session = parts.players.of(guild.id)
    return picture(
        session.state,
        guild=draw_guild(guild.id, guild.name, guild.icon),
        you=await parts.standpoints.of(guild.id, caller.person.id),
        me=draw_person(caller),
        cursor=parts.hub.revision(session.seq),
        now=parts.hub.now(),
    )


def picture(
    state: PlayerState, *, guild: Drawn, you: Standpoint, me: Face, cursor: str, now: int
) -> dict[str, Any]:
    """Return the same of any player, as one person sees it."""
    parts = services()
    faces = DirectoryFaces(parts.directory, parts.cdn_url)
    shown = {"guild": guild, "you": you, "snapshot": snapshot(state, faces, rows=ROWS)}
    follow = {"me": me, "cursor": cursor, "now": now}
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
