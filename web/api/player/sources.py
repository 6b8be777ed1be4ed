"""`/tracks/sources`: where can be searched right now (an extension of ours)."""

from quart import Blueprint, Response
from typing_extensions import TypedDict

from auth.api_key import Scope
from player.core.errors import DiscordDown
from player.core.policy import PlayerRules
from player.search import ENGINES
from web.access import Access, access, guild_if_any
from web.api.player.dialect import success
from web.api.player.inputs import GuildNamed
from web.faults import NotMember, UnknownGuild
from web.openapi_operation import Operation, describe
from web.services import services

sources = Blueprint("sources", __name__, url_prefix="/tracks")


class Source(TypedDict):
    """A search prefix, what people call its source, and whether a connected node has it."""

    prefix: str
    title: str
    available: bool


class Sources(TypedDict):
    """All sources; `default` is the prefix that words without one are searched by."""

    default: str
    sources: list[Source]


SOURCES = Sources(
    default="yt",
    sources=[
        Source(prefix="yt", title="YouTube", available=True),
        Source(prefix="sp", title="Spotify", available=False),
    ],
)


@sources.get("/sources")
@access(Access.SIGNED_IN, Scope.PLAYER_READ)
@describe(
    Operation(Sources, SOURCES, query=GuildNamed, refuses=(UnknownGuild, NotMember, DiscordDown))
)
async def list_sources() -> Response:
    """Get the sources that can be searched, and those that no audio node here has.

    The default is that of the server which `guild_id` names or you sit in.
    """
    guild_id = await guild_if_any()
    rules = services().policies.of(guild_id).player if guild_id else PlayerRules()
    return success(draw_sources(rules.search))


def draw_sources(default_prefix: str) -> Sources:
    available = services().search.available()
    return Sources(
        default=default_prefix.removesuffix(":"),
        sources=[
            Source(prefix=engine.prefix, title=engine.title, available=engine.prefix in available)
            for engine in ENGINES
        ],
    )
