"""The page on which managers see who did what with a server's player and settings."""

from quart import Blueprint, request

from web.access import Access, access, current_guild
from web.faults import UnknownGuild
from web.pages.frame import draw_guild, render_page
from web.pages.log_view import log_view, narrowing
from web.services import services

log = Blueprint("log", __name__, url_prefix="/servers/<guild_id>/log")


@log.get("")
@access(Access.MANAGER)
async def show(guild_id: str) -> str:
    """Show the latest lines, of everybody or of one person, of all sorts or of one."""
    del guild_id
    guild = services().directory.guild(current_guild())
    if guild is None:
        raise UnknownGuild
    asked = request.args
    wanted = narrowing(asked.get("person"), asked.get("deed"), asked.get("page"))
    return await render_page(
        "log.html",
        guild=draw_guild(guild.id, guild.name, guild.icon),
        **log_view(await services().audit.latest(guild.id), wanted),
    )
