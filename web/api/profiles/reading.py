"""`GET /profile…`: reading profiles."""

from collections.abc import AsyncIterator, Sequence
from typing import cast

from quart import Blueprint, Response

from auth.identity import GuildId
from player.profiles.errors import UnknownProfile
from player.profiles.ports import Circle
from player.profiles.profile import Profile
from web.access import Access, access
from web.api.answers import json_answer
from web.api.profiles.dialect import PROFILES
from web.api.profiles.inputs import ProfileList
from web.api.profiles.rights import check_reader, guild_named, unseen, user_named
from web.api.profiles.shapes import PROFILE, ProfileShape, drawn
from web.api.profiles.streaming import forest_answer, list_answer, tree_answer
from web.api.reading import read_query
from web.family import Json
from web.faults import (
    BadCredential,
    MissingScope,
    NotMember,
    NotSignedIn,
    UnknownGuild,
    WrongInput,
)
from web.openapi_operation import Operation, describe
from web.services import services

reading = Blueprint("reading", __name__, url_prefix="/profile")

Tree = dict[str, ProfileShape]
IF_PRIVATE = (NotSignedIn, BadCredential, MissingScope, NotMember, UnknownGuild, WrongInput)
"""What is refused where a guild's profiles are for its members only."""


@reading.get("")
@access(Access.PUBLIC)
@describe(
    Operation(
        Sequence[ProfileShape] | dict[str, Tree],
        [PROFILE],
        query=ProfileList,
        family=PROFILES,
    )
)
async def list_profiles() -> Response:
    """List all profiles.

    `view=tree` answers an object of servers, each of which is an object of users. Profiles of
    servers that keep them private are in no list over all servers.
    """
    wanted = read_query(ProfileList)
    profiles, circle = services().profiles, Circle(without=unseen())
    if wanted.view == "tree":
        return await forest_answer(
            (each.guild_id, each.user_id, _row(each)) async for each in profiles.all(circle)
        )
    return await list_answer(rows(profiles.all(circle, wanted.span)))


@reading.get("/<guild_id>")
@access(Access.PUBLIC)
@describe(
    Operation(
        Sequence[ProfileShape] | Tree,
        [PROFILE],
        query=ProfileList,
        refuses=IF_PRIVATE,
        family=PROFILES,
    )
)
async def list_profiles_of_guild(guild_id: str) -> Response:
    """List a server's profiles; `view=tree` answers an object of users."""
    guild, wanted = guild_named(guild_id), read_query(ProfileList)
    await check_reader(guild)
    profiles, circle = services().profiles, Circle(guild)
    if wanted.view == "tree":
        return await tree_answer((each.user_id, _row(each)) async for each in profiles.all(circle))
    return await list_answer(rows(profiles.all(circle, wanted.span)))


@reading.get("/guilds")
@access(Access.PUBLIC)
@describe(Operation(list[str], [PROFILE["guild_id"]], family=PROFILES))
async def list_guilds() -> Response:
    """List the ids of all servers that have a profile."""
    return _ids(await services().profiles.guilds(unseen()))


@reading.get("/guilds/<user_id>")
@access(Access.PUBLIC)
@describe(Operation(list[str], [PROFILE["guild_id"]], refuses=(WrongInput,), family=PROFILES))
async def list_guilds_of_user(user_id: str) -> Response:
    """List the ids of the servers on which somebody has a profile."""
    return _ids(await services().profiles.guilds_of(user_named(user_id), unseen()))


@reading.get("/<guild_id>/<user_id>")
@access(Access.PUBLIC)
@describe(Operation(ProfileShape, PROFILE, refuses=(UnknownProfile, *IF_PRIVATE), family=PROFILES))
async def show_profile(guild_id: str, user_id: str) -> Response:
    """Show one profile."""
    guild, user = guild_named(guild_id), user_named(user_id)
    await check_reader(guild)
    found = await services().profiles.find(guild, user)
    if found is None:
        raise UnknownProfile
    return json_answer(drawn(found))


async def rows(profiles: AsyncIterator[Profile]) -> AsyncIterator[Json]:
    async for profile in profiles:
        yield _row(profile)


def _row(profile: Profile) -> Json:
    return cast("Json", drawn(profile))


def _ids(guild_ids: Sequence[GuildId]) -> Response:
    return json_answer(list(guild_ids))
