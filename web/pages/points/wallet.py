"""The page of somebody's points on a server: how many, how they came about, and sending some."""

import time
from collections.abc import Sequence
from datetime import date
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlencode

from pydantic import BaseModel, Field
from quart import Blueprint, request
from quart.typing import ResponseReturnValue

from auth.identity import GuildId, UserId
from player.history.periods import DAY, Grain, day_of
from player.ledger.account import Account, account_of
from player.ledger.errors import NotEnoughPoints, SameAccount
from player.ledger.ports import Balance, Wanted
from player.ledger.transfer import Booking
from player.profiles.errors import UnknownProfile
from player.profiles.ports import Circle, Span, TopType
from web.access import Access, access, current_caller, current_guild
from web.api.once import once_by
from web.api.player.wallet import Gift, balance_of, send_points
from web.api.reading import read_query
from web.faces import Face
from web.faults import UnknownGuild
from web.language import ngettext
from web.limits import search_limit
from web.pages.forms import Rejected, read_form, submit
from web.pages.frame import draw_guild, render_page
from web.pages.listening.dates import long_period, short_period
from web.pages.listening.plots import Point, line
from web.pages.member_faces import MemberFaces, member_faces
from web.services import services

DAYS_SHOWN = 30
DAY_SECONDS = 24 * 60 * 60
BOOKINGS_SHOWN = 20
MOST_RECEIVERS = 50

wallet = Blueprint("wallet", __name__, url_prefix="/servers/<guild_id>/wallet")


class Confirmed(BaseModel):
    """What makes a form that is sent twice one gift."""

    once: str = Field(min_length=16, max_length=64)


@wallet.get("")
@access(Access.MEMBER)
async def show(guild_id: str) -> str:
    """Show the caller's points, their way to them, and a form to send some."""
    del guild_id
    return await _page()


@wallet.post("")
@access(Access.MEMBER)
@search_limit()
async def ask(guild_id: str) -> ResponseReturnValue:
    """Ask whether the points shall really go; nothing has moved yet."""
    return await submit("gift", lambda: _question(guild_id), _page)


@wallet.get("/confirm")
@access(Access.MEMBER)
async def confirm(guild_id: str) -> str:
    """Show to whom how many points would go."""
    del guild_id
    gift = read_query(Gift)
    receiver_id = UserId(gift.to)
    return await render_page(
        "points/confirm.html",
        guild=_guild(),
        gift=gift,
        receiver=(await member_faces(current_guild(), [receiver_id])).of(receiver_id),
        once=token_urlsafe(24),
    )


@wallet.post("/send")
@access(Access.MEMBER)
@search_limit()
async def send(guild_id: str) -> ResponseReturnValue:
    """Send the points, once, however often the button was pressed."""

    async def give() -> str:
        gift, confirmed = await read_form(Gift), await read_form(Confirmed)
        mine = account_of(current_guild(), current_caller().person.id)
        await send_points(gift, once_by(mine.id, confirmed.once))
        return f"/servers/{guild_id}/wallet?done=sent"

    return await submit("gift", give, _page)


async def _question(guild_id: str) -> str:
    """Check what can be checked before, and return where the question stands."""
    gift, me = await read_form(Gift), current_caller().person.id
    if gift.to == me:
        raise SameAccount
    if await services().profiles.find(current_guild(), UserId(gift.to)) is None:
        raise UnknownProfile("to")
    if gift.amount > (balance := await balance_of(current_guild(), me)):
        raise NotEnoughPoints(balance)
    return f"/servers/{guild_id}/wallet/confirm?{urlencode(gift.model_dump())}"


async def _page(rejected: Rejected | None = None) -> str:
    guild_id, me = current_guild(), current_caller().person.id
    profile = await services().profiles.find(guild_id, me)
    mine = account_of(guild_id, me)
    history = await _daily(mine) if profile else []
    return await render_page(
        "points/wallet.html",
        guild=_guild(),
        profile=profile,
        plot=line(history) if any(point.value for point in history) else None,
        history=history,
        bookings=await _bookings(mine) if profile else [],
        receivers=await _receivers(guild_id, me),
        to=request.args.get("to", ""),
        done=request.args.get("done") == "sent",
        rejected=rejected,
    )


def _guild() -> dict[str, str | None]:
    guild = services().directory.guild(current_guild())
    if guild is None:
        raise UnknownGuild
    return draw_guild(guild.id, guild.name, guild.icon)


async def _receivers(guild_id: GuildId, me: UserId) -> list[Face]:
    """Return whom points can go to: those with the most, who do not hide, and whom a link names."""
    top = services().profiles.top(Circle(guild_id), TopType.POINTS, Span(0, MOST_RECEIVERS))
    found = [profile.user_id async for profile in top]
    named = UserId(request.args.get("to", ""))
    if named not in found and await services().profiles.find(guild_id, named):
        found.append(named)
    others = [user_id for user_id in found if user_id != me]
    faces = await member_faces(guild_id, others)
    return sorted(map(faces.of, others), key=lambda face: face["name"].casefold())


async def _bookings(mine: Account) -> list[dict[str, Any]]:
    booked = services().ledger.all(Wanted(either=(mine.id,)), 0, BOOKINGS_SHOWN)
    found = [booking async for booking in booked]
    sides = [side for one in found for side in (one.transfer.sender, one.transfer.receiver)]
    people = [side.user_id for side in sides if side.user_id]
    faces = await member_faces(current_guild(), people)
    return [_drawn(booking, mine, faces) for booking in found]


def _drawn(booking: Booking, mine: Account, faces: MemberFaces) -> dict[str, Any]:
    transfer = booking.transfer
    gained = transfer.receiver.id == mine.id
    other = transfer.sender if gained else transfer.receiver
    return {
        "face": faces.of(other.user_id) if other.user_id else None,
        "amount": transfer.amount,
        "gained": gained,
        "reason": transfer.reason,
        "at_ms": transfer.at * 1000,
    }


async def _daily(mine: Account) -> list[Point]:
    """Return the balance at the end of each of the last days."""
    today = day_of(int(time.time() * 1000))
    first = today - (DAYS_SHOWN - 1) * DAY
    since = int(time.time()) - DAYS_SHOWN * DAY_SECONDS
    changes = [each async for each in services().ledger.balances(mine.id, since, None, ())]
    before = changes[0].balance - changes[0].change if changes else None
    if before is None:
        before = await balance_of(current_guild(), current_caller().person.id)
    return _points(changes, before, first)


def _points(changes: Sequence[Balance], before: int, first: date) -> list[Point]:
    last_of_day = {day_of(each.timestamp * 1000): each.balance for each in changes}
    points, balance = [], before
    for day in (first + number * DAY for number in range(DAYS_SHOWN)):
        balance = last_of_day.get(day, balance)
        when = long_period(day.isoformat(), Grain.DAY)
        words = ngettext("%(when)s: %(num)s point", "%(when)s: %(num)s points", balance, when=when)
        points.append(Point(balance, short_period(day.isoformat(), Grain.DAY), words))
    return points
