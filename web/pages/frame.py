"""What surrounds every page: who is signed in, their servers, and the one that they look at."""

from typing import Any

from quart import g, render_template

from auth.identity import GuildId
from player.core.errors import DiscordDown, Unavailable
from web.admins import is_admin
from web.caller import Caller, caller
from web.faces import Face, guild_icon, person_icon
from web.faults import BadCredential
from web.services import services

Drawn = dict[str, str | None]


async def render_page(template: str, **content: object) -> str:
    """Render a page within its frame; `content` is what the page itself shows."""
    return await render_template(template, **{**await _frame(), **content})


def draw_person(caller: Caller) -> Face:
    person = caller.person
    icon = person_icon(services().cdn_url, person)
    return Face(id=person.id, name=person.display_name, icon=icon)


def draw_guild(guild_id: GuildId, name: str, icon: str | None) -> Drawn:
    return {"id": guild_id, "name": name, "icon": guild_icon(services().cdn_url, guild_id, icon)}


async def _frame() -> dict[str, Any]:
    visitor = await _visitor()
    if visitor is None:
        return {"me": None, "rail": (), "here": None, "manages": False, "administers": False}
    here: GuildId | None = g.get("guild_id")
    return {
        "me": draw_person(visitor),
        "rail": _servers_of(visitor, here),
        "here": here,
        "manages": here is not None and await _manages(here, visitor),
        "administers": is_admin(visitor),
    }


async def _visitor() -> Caller | None:
    """Return who is signed in; None also for programs, and while the database cannot tell."""
    try:
        visitor = await caller()
    except (BadCredential, Unavailable):
        return None
    return visitor if visitor is not None and visitor.session is not None else None


def _servers_of(visitor: Caller, here: GuildId | None) -> list[Drawn]:
    """Return the servers to switch to: those that were the caller's at sign-in and have the bot."""
    with_bot = {guild.id: guild for guild in services().directory.guilds()}
    known = [with_bot[each.id] for each in visitor.guilds if each.id in with_bot]
    if here in with_bot and here not in {guild.id for guild in known}:
        known.insert(0, with_bot[here])
    return [draw_guild(guild.id, guild.name, guild.icon) for guild in known]


async def _manages(guild_id: GuildId, visitor: Caller) -> bool:
    try:
        member = await services().directory.member(guild_id, visitor.person.id)
    except DiscordDown:
        return False
    return member is not None and member.manages
