"""An account by name and password, and the person that it acts as."""

from dataclasses import dataclass
from typing import Final, NewType

from auth.identity import Person, UserId

AccountId = NewType("AccountId", str)

LOCAL: Final = "local:"
"""How the ids of people begin who are known to us only, and not to Discord."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account; `discord` is the Discord user that it is linked with.

    Names and addresses are unique without regard to case. `created_at` is in Unix seconds.
    """

    id: AccountId
    username: str
    email: str
    password_hash: str
    created_at: float
    discord: Person | None = None

    @property
    def person(self) -> Person:
        """Who acts when this account does: the linked person, else one of its own."""
        if self.discord is not None:
            return self.discord
        return Person(UserId(f"{LOCAL}{self.id}"), self.username, self.username)
