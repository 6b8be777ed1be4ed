"""The page of a server's leaderboards: who leads, by each thing that profiles count."""

from typing import Any, Literal

from pydantic import BaseModel, Field
from quart import Blueprint

from auth.identity import UserId
from player.profiles.ports import Circle, Span, Standing, TopType
from player.profiles.profile import Profile
from web.access import Access, access, current_caller, current_guild
from web.api.reading import read_query
from web.faults import UnknownGuild
from web.language import gettext, marked, ngettext, say
from web.pages.frame import draw_guild, render_page
from web.pages.member_faces import MemberFaces, member_faces
from web.pages.words import number, rough_time
from web.services import services

ROWS = 25
NAMES = {
    TopType.POINTS: marked("Points"),
    TopType.LEVELS: marked("Levels"),
    TopType.TIME: marked("Time in voice"),
    TopType.TEXT_LEVEL: marked("Levels in text"),
    TopType.TEXT_MESSAGE: marked("Messages"),
    TopType.PRAY_STREAK: marked("Prayers in a row"),
}

leaderboards = Blueprint("leaderboards", __name__)


class Shown(BaseModel):
    by: Literal["points", "levels", "time", "text-level", "text-message", "pray-streak"] = "points"
    start: int = Field(0, ge=0, le=100_000)


@leaderboards.get("/servers/<guild_id>/leaderboards")
@access(Access.MEMBER)
async def show(guild_id: str) -> str:
    """Show who leads on a server, without people who hide."""
    del guild_id
    guild, shown = services().directory.guild(current_guild()), read_query(Shown)
    if guild is None:
        raise UnknownGuild
    by, me = TopType(shown.by), current_caller().person.id
    top = services().profiles.top(Circle(guild.id), by, Span(shown.start, ROWS + 1))
    found = [profile async for profile in top]
    standings = [Standing(place, each) for place, each in enumerate(found, shown.start + 1)][:ROWS]
    mine = None
    if standings and me not in {each.profile.user_id for each in standings}:
        mine = await services().profiles.standing(guild.id, me, by)
    faces = await member_faces(guild.id, (*(profile.user_id for profile in found), me))
    return await render_page(
        "points/leaderboards.html",
        guild=draw_guild(guild.id, guild.name, guild.icon),
        by=by,
        names={kind: say(name) for kind, name in NAMES.items()},
        rows=[_row(standing, by, faces, me) for standing in standings],
        mine=_row(mine, by, faces, me) if mine else None,
        my_page=(mine.place - 1) // ROWS * ROWS if mine else None,
        start=shown.start,
        more=shown.start + ROWS if len(found) > ROWS else None,
        fewer=max(0, shown.start - ROWS) if shown.start else None,
        hiding=await services().profiles.hides(me),
    )


def _row(standing: Standing, by: TopType, faces: MemberFaces, me: UserId) -> dict[str, Any]:
    profile = standing.profile
    return {
        "place": standing.place,
        "face": faces.of(profile.user_id),
        "value": _value(profile, by),
        "mine": profile.user_id == me,
    }


def _value(profile: Profile, by: TopType) -> str:
    text = profile.text
    match by:
        case TopType.POINTS:
            return ngettext("%(num)s point", "%(num)s points", profile.voicepoints)
        case TopType.LEVELS:
            return _level(profile.level, profile.experience)
        case TopType.TIME:
            return rough_time(profile.timespent.get("global", 0) * 1000)
        case TopType.TEXT_LEVEL:
            return _level(text.level if text else 0, text.experience if text else 0)
        case TopType.TEXT_MESSAGE:
            count = text.message_count if text else 0
            return ngettext("%(num)s message", "%(num)s messages", count)
        case TopType.PRAY_STREAK:
            return ngettext("%(num)s day", "%(num)s days", profile.pray.streak)


def _level(level: int, experience: int) -> str:
    return gettext("Level %(level)s · %(xp)s XP", level=level, xp=number(experience))
