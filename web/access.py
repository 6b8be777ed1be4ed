"""Who may use a route: every route states it, and one place enforces it before the route runs."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar, cast

from quart import current_app, g, request

from auth.identity import GuildId, UserId
from auth.ports import BrowserSession
from player.core.errors import DiscordDown, NotInVoice
from player.ports import Directory
from web.caller import signed_in_caller
from web.faults import NotManager, NotMember, UnknownGuild, WrongInput
from web.services import services

MARK = "auxcord_access"
GUILD_ID = re.compile(r"[0-9]{15,20}")

Route = TypeVar("Route", bound=Callable[..., Any])


class Access(StrEnum):
    """What a caller needs: nothing; a sign-in; membership of the guild spoken of; to manage it."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    MEMBER = "member"
    MANAGER = "manager"


def access(kind: Access) -> Callable[[Route], Route]:
    """State who may use a route.

    With `MEMBER` and `MANAGER` the guild is the one in the path, else `?guild_id=`, else the one in
    whose voice channel the caller sits; the route finds it in `current_guild()`.
    """

    def mark(route: Route) -> Route:
        setattr(route, MARK, kind)
        return route

    return mark


def access_of(route: Callable[..., Any]) -> Access | None:
    return cast("Access | None", getattr(route, MARK, None))


async def enforce() -> None:
    """Refuse callers who may not use the requested route, and routes that do not say who may."""
    route = current_app.view_functions.get(request.endpoint or "")
    if route is None:
        return
    match access_of(route):
        case Access.PUBLIC:
            return
        case Access.SIGNED_IN:
            g.caller = await signed_in_caller()
        case Access.MEMBER:
            g.caller = await signed_in_caller()
            g.guild_id = await _guild_spoken_of(current_caller().person.id)
        case Access.MANAGER:
            g.caller = await signed_in_caller()
            g.guild_id = await _guild_spoken_of(current_caller().person.id)
            await _check_management(services().directory, g.guild_id, current_caller().person.id)
        case None:
            raise LookupError(f"{request.endpoint} does not state its access.")


def current_caller() -> BrowserSession:
    """Return the sign-in of the request's caller; for routes that need one."""
    return cast("BrowserSession", g.caller)


def current_guild() -> GuildId:
    """Return the guild that the request is about; for routes that need membership."""
    return cast("GuildId", g.guild_id)


async def check_membership(directory: Directory, guild_id: GuildId, user_id: UserId) -> None:
    """Prove live that a person is in a guild of the bot.

    Raises `UnknownGuild`, `NotMember`, or `DiscordDown` when nothing can be proved.
    """
    if directory.guild(guild_id) is None:
        if not directory.connected:
            raise DiscordDown
        raise UnknownGuild
    if directory.connected and directory.seat(guild_id, user_id) is not None:
        return
    if await directory.member(guild_id, user_id) is None:
        raise NotMember


async def guild_if_any() -> GuildId | None:
    """Return the guild that `?guild_id=` names or the caller sits in; None where there is neither.

    For routes that need a sign-in only; raises as `check_membership` does.
    """
    user_id = current_caller().person.id
    guild_id = _guild_in_query()
    if guild_id is not None:
        await check_membership(services().directory, guild_id, user_id)
        return guild_id
    seats = services().directory.seats_of(user_id)
    return seats[0].guild_id if seats else None


async def _check_management(directory: Directory, guild_id: GuildId, user_id: UserId) -> None:
    member = await directory.member(guild_id, user_id)
    if member is None:
        raise NotMember
    if not member.manages:
        raise NotManager


async def _guild_spoken_of(user_id: UserId) -> GuildId:
    directory = services().directory
    guild_id = _guild_in_path() or _guild_in_query() or _guild_of_seat(directory, user_id)
    await check_membership(directory, guild_id, user_id)
    return guild_id


def _guild_in_path() -> GuildId | None:
    text = (request.view_args or {}).get("guild_id")
    if text is None:
        return None
    if not GUILD_ID.fullmatch(text):
        raise UnknownGuild
    return GuildId(text)


def _guild_in_query() -> GuildId | None:
    text = request.args.get("guild_id")
    if text is None:
        return None
    if not GUILD_ID.fullmatch(text):
        raise WrongInput("guild_id", "guild_id must be the id of a server, 15 to 20 digits.")
    return GuildId(text)


def _guild_of_seat(directory: Directory, user_id: UserId) -> GuildId:
    for seat in directory.seats_of(user_id):
        return seat.guild_id
    if not directory.connected:
        raise DiscordDown
    raise NotInVoice("Join a voice channel of a server that has the bot, or name one by guild_id.")
