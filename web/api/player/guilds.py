"""`/guilds`: the servers that the caller is in."""

import asyncio

from quart import Blueprint, Response

from auth.api_key import Scope
from auth.identity import UserId
from auth.ports import KnownGuild
from player.core.errors import DiscordDown
from player.guilds import Guild, Member, Permission
from player.ports import Directory
from player.standing import standing_of
from web.access import Access, access, current_caller
from web.api.player.dialect import success
from web.api.player.examples import GUILD_OF_USER
from web.api.player.shapes import GuildOfUser
from web.caller import Caller
from web.faces import DJ, guild_icon
from web.openapi_operation import Operation, describe
from web.services import services

CHECKS_AT_ONCE = 8

guilds = Blueprint("guilds", __name__, url_prefix="/guilds")


@guilds.get("/guilds")
@access(Access.SIGNED_IN, Scope.PLAYER_READ)
@describe(Operation(list[GuildOfUser], [GUILD_OF_USER]))
async def guilds_of_caller() -> Response:
    """Get the servers that the caller is in.

    Servers that have the bot (`meta`) are checked live with Discord; the others are as they were
    when the caller signed in.
    """
    caller = current_caller()
    known = {guild.id: guild for guild in await _guilds_at_sign_in(caller)}
    directory = services().directory
    for seat in directory.seats_of(caller.person.id):
        guild = directory.guild(seat.guild_id)
        if guild is not None and guild.id not in known and caller.reaches(guild.id):
            # Joined since the sign-in, and proved by sitting there.
            known[guild.id] = KnownGuild(
                guild.id, guild.name, guild.icon, owner=False, permissions=0
            )
    gate = asyncio.Semaphore(CHECKS_AT_ONCE)
    drawn = await asyncio.gather(
        *(_draw(gate, directory, guild, caller.person.id) for guild in known.values())
    )
    return success([guild for guild in drawn if guild is not None])


async def _guilds_at_sign_in(caller: Caller) -> tuple[KnownGuild, ...]:
    """Return the guilds of the caller's sign-in; a key goes by its owner's latest one."""
    if caller.session is not None:
        return caller.guilds
    latest = await services().sessions.list_of(caller.person.id)
    guilds = latest[0].guilds if latest else ()
    return tuple(guild for guild in guilds if caller.reaches(guild.id))


async def _draw(
    gate: asyncio.Semaphore, directory: Directory, known: KnownGuild, user_id: UserId
) -> GuildOfUser | None:
    guild = directory.guild(known.id)
    if guild is None:
        return _draw_known(known, known.name, known.icon, meta=False)
    try:
        async with gate:
            member = await directory.member(guild.id, user_id)
    except DiscordDown:
        return _draw_known(known, guild.name, guild.icon, meta=True)
    return _draw_live(guild, member) if member else None


def _draw_live(guild: Guild, member: Member) -> GuildOfUser:
    return GuildOfUser(
        id=guild.id,
        name=guild.name,
        icon=guild_icon(services().cdn_url, guild.id, guild.icon),
        admin=member.is_admin,
        manage_guild=member.manages,
        dj=DJ[standing_of(member, services().policies.of(guild.id).dj)],
        meta=True,
    )


def _draw_known(known: KnownGuild, name: str, icon: str | None, *, meta: bool) -> GuildOfUser:
    permissions = Permission(known.permissions)
    admin = known.owner or bool(permissions & Permission.ADMINISTRATOR)
    return GuildOfUser(
        id=known.id,
        name=name,
        icon=guild_icon(services().cdn_url, known.id, icon),
        admin=admin,
        manage_guild=admin or bool(permissions & Permission.MANAGE_GUILD),
        dj=meta,
        meta=meta,
    )
