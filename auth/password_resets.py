"""Lets somebody who has forgotten a password choose another: by a letter with a token in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from auth.account_ports import Letter, Mail, ResetStore
from auth.accounts import Accounts, check_password
from auth.errors import NoMail, WrongResetToken
from auth.secrets import hashed

LIFETIME_SECONDS: Final = 60 * 60


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter that is written before anybody knows to whom, and the token that is in it."""

    token: str
    subject: str
    text: str


class PasswordResets:
    """Tokens are good for an hour and for once; `now` tells Unix seconds."""

    def __init__(
        self,
        store: ResetStore,
        accounts: Accounts,
        mail: Mail | None,
        now: Callable[[], float],
    ) -> None:
        self._store = store
        self._accounts = accounts
        self._mail = mail
        self._now = now

    @property
    def can_write(self) -> bool:
        """Say whether there is anything that carries letters."""
        return self._mail is not None

    async def write_to(self, email: str, draft: Draft) -> None:
        """Send a draft to whoever has an account with this address; nobody else gets one.

        Raises `NoMail` or `MailFailed`.
        """
        if self._mail is None:
            raise NoMail
        account = await self._accounts.addressed(email)
        if account is None:
            return
        expires_at = self._now() + LIFETIME_SECONDS
        await self._store.save(account.id, hashed(draft.token), expires_at)
        await self._mail.send(Letter(account.email, draft.subject, draft.text))

    async def check(self, token: str) -> None:
        """Raise `WrongResetToken` for a token that is not good (any more)."""
        if await self._store.find(hashed(token), self._now()) is None:
            raise WrongResetToken

    async def choose(self, token: str, password: str) -> None:
        """Use a token up for another password; everybody who is signed in is signed out.

        Raises `PasswordTooShort`, `PasswordTooLong`, `WrongResetToken` or `Crowded`.
        """
        check_password(password)
        await self.check(token)
        password_hash = await self._accounts.hashed(password)
        account_id = await self._store.take(hashed(token), self._now())
        if account_id is None:
            raise WrongResetToken
        await self._accounts.change_password(account_id, password_hash)
