"""What keeps accounts and everything that was ever booked."""

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from typing import Protocol

from auth.identity import GuildId
from player.ledger.account import Account, AccountId
from player.ledger.transfer import Booking, Transfer


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which transactions are meant; ids are of users, guilds or accounts, times Unix seconds.

    Of `either` each has to be one of the two sides. `without` are guilds that stay unseen.
    """

    either: tuple[str, ...] = ()
    sender: str | None = None
    receiver: str | None = None
    reason: str | None = None
    after: int | None = None
    before: int | None = None
    without: Collection[GuildId] = ()


@dataclass(frozen=True, slots=True)
class Balance:
    """How much somebody or a guild had at a moment, in Unix seconds, and what had just changed."""

    timestamp: int
    balance: int
    change: int


class LedgerStore(Protocol):
    async def account(self, account_id: AccountId) -> Account | None:
        """Return the account with this id, if anything was ever booked on it."""
        ...

    async def book(self, transfer: Transfer) -> Booking:
        """Book a transfer as a whole, or the first one of the same `once` again.

        Raises what `balances_after` and `replayed` do, and `UnknownProfile`.
        """
        ...

    def all(self, wanted: Wanted, start: int, limit: int | None) -> AsyncIterator[Booking]:
        """Give transactions, the newest first."""
        ...

    def balances(
        self, place: str | None, after: int | None, before: int | None, without: Collection[GuildId]
    ) -> AsyncIterator[Balance]:
        """Give the balances of an account, of a guild, or of everybody, the oldest first."""
        ...
