"""`/transaction`: moving points, and reading where they went."""

import time
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import replace
from typing import Annotated, cast

from pydantic import Field
from quart import Blueprint, Response
from typing_extensions import TypedDict

from auth.api_key import Scope
from auth.identity import GuildId, UserId
from player.core.errors import DiscordDown
from player.ledger.account import Account, AccountId, account_of
from player.ledger.errors import (
    AnotherRequest,
    NotEnoughPoints,
    NotYourAccount,
    SameAccount,
    TooManyPoints,
)
from player.ledger.transfer import Booking, Transfer
from player.profiles.errors import UnknownProfile
from web.access import Access, access
from web.api.answers import json_answer
from web.api.once import once
from web.api.profiles.dialect import PROFILES
from web.api.profiles.reading import IF_PRIVATE
from web.api.profiles.rights import check_reader, check_writers, own, unseen
from web.api.profiles.shapes import PROFILE
from web.api.profiles.streaming import list_answer
from web.api.profiles.transaction_inputs import (
    SELF,
    Party,
    Side,
    TransactionFilter,
    TransactionWish,
)
from web.api.reading import read_body, read_query
from web.family import Json
from web.faults import NotManager, NotMember, UnknownGuild
from web.openapi_operation import Operation, describe
from web.services import services

transactions = Blueprint("transactions", __name__, url_prefix="/transaction")


class PartyShape(TypedDict):
    """One side of a transaction; a bot's own account has neither user nor server."""

    id: str
    user_id: str | None
    guild_id: str | None


TransactionShape = TypedDict(
    "TransactionShape",
    {
        "id": str,
        "from": PartyShape,
        "to": PartyShape,
        "amount": int,
        "reason": str,
        "timestamp": Annotated[int, Field(description="Unix seconds.")],
    },
)

TRANSACTION: TransactionShape = {
    "id": "65a0f2c4d1b3e7a9c8f60412",
    "from": {"id": "9b" * 32, "user_id": None, "guild_id": None},
    "to": {"id": PROFILE["id"], "user_id": PROFILE["user_id"], "guild_id": PROFILE["guild_id"]},
    "amount": 300,
    "reason": "level up bonus",
    "timestamp": 1_790_000_000,
}


@transactions.get("")
@access(Access.PUBLIC)
@describe(
    Operation(
        Sequence[TransactionShape],
        [TRANSACTION],
        query=TransactionFilter,
        refuses=IF_PRIVATE,
        family=PROFILES,
    )
)
async def list_transactions() -> Response:
    """List transactions, the newest first; a transaction has to fit every filter.

    Those of servers that keep their profiles private are shown to members who name the server.
    """
    wanted, guild_id = read_query(TransactionFilter), None
    if wanted.guild_id is not None:
        guild_id = GuildId(wanted.guild_id)
        await check_reader(guild_id)
    seen = replace(wanted.wanted, without=unseen(guild_id))
    span = wanted.span
    return await list_answer(_rows(services().ledger.all(seen, span.start, span.limit)))


@transactions.post("")
@access(Access.SIGNED_IN, Scope.PROFILES_WRITE)
@describe(
    Operation(
        TransactionShape,
        TRANSACTION,
        body=TransactionWish,
        body_example={
            "from": SELF,
            "to": {"user_id": PROFILE["user_id"], "guild_id": PROFILE["guild_id"]},
            "amount": 300,
            "reason": "level up bonus",
        },
        refuses=(
            SameAccount,
            NotYourAccount,
            NotEnoughPoints,
            TooManyPoints,
            AnotherRequest,
            UnknownProfile,
            NotMember,
            NotManager,
            UnknownGuild,
            DiscordDown,
        ),
        family=PROFILES,
    )
)
async def make_transaction() -> Response:
    """Move points from one profile to another, or from or to the caller's own account, `self`.

    A request that carries an `Idempotency-Key` may be sent again: it is booked once, and answered
    as it was the first time.
    """
    wish, mine = await read_body(TransactionWish), own()
    sender = await _account("from", wish.sender, mine)
    receiver = await _account("to", wish.receiver, mine)
    if sender.mint and sender != mine:
        raise NotYourAccount
    await check_writers(_guilds(sender, receiver))
    transfer = Transfer(
        sender, receiver, wish.amount, wish.reason, mine.id, int(time.time()), once(mine.id)
    )
    return json_answer(_drawn(await services().ledger.book(transfer)))


async def _account(field: str, side: Side, mine: Account) -> Account:
    """Return the account that is meant; raise `UnknownProfile` for an id that nobody has."""
    if isinstance(side, Party):
        return account_of(GuildId(side.guild_id), UserId(side.user_id))
    if side in (SELF, mine.id):
        return mine
    parts, account_id = services(), AccountId(side)
    found = await parts.profiles.account(account_id) or await parts.ledger.account(account_id)
    if found is None:
        raise UnknownProfile(field)
    return found


def _guilds(*accounts: Account) -> Collection[GuildId]:
    return {account.guild_id for account in accounts if account.guild_id is not None}


async def _rows(bookings: AsyncIterator[Booking]) -> AsyncIterator[Json]:
    async for booking in bookings:
        yield cast("Json", _drawn(booking))


def _drawn(booking: Booking) -> TransactionShape:
    transfer = booking.transfer
    return {
        "id": booking.id,
        "from": _party(transfer.sender),
        "to": _party(transfer.receiver),
        "amount": transfer.amount,
        "reason": transfer.reason,
        "timestamp": transfer.at,
    }


def _party(account: Account) -> PartyShape:
    return {"id": account.id, "user_id": account.user_id, "guild_id": account.guild_id}
