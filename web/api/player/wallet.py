"""`/guild/<id>/wallet` and `/guild/<id>/transfer`: a person's own points on a server (ours)."""

import time
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from quart import Blueprint, Response
from typing_extensions import TypedDict

from auth.identity import GuildId, UserId
from player.core.errors import DiscordDown
from player.ledger.account import account_of
from player.ledger.errors import AnotherRequest, NotEnoughPoints, SameAccount, TooManyPoints
from player.ledger.transfer import MOST_POINTS, Booking, Transfer
from player.profiles.errors import UnknownProfile
from web.access import Access, access, current_caller, current_guild
from web.api.moments import moment
from web.api.once import once
from web.api.player.dialect import success
from web.api.reading import read_body
from web.limits import search_limit
from web.openapi_operation import Operation, describe
from web.services import services

LONGEST_REASON = 200

wallet = Blueprint("wallet", __name__, url_prefix="/guild/<guild_id>")

Reason = Annotated[str, Field(max_length=LONGEST_REASON, pattern="^[^\\x00]*$")]


class Gift(BaseModel):
    """To whom points go, and how many."""

    model_config = ConfigDict(extra="forbid")

    to: str = Field(pattern="^[0-9]{15,20}$", description="The user id of a member with a profile.")
    amount: int = Field(ge=1, le=MOST_POINTS)
    reason: Reason = ""


class Wallet(TypedDict):
    """What the caller has on the server."""

    balance: int


class Sent(TypedDict):
    """Points that were sent, and what is left."""

    id: str
    to: str
    amount: int
    reason: str
    balance: int
    at: str


@wallet.get("/wallet")
@access(Access.MEMBER)
@describe(Operation(Wallet, {"balance": 300}))
async def show_wallet(guild_id: str) -> Response:
    """Get how many points the caller has on a server; 0 without a profile."""
    del guild_id
    return success(Wallet(balance=await balance_of(current_guild(), current_caller().person.id)))


@wallet.post("/transfer")
@access(Access.MEMBER)
@search_limit()
@describe(
    Operation(
        Sent,
        {
            "id": "65a0f2c4d1b3e7a9c8f60412",
            "to": "577827617772680535",
            "amount": 50,
            "reason": "for the encore",
            "balance": 250,
            "at": "2026-01-16T10:05:00.000Z",
        },
        body=Gift,
        body_example={"to": "577827617772680535", "amount": 50, "reason": "for the encore"},
        refuses=(
            SameAccount,
            NotEnoughPoints,
            TooManyPoints,
            AnotherRequest,
            UnknownProfile,
            DiscordDown,
        ),
    )
)
async def transfer(guild_id: str) -> Response:
    """Send some of the caller's own points to another member of the server.

    A request that carries an `Idempotency-Key` may be sent again: the points move once.
    """
    del guild_id
    gift = await read_body(Gift)
    mine = account_of(current_guild(), current_caller().person.id)
    return success(_drawn(await send_points(gift, once(mine.id))))


async def balance_of(guild_id: GuildId, user_id: UserId) -> int:
    profile = await services().profiles.find(guild_id, user_id)
    return profile.voicepoints if profile else 0


async def send_points(gift: Gift, known_by: str | None) -> Booking:
    """Book a gift of the caller to a member of the guild that the request is about."""
    guild_id, receiver_id = current_guild(), UserId(gift.to)
    if await services().directory.member(guild_id, receiver_id) is None:
        raise UnknownProfile("to")
    sender = account_of(guild_id, current_caller().person.id)
    receiver = account_of(guild_id, receiver_id)
    return await services().ledger.book(
        Transfer(sender, receiver, gift.amount, gift.reason, sender.id, int(time.time()), known_by)
    )


def _drawn(booking: Booking) -> Sent:
    gift = booking.transfer
    return Sent(
        id=booking.id,
        to=gift.receiver.user_id or "",
        amount=gift.amount,
        reason=gift.reason,
        balance=booking.sender_balance,
        at=moment(gift.at * 1000),
    )
