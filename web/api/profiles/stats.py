"""`/stats` and `/stats/balance_graph`: how much there is, and how it came about."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import asdict
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from quart import Blueprint, Response
from typing_extensions import TypedDict

from auth.identity import GuildId, UserId
from player.core.sentence import Sentence
from player.ledger.account import account_of
from player.ledger.ports import Balance
from player.profiles.ports import Circle
from web.access import Access, access
from web.api.answers import json_answer
from web.api.profiles.dialect import PROFILES
from web.api.profiles.inputs import Snowflake
from web.api.profiles.reading import IF_PRIVATE
from web.api.profiles.rights import check_reader, unseen
from web.api.profiles.streaming import list_answer
from web.api.profiles.transaction_inputs import Moment
from web.api.reading import read_query
from web.family import Json
from web.faults import WrongInput
from web.openapi_operation import Operation, describe
from web.services import services

stats = Blueprint("stats", __name__, url_prefix="/stats")

Share = Annotated[float, Field(description="From 0 to 1.")]


class StatsShape(TypedDict):
    """Counts and sums over profiles, and shares of the points that people hold."""

    profiles: int
    guilds: int
    users: int
    voicepoints: int
    experience: int
    time: Annotated[int, Field(description="Seconds in voice.")]
    messages: int
    transactions: int
    moved: Annotated[int, Field(description="The sum of all amounts.")]
    richest_share: Share
    richest_ten_share: Share
    guild_share: Annotated[float, Field(description="The server's share of all servers' points.")]


class BalanceShape(TypedDict):
    """How much somebody, a server, or everybody had after a transaction."""

    timestamp: Annotated[int, Field(description="Unix seconds.")]
    balance: int
    change: int


class StatsQuery(BaseModel):
    guild_id: Snowflake | None = Field(None, description="One server; without it, all of them.")


class GraphQuery(BaseModel):
    """Whose balance, and when; somebody's balance is theirs on one server."""

    model_config = ConfigDict(populate_by_name=True)

    guild_id: Snowflake | None = Field(None, description="One server; without it, all of them.")
    user_id: Snowflake | None = Field(None, description="Needs `guild_id`.")
    after: Moment | None = Field(None, alias="from", description="Unix seconds; what is later.")
    before: Moment | None = Field(None, alias="to", description="Unix seconds; what is earlier.")


STATS: StatsShape = {
    "profiles": 1200,
    "guilds": 3,
    "users": 1100,
    "voicepoints": 50_000,
    "experience": 90_000,
    "time": 7_200_000,
    "messages": 40_000,
    "transactions": 800,
    "moved": 65_000,
    "richest_share": 0.2,
    "richest_ten_share": 0.55,
    "guild_share": 1.0,
}
BALANCE: BalanceShape = {"timestamp": 1_790_000_000, "balance": 300, "change": 300}


@stats.get("")
@access(Access.PUBLIC)
@describe(Operation(StatsShape, STATS, query=StatsQuery, refuses=IF_PRIVATE, family=PROFILES))
async def show_stats() -> Response:
    """Show counts, sums and shares, of one server or of all that are not private."""
    guild_id = await _guild(read_query(StatsQuery).guild_id)
    circle = Circle(guild_id, unseen(guild_id))
    return json_answer(asdict(await services().profiles.summary(circle)))


@stats.get("/balance_graph")
@access(Access.PUBLIC)
@describe(
    Operation(
        Sequence[BalanceShape], [BALANCE], query=GraphQuery, refuses=IF_PRIVATE, family=PROFILES
    )
)
async def show_balance_graph() -> Response:
    """Show how a balance changed, the oldest transaction first.

    With `user_id` it is what somebody has on the server `guild_id`, with that alone what all its
    members have together, and without both what everybody has.
    """
    wanted = read_query(GraphQuery)
    if wanted.user_id is not None and wanted.guild_id is None:
        raise WrongInput("guild_id", Sentence("guild_id is needed together with user_id."))
    guild_id = await _guild(wanted.guild_id)
    place: str | None = guild_id
    if guild_id is not None and wanted.user_id is not None:
        place = account_of(guild_id, UserId(wanted.user_id)).id
    # A part of a server's transactions would not add up, whoever is on the other side.
    without = unseen() if guild_id is None else ()
    ledger = services().ledger
    return await list_answer(_rows(ledger.balances(place, wanted.after, wanted.before, without)))


async def _guild(text: str | None) -> GuildId | None:
    if text is None:
        return None
    await check_reader(GuildId(text))
    return GuildId(text)


async def _rows(balances: AsyncIterator[Balance]) -> AsyncIterator[Json]:
    async for balance in balances:
        yield asdict(balance)
