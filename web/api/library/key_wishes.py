"""Which keys a caller may make: nobody can give away more than they have."""

import time
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from auth.api_key import WITHOUT_ADMIN, ApiKey, Scope
from auth.identity import GuildId, Person
from player.core.sentence import Sentence
from web.access import GUILD_ID
from web.api.reading import TOLD
from web.caller import Caller
from web.faults import KeyRefused, WrongInput
from web.services import Services

DAY_S = 24 * 60 * 60
FOR_GUILDS = frozenset({Scope.ARCHIVE_READ, Scope.ARCHIVE_WRITE, Scope.PROFILES_WRITE})
"""What concerns everybody in a guild, and is therefore its managers' to give away."""

FOR_PEOPLE = WITHOUT_ADMIN - FOR_GUILDS


def _scope(name: object) -> Scope:
    try:
        return Scope(name)  # type: ignore[arg-type]  # What is no text is no scope either.
    except ValueError:
        known = ", ".join(Scope)
        told = Sentence("must be one of {scopes}.", scopes=known)
        raise PydanticCustomError(TOLD, "{told}", {"told": told}) from None


ScopeName = Annotated[Scope, BeforeValidator(_scope)]


class KeyWish(BaseModel):
    """What the new key shall be."""

    label: str = Field(min_length=1, max_length=100, description="What the key is for.")
    scopes: list[ScopeName] | None = Field(
        None, min_length=1, max_length=20, description="What it may do."
    )
    guild_ids: list[str] | None = Field(
        None, min_length=1, max_length=100, description="The only servers it may be used on."
    )
    expires_in_days: int | None = Field(None, ge=1, le=3650, description="When it ends by itself.")


class FirstKey(BaseModel):
    """What the first key shall be called."""

    label: str = Field("Default", min_length=1, max_length=100)
    setup_code: str | None = Field(None, max_length=100)


@dataclass(frozen=True, slots=True)
class Grant:
    """A key as it may be made."""

    label: str
    owner: Person | None
    scopes: frozenset[Scope]
    guild_ids: frozenset[GuildId] | None
    expires_at: float | None


async def granted(wish: KeyWish, caller: Caller, parts: Services) -> Grant:
    """Return the key that the caller may make; raise `KeyRefused`, `WrongInput`, `DiscordDown`."""
    guild_ids = _guild_ids(wish)
    days = wish.expires_in_days
    expires_at = None if days is None else time.time() + days * DAY_S
    if caller.key is not None:
        scopes = WITHOUT_ADMIN if wish.scopes is None else frozenset(wish.scopes)
        guild_ids = _within_reach(guild_ids, caller.key)
        return Grant(wish.label, None, scopes, guild_ids, expires_at)
    scopes = FOR_PEOPLE if wish.scopes is None else frozenset(wish.scopes)
    await _check_person(caller.person, scopes, guild_ids, parts)
    return Grant(wish.label, caller.person, scopes, guild_ids, expires_at)


def _within_reach(wanted: frozenset[GuildId] | None, key: ApiKey) -> frozenset[GuildId] | None:
    """Return the servers of a key that another key makes: its own at most."""
    if wanted is None:
        return key.guild_ids
    if not all(key.reaches(guild_id) for guild_id in wanted):
        raise KeyRefused("guild_ids", Sentence("The API key is not for all of these servers."))
    return wanted


def _guild_ids(wish: KeyWish) -> frozenset[GuildId] | None:
    if wish.guild_ids is None:
        return None
    for guild_id in wish.guild_ids:
        if not GUILD_ID.fullmatch(guild_id):
            raise WrongInput("guild_ids", Sentence("guild_ids must be ids of servers."))
    return frozenset(map(GuildId, wish.guild_ids))


async def _check_person(
    person: Person,
    scopes: frozenset[Scope],
    guild_ids: frozenset[GuildId] | None,
    parts: Services,
) -> None:
    if Scope.ADMIN in scopes:
        raise KeyRefused("scopes", Sentence("Only a key with admin can make another one."))
    if not scopes & FOR_GUILDS:
        return
    if guild_ids is None:
        raise KeyRefused(
            "guild_ids",
            Sentence("Name the servers: the archive and the profiles are their managers' to give."),
        )
    for guild_id in guild_ids:
        member = await parts.directory.member(guild_id, person.id)
        if member is None or not member.manages:
            raise KeyRefused("guild_ids", Sentence("You do not manage all of these servers."))
