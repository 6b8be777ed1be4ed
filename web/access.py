"""Who may use a route: every route states it, and one place enforces it before the route runs."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar, cast

from quart import current_app, g, request

from auth.api_key import Scope
from auth.identity import GuildId, UserId
from player.core.errors import DiscordDown, NotInVoice
from player.core.sentence import Sentence
from player.ports import Directory
from web.caller import Caller, known_caller
from web.faults import (
    KeysNotTaken,
    MissingScope,
    NotManager,
    NotMember,
    UnknownGuild,
    WrongInput,
)
from web.services import services

MARK = "auxcord_access"
SCOPE_MARK = "auxcord_scope"
GUILD_ID = re.compile(r"[0-9]{15,20}")

Route = TypeVar("Route", bound=Callable[..., Any])


class Access(StrEnum):
    """What a caller needs: nothing; a sign-in; membership of the guild spoken of; to manage it."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    MEMBER = "member"
    MANAGER = "manager"


def access(kind: Access, scope: Scope | None = None) -> Callable[[Route], Route]:
    """State who may use a route, and with which scope an API key may; without one, none may.

    With `MEMBER` and `MANAGER` the guild is the one in the path, else `?guild_id=`, else the one in
    whose voice channel the caller sits; the route finds it in `current_guild()`.
    """

    def mark(route: Route) -> Route:
        setattr(route, MARK, kind)
        setattr(route, SCOPE_MARK, scope)
        return route

    return mark


def access_of(route: Callable[..., Any]) -> Access | None:
    return cast("Access | None", getattr(route, MARK, None))


def scope_of(route: Callable[..., Any]) -> Scope | None:
    return cast("Scope | None", getattr(route, SCOPE_MARK, None))


async def enforce() -> None:
    """Refuse callers who may not use the requested route, and routes that do not say who may."""
    endpoint = request.endpoint or ""
    route = current_app.view_functions.get(endpoint)
    if route is None:
        return
    kind = access_of(route)
    if kind is None:
        raise LookupError(f"{endpoint} does not state its access.")
    if kind is Access.PUBLIC:
        return
    g.caller = caller = await known_caller()
    _check_scope(caller, scope_of(route))
    if kind is Access.SIGNED_IN:
        return
    g.guild_id = guild_id = await _guild_spoken_of(caller)
    if kind is Access.MANAGER:
        await _check_management(services().directory, guild_id, caller)


def current_caller() -> Caller:
    """Return whoever asks; for routes that need to know."""
    return cast("Caller", g.caller)


def current_guild() -> GuildId:
    """Return the guild that the request is about; for routes that need membership."""
    return cast("GuildId", g.guild_id)


async def check_reach(directory: Directory, caller: Caller, guild_id: GuildId) -> None:
    """Prove live that a caller may know of a guild: as a member, or by a key for it.

    Raises as `check_membership` does; a key that is tied to other guilds is told no more than a
    stranger.
    """
    if not caller.reaches(guild_id):
        raise NotMember
    if caller.owner is not None:
        await check_membership(directory, guild_id, caller.owner.id)
    else:
        check_presence(directory, guild_id)


async def check_membership(directory: Directory, guild_id: GuildId, user_id: UserId) -> None:
    """Prove live that a person is in a guild of the bot.

    Raises `UnknownGuild`, `NotMember`, or `DiscordDown` when nothing can be proved.
    """
    check_presence(directory, guild_id)
    if directory.connected and directory.seat(guild_id, user_id) is not None:
        return
    if await directory.member(guild_id, user_id) is None:
        raise NotMember


def check_presence(directory: Directory, guild_id: GuildId) -> None:
    """Prove that the bot is in a guild; raise `UnknownGuild`, or `DiscordDown`."""
    if directory.guild(guild_id) is None:
        if not directory.connected:
            raise DiscordDown
        raise UnknownGuild


async def guild_if_any() -> GuildId | None:
    """Return the guild that `?guild_id=` names or the caller sits in; None where there is neither.

    For routes that need a sign-in only; raises as `check_membership` does.
    """
    caller = current_caller()
    guild_id = _guild_in_query()
    if guild_id is not None:
        await check_reach(services().directory, caller, guild_id)
        return guild_id
    return _guild_of_seat(services().directory, caller)


async def speak_of(guild_id: str) -> None:
    """Make a request speak of a guild that a form of it names; raise as `check_reach` does."""
    if not GUILD_ID.fullmatch(guild_id):
        raise UnknownGuild
    await check_reach(services().directory, current_caller(), GuildId(guild_id))
    g.guild_id = GuildId(guild_id)


def _check_scope(caller: Caller, scope: Scope | None) -> None:
    """Check what a program may do; an account's token may do what its person may, on no page."""
    if caller.session is not None:
        return
    if scope is None:
        raise KeysNotTaken
    if caller.key is not None and scope not in caller.key.scopes:
        raise MissingScope(scope)


async def _check_management(directory: Directory, guild_id: GuildId, caller: Caller) -> None:
    if caller.owner is None:
        # A key that belongs to nobody has no role in any guild.
        raise NotManager
    member = await directory.member(guild_id, caller.owner.id)
    if member is None:
        raise NotMember
    if not member.manages:
        raise NotManager


async def _guild_spoken_of(caller: Caller) -> GuildId:
    directory = services().directory
    guild_id = _guild_in_path() or _guild_in_query() or _guild_of_seat(directory, caller)
    if guild_id is None:
        raise _nowhere(directory, caller)
    await check_reach(directory, caller, guild_id)
    return guild_id


def _nowhere(directory: Directory, caller: Caller) -> Exception:
    if caller.owner is None:
        return WrongInput(
            "guild_id", Sentence("guild_id must name the server: the API key sits nowhere.")
        )
    if not directory.connected:
        return DiscordDown()
    return NotInVoice(
        Sentence("Join a voice channel of a server that has the bot, or name one by guild_id.")
    )


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
        raise WrongInput(
            "guild_id", Sentence("guild_id must be the id of a server, 15 to 20 digits.")
        )
    return GuildId(text)


def _guild_of_seat(directory: Directory, caller: Caller) -> GuildId | None:
    """Return the guild in which the caller sits in voice, or else the only one of the key."""
    if caller.owner is not None:
        for seat in directory.seats_of(caller.owner.id):
            if caller.reaches(seat.guild_id):
                return seat.guild_id
    if caller.key is not None and caller.key.guild_ids and len(caller.key.guild_ids) == 1:
        (only,) = caller.key.guild_ids
        return only
    return None
