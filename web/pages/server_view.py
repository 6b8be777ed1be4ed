"""What the list of servers shows: where the bot is, what plays there, and where it is missing."""

import asyncio
from typing import Any

from auth.identity import UserId
from auth.ports import KnownGuild
from player.core.errors import DiscordDown
from player.core.state import PlayerState
from player.guilds import Guild, Permission
from web.caller import Caller
from web.faces import DirectoryFaces
from web.pages.frame import draw_guild
from web.services import services

CHECKS_AT_ONCE = 8
MOST_FACES = 5

Server = dict[str, Any]


async def servers_view(caller: Caller) -> dict[str, list[Server]]:
    """Return the caller's servers, those with the bot checked live with Discord."""
    directory = services().directory
    candidates = {each.id: directory.guild(each.id) for each in caller.guilds}
    for seat in directory.seats_of(caller.person.id):
        candidates.setdefault(seat.guild_id, directory.guild(seat.guild_id))
    gate = asyncio.Semaphore(CHECKS_AT_ONCE)
    drawn = await asyncio.gather(
        *(_with_bot(gate, guild, caller.person.id) for guild in candidates.values() if guild)
    )
    present = sorted(filter(None, drawn), key=_liveliest_first)
    absent = [_without_bot(each) for each in caller.guilds if candidates[each.id] is None]
    return {"present": present, "absent": sorted(absent, key=_manageable_first)}


async def _with_bot(gate: asyncio.Semaphore, guild: Guild, user_id: UserId) -> Server | None:
    server: Server = draw_guild(guild.id, guild.name, guild.icon)
    try:
        async with gate:
            member = await services().directory.member(guild.id, user_id)
    except DiscordDown:
        # Nothing is told about a server as long as membership cannot be proved.
        return {**server, "unproved": True, "listening": 0}
    if member is None:
        return None
    return {**server, **_what_plays(services().players.of(guild.id).state)}


def _what_plays(state: PlayerState) -> Server:
    faces = DirectoryFaces(services().directory, services().cdn_url)
    playhead = state.playhead
    channel = services().directory.channel(state.channel_id) if state.channel_id else None
    return {
        "track": state.current.track if state.current else None,
        "paused": playhead.paused if playhead else True,
        "listening": len(state.listeners),
        "faces": [faces.user(state.guild_id, one) for one in state.listeners[:MOST_FACES]],
        "channel": channel.name if channel else None,
    }


def _without_bot(known: KnownGuild) -> Server:
    rights = Permission(known.permissions)
    needed = Permission.ADMINISTRATOR | Permission.MANAGE_GUILD
    manages = known.owner or bool(rights & needed)
    return {
        **draw_guild(known.id, known.name, known.icon),
        "invite_url": services().sign_in.invite_url(known.id) if manages else None,
    }


def _liveliest_first(server: Server) -> tuple[int, str]:
    return (-server["listening"], server["name"].casefold())


def _manageable_first(server: Server) -> tuple[bool, str]:
    return (server["invite_url"] is None, server["name"].casefold())
