"""`/profile/top` and `/profile/{guild_id}/top`: who leads."""

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, Field
from quart import Blueprint, Response

from player.ledger.transfer import MOST_POINTS
from player.profiles.ports import Circle, Span, TopType
from web.access import Access, access
from web.api.profiles.dialect import PROFILES
from web.api.profiles.inputs import LARGEST_PAGE
from web.api.profiles.reading import IF_PRIVATE, rows
from web.api.profiles.rights import check_reader, guild_named, unseen
from web.api.profiles.shapes import PROFILE, ProfileShape
from web.api.profiles.streaming import list_answer
from web.api.reading import read_query
from web.openapi_operation import Operation, describe
from web.services import services

tops = Blueprint("tops", __name__, url_prefix="/profile")

By = Literal["points", "levels", "time", "text-level", "text-message", "pray-streak"]


class TopQuery(BaseModel):
    """Which top, and which part of it."""

    by: By = Field(description="By what profiles are ranked.")
    amount: int = Field(5, ge=-MOST_POINTS, le=MOST_POINTS, description="0 or less: everybody.")
    offset: int = Field(0, ge=0, le=LARGEST_PAGE, description="How many to leave out first.")

    @property
    def span(self) -> Span:
        return Span(self.offset, min(self.amount, LARGEST_PAGE) if self.amount > 0 else None)


TOP = Operation(
    Sequence[ProfileShape], [PROFILE], query=TopQuery, refuses=IF_PRIVATE, family=PROFILES
)


@tops.get("/top")
@access(Access.PUBLIC)
@describe(TOP)
async def show_top() -> Response:
    """Show who leads over all servers, without people who hide and servers that are private."""
    return await _top(Circle(without=unseen()))


@tops.get("/<guild_id>/top")
@access(Access.PUBLIC)
@describe(TOP)
async def show_top_of_guild(guild_id: str) -> Response:
    """Show who leads on a server, without people who hide."""
    guild = guild_named(guild_id)
    await check_reader(guild)
    return await _top(Circle(guild))


async def _top(circle: Circle) -> Response:
    wanted = read_query(TopQuery)
    return await list_answer(rows(services().profiles.top(circle, TopType(wanted.by), wanted.span)))
