"""`POST` and `PATCH /profile…`: making, resetting and changing profiles."""

import time
from dataclasses import replace

from quart import Blueprint, Response

from auth.api_key import Scope
from auth.identity import GuildId, UserId
from player.core.errors import DiscordDown
from player.ledger.account import account_of
from player.ledger.errors import TooManyPoints
from player.profiles.changes import added, edited
from player.profiles.errors import ProfileTooLarge, UnknownProfile
from player.profiles.ports import Apply
from player.profiles.profile import Profile
from web.access import Access, access
from web.api.answers import json_answer
from web.api.profiles.dialect import PROFILES
from web.api.profiles.inputs import BulkChange, ProfileChange
from web.api.profiles.rights import check_writers, guild_named, own, user_named
from web.api.profiles.shapes import PROFILE, ProfileShape, drawn
from web.api.reading import read_body
from web.faults import NotManager, NotMember, UnknownGuild, WrongInput
from web.openapi_operation import Operation, describe
from web.services import services

writing = Blueprint("writing", __name__, url_prefix="/profile")

REFUSALS = (WrongInput, NotMember, NotManager, UnknownGuild, ProfileTooLarge, DiscordDown)
CHANGE = {"experience": 25, "timespent": {"global": 60}}
ITEMS = [{"user_id": PROFILE["user_id"], "guild_id": PROFILE["guild_id"], **CHANGE}]

CHANGE_ONE = Operation(
    ProfileShape,
    PROFILE,
    body=ProfileChange,
    body_example=CHANGE,
    refuses=(*REFUSALS, UnknownProfile),
    family=PROFILES,
)
CHANGE_MANY = replace(CHANGE_ONE, data=list[ProfileShape], example=[PROFILE], body=BulkChange)
CHANGE_MANY = replace(CHANGE_MANY, body_example=ITEMS)


@writing.post("/<guild_id>/<user_id>")
@access(Access.SIGNED_IN, Scope.PROFILES_WRITE)
@describe(replace(CHANGE_ONE, body_required=False, refuses=(*REFUSALS, TooManyPoints)))
async def reset_profile(guild_id: str, user_id: str) -> Response:
    """Make a profile, or reset it if there is one.

    What the body leaves out takes its default. The points of an earlier profile go back to the
    caller's own account, in a transaction; `voicepoints` in the body is ignored.
    """
    guild, user = guild_named(guild_id), user_named(user_id)
    await check_writers([guild])
    wish = await read_body(ProfileChange, empty={})
    fresh = edited(Profile(guild, user), wish.change())
    return json_answer(drawn(await services().profiles.reset(fresh, own(), int(time.time()))))


@writing.patch("/<guild_id>/<user_id>")
@access(Access.SIGNED_IN, Scope.PROFILES_WRITE)
@describe(CHANGE_ONE)
async def edit_profile(guild_id: str, user_id: str) -> Response:
    """Set parts of a profile; what the body leaves out stays as it is."""
    return await _change_one(guild_id, user_id, edited)


@writing.patch("/<guild_id>/<user_id>/add")
@access(Access.SIGNED_IN, Scope.PROFILES_WRITE)
@describe(CHANGE_ONE)
async def add_to_profile(guild_id: str, user_id: str) -> Response:
    """Add to a profile's numbers; negative ones are taken away, and `data` is merged."""
    return await _change_one(guild_id, user_id, added)


# The document has the slash, and its readers forget it.
@writing.patch("/", strict_slashes=False)
@access(Access.SIGNED_IN, Scope.PROFILES_WRITE)
@describe(CHANGE_MANY)
async def edit_profiles() -> Response:
    """Set parts of up to 10,000 profiles: all, or none where one cannot be changed."""
    return await _change_many(edited)


@writing.patch("/add")
@access(Access.SIGNED_IN, Scope.PROFILES_WRITE)
@describe(CHANGE_MANY)
async def add_to_profiles() -> Response:
    """Add to the numbers of up to 10,000 profiles: to all, or none."""
    return await _change_many(added)


async def _change_one(guild_id: str, user_id: str, apply: Apply) -> Response:
    guild, user = guild_named(guild_id), user_named(user_id)
    await check_writers([guild])
    wish = await read_body(ProfileChange)
    changes = [(account_of(guild, user).id, wish.change())]
    (profile,) = await services().profiles.change(changes, apply)
    return json_answer(drawn(profile))


async def _change_many(apply: Apply) -> Response:
    items = (await read_body(BulkChange)).root
    await check_writers({GuildId(item.guild_id) for item in items})
    changes = [
        (account_of(GuildId(item.guild_id), UserId(item.user_id)).id, item.change())
        for item in items
    ]
    profiles = await services().profiles.change(changes, apply)
    return json_answer([drawn(profile) for profile in profiles])
