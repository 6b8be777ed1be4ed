"""Whose points they are: a person's profile on a server, or whoever uses a key."""

from dataclasses import dataclass
from hashlib import sha256
from typing import NewType

from auth.identity import GuildId, UserId

AccountId = NewType("AccountId", str)
"""64 hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where points are booked; a key's own account has neither guild nor user.

    A key's own account is the mint: it may owe, and thereby brings points into the world.
    """

    id: AccountId
    guild_id: GuildId | None = None
    user_id: UserId | None = None

    @property
    def mint(self) -> bool:
        return self.user_id is None


def account_of(guild_id: GuildId, user_id: UserId) -> Account:
    """Return the account of a profile; its id follows from guild and user, and so never changes."""
    return Account(_hashed("profile", guild_id, user_id), guild_id, user_id)


def own_account(holder: str) -> Account:
    """Return the account that `self` means for the holder of a credential."""
    return Account(_hashed("self", holder))


def personal_account(user_id: UserId) -> Account:
    """Return the account that `self` means for a person who has signed in."""
    return own_account(f"person {user_id}")


def _hashed(*parts: str) -> AccountId:
    return AccountId(sha256("/".join(parts).encode()).hexdigest())
