"""The rules by which points move from one account to another."""

from dataclasses import dataclass

from player.ledger.account import Account, AccountId
from player.ledger.errors import AnotherRequest, NotEnoughPoints, SameAccount, TooManyPoints

MOST_POINTS = 2**53 - 1
"""The largest number that every client of JSON reads exactly."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """What shall be booked; `by` is the own account of whoever asks, `at` is in Unix seconds.

    Two transfers with the same `once` are one; it is None where nothing is to be recognised.
    """

    sender: Account
    receiver: Account
    amount: int
    reason: str
    by: AccountId
    at: int
    once: str | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """A transfer that has happened, with what both sides had after it."""

    id: str
    transfer: Transfer
    sender_balance: int
    receiver_balance: int


def balances_after(transfer: Transfer, sender: int, receiver: int) -> tuple[int, int]:
    """Return what both sides have after a transfer.

    Raises `SameAccount`, `NotEnoughPoints`, or `TooManyPoints`.
    """
    if transfer.sender.id == transfer.receiver.id:
        raise SameAccount
    sender, receiver = sender - transfer.amount, receiver + transfer.amount
    if sender < 0 and not transfer.sender.mint:
        raise NotEnoughPoints(sender + transfer.amount)
    if sender < -MOST_POINTS or receiver > MOST_POINTS:
        raise TooManyPoints(MOST_POINTS)
    return sender, receiver


def replayed(first: Booking, again: Transfer) -> Booking:
    """Return what was booked for the same request; raise `AnotherRequest` if it is not the same."""
    if _substance(first.transfer) != _substance(again):
        raise AnotherRequest
    return first


def _substance(transfer: Transfer) -> tuple[object, ...]:
    return transfer.sender.id, transfer.receiver.id, transfer.amount, transfer.reason
