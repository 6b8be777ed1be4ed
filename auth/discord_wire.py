"""The shapes in which Discord's API tells about a person and their guilds."""

from typing import Annotated

from pydantic import BaseModel, Field, TypeAdapter

from auth.identity import GuildId, Person, UserId
from auth.ports import KnownGuild

GUILDS_AT_MOST = 200

Snowflake = Annotated[str, Field(pattern=r"^[0-9]{1,20}$")]


class WireUser(BaseModel):
    """A user as `/users/@me` describes them."""

    id: Snowflake
    username: str
    global_name: str | None = None
    avatar: str | None = None


class WireGuild(BaseModel):
    """A guild as `/users/@me/guilds` lists it; the permissions come as digits in a string."""

    id: Snowflake
    name: str
    icon: str | None = None
    owner: bool = False
    permissions: int = 0


WIRE_GUILDS = TypeAdapter(list[WireGuild])


def read_person(answer: bytes) -> Person:
    """Return the person of an answer; raise `ValueError` when it makes no sense."""
    user = WireUser.model_validate_json(answer)
    return Person(
        id=UserId(user.id),
        username=user.username,
        display_name=user.global_name or user.username,
        avatar=user.avatar,
    )


def read_guilds(answer: bytes) -> tuple[KnownGuild, ...]:
    """Return the guilds of an answer; raise `ValueError` when it makes no sense."""
    return tuple(
        KnownGuild(
            id=GuildId(guild.id),
            name=guild.name,
            icon=guild.icon,
            owner=guild.owner,
            permissions=guild.permissions,
        )
        for guild in WIRE_GUILDS.validate_json(answer)[:GUILDS_AT_MOST]
    )
