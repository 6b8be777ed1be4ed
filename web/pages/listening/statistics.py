"""The pages of statistics: somebody's own, and a server's."""

from typing import Any

from quart import Blueprint

from auth.identity import UserId
from player.history.report import PEOPLE, THINGS
from player.history.tallies import Kind, Subject, of_guild, of_listener
from web.access import Access, access, current_caller, current_guild
from web.faults import UnknownGuild
from web.limits import search_limit
from web.pages.frame import draw_guild, render_page
from web.pages.listening.periods import choices, chosen_among
from web.pages.listening.report_view import people_view, report_view
from web.pages.member_faces import member_faces
from web.services import services

statistics = Blueprint("statistics", __name__)


@statistics.get("/statistics")
@access(Access.SIGNED_IN)
@search_limit()
async def mine() -> str:
    """Show what the caller heard in some days."""
    shown = await _spans(of_listener(current_caller().person.id))
    report = await services().reports.over(shown["subject"], shown["chosen"].days)
    return await render_page("listening/mine.html", **shown, **report_view(report))


@statistics.get("/servers/<guild_id>/statistics")
@access(Access.MEMBER)
@search_limit()
async def of_server(guild_id: str) -> str:
    """Show what was played on a server in some days, and who listened and asked most."""
    del guild_id
    guild = services().directory.guild(current_guild())
    if guild is None:
        raise UnknownGuild
    shown = await _spans(of_guild(guild.id))
    report = await services().reports.over(
        shown["subject"], shown["chosen"].days, (*THINGS, *PEOPLE)
    )
    ranked = (one.key for kind in PEOPLE for one in report.tops[kind])
    faces = await member_faces(guild.id, map(UserId, ranked))
    return await render_page(
        "listening/server.html",
        guild=draw_guild(guild.id, guild.name, guild.icon),
        listeners=people_view(report.tops[Kind.LISTENER], faces),
        requesters=people_view(report.tops[Kind.REQUESTER], faces),
        **shown,
        **report_view(report),
    )


async def _spans(subject: Subject) -> dict[str, Any]:
    spans = await choices(services().reports, subject)
    return {"subject": subject, "spans": spans, "chosen": chosen_among(spans)}
