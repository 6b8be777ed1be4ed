"""What accounts need to remember and to reach, as protocols that others satisfy."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from auth.account import Account, AccountId
from auth.identity import Person, UserId

ConfigValue = str | bool | int | float | list[str]


class ConfigStore(Protocol):
    """The keys that an admin has changed."""

    async def load(self) -> Mapping[str, ConfigValue]: ...

    async def save(self, values: Mapping[str, ConfigValue]) -> None: ...


class AccountStore(Protocol):
    """All accounts, findable without regard to case."""

    async def add(self, account: Account) -> bool:
        """Save a new account; say whether its name and address were free."""
        ...

    async def get(self, account_id: AccountId) -> Account | None: ...

    async def named(self, name: str) -> Account | None:
        """Return the account with this name or, if there is an @ in it, with this address."""
        ...

    async def linked_with(self, user_id: UserId) -> Account | None: ...

    async def set_password(self, account_id: AccountId, password_hash: str) -> None: ...

    async def link(self, account_id: AccountId, person: Person | None) -> bool:
        """Link with a person, or with nobody; False where they have another account."""
        ...


@dataclass(frozen=True, slots=True)
class SignInFamily:
    """One sign-in with a password, and all refresh tokens that have come of it.

    `current` is the hash of the only token that is good. Times are Unix seconds.
    """

    id: str
    account_id: AccountId
    current: str
    expires_at: float


class FamilyStore(Protocol):
    async def save(self, family: SignInFamily) -> None: ...

    async def get(self, family_id: str) -> SignInFamily | None: ...

    async def rotate(self, family_id: str, old: str, new: str, expires_at: float) -> bool:
        """Replace the current token; say whether `old` was it. Of several at once one succeeds."""
        ...

    async def delete(self, family_id: str) -> None: ...

    async def delete_of(self, account_id: AccountId) -> None: ...


class ResetStore(Protocol):
    """The tokens that let somebody choose a new password, by their hashes; one an account."""

    async def save(self, account_id: AccountId, token_hash: str, expires_at: float) -> None: ...

    async def find(self, token_hash: str, now: float) -> AccountId | None: ...

    async def take(self, token_hash: str, now: float) -> AccountId | None:
        """Remove and return in one step, so that nothing is used twice."""
        ...


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to one person."""

    to: str
    subject: str
    text: str


class Mail(Protocol):
    """What carries letters; raises `MailFailed`."""

    async def send(self, letter: Letter) -> None: ...
