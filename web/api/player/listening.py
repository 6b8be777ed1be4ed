"""`/user/history`, `/user/statistics`, `/guild/<id>/statistics`: what was heard (ours)."""

from quart import Blueprint, Response

from player.history.report import PEOPLE, THINGS
from player.history.tallies import of_guild, of_listener
from web.access import Access, access, current_caller, current_guild
from web.api.player.dialect import success
from web.api.player.listening_drawing import draw_guild_report, draw_heard, draw_report
from web.api.player.listening_examples import GUILD_STATISTICS, HEARD_PART, STATISTICS
from web.api.player.listening_inputs import HeardQuery, SomeDays, place_after
from web.api.player.listening_shapes import GuildStatistics, HeardPart, Statistics
from web.api.reading import read_query
from web.limits import search_limit
from web.openapi_operation import Operation, describe
from web.services import services

listening = Blueprint("listening", __name__)


@listening.get("/user/history")
@access(Access.SIGNED_IN)
@search_limit()
@describe(Operation(HeardPart, HEARD_PART, query=HeardQuery))
async def heard() -> Response:
    """Search what the caller heard, the latest first, on all servers and elsewhere."""
    asked = read_query(HeardQuery)
    user_id, store = current_caller().person.id, services().history.plays
    found = await store.found(user_id, asked.wanted, asked.limit + 1)
    shown = found[: asked.limit]
    more = place_after(shown[-1].started_at, shown[-1].id) if len(found) > len(shown) else None
    return success(HeardPart(tracks=[draw_heard(play) for play in shown], next=more))


@listening.get("/user/statistics")
@access(Access.SIGNED_IN)
@search_limit()
@describe(Operation(Statistics, STATISTICS, query=SomeDays))
async def statistics_of_person() -> Response:
    """Get what the caller heard in some days: how much, when, and what most of all.

    Up to two months come by day, up to three years by month, and more by year.
    """
    asked, reports = read_query(SomeDays), services().reports
    subject = of_listener(current_caller().person.id)
    days = asked.within(await reports.since(subject))
    return success(draw_report(await reports.over(subject, days)))


@listening.get("/guild/<guild_id>/statistics")
@access(Access.MEMBER)
@search_limit()
@describe(Operation(GuildStatistics, GUILD_STATISTICS, query=SomeDays))
async def statistics_of_guild(guild_id: str) -> Response:
    """Get what was played on a server in some days, and who listened and asked most."""
    del guild_id
    asked, reports = read_query(SomeDays), services().reports
    subject = of_guild(current_guild())
    days = asked.within(await reports.since(subject))
    report = await reports.over(subject, days, (*THINGS, *PEOPLE))
    return success(await draw_guild_report(report, current_guild()))
