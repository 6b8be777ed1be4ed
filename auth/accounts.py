"""Accounts by name and password: made, signed in to, and linked with a Discord user."""

import re
from collections import OrderedDict
from collections.abc import Callable
from typing import Final
from uuid import uuid4

from auth.access_tokens import LIFETIME_SECONDS, AccessTokens, Presented
from auth.account import Account, AccountId
from auth.account_ports import AccountStore
from auth.errors import (
    AccountExists,
    AlreadyLinked,
    BadEmail,
    BadUsername,
    NoPassword,
    NoUsername,
    PasswordTooLong,
    PasswordTooShort,
    RegistrationClosed,
    WrongPassword,
    WrongRefreshToken,
)
from auth.identity import Person, UserId
from auth.passwords import LONGEST, SHORTEST, Passwords
from auth.refresh_tokens import Refresh, RefreshTokens
from auth.server_config import ServerConfig

USERNAME: Final = re.compile(r"[a-zA-Z0-9_.]{1,64}")
EMAIL: Final = re.compile(r"[^@\s\x00-\x1f]{1,64}@[^@\s\x00-\x1f.]+(\.[^@\s\x00-\x1f.]+)+")
LONGEST_EMAIL: Final = 254
TRUST_SECONDS: Final = 2
TRUSTED_AT_MOST: Final = 10_000


class Accounts:
    """All accounts of this server; `now` tells Unix seconds, `is_admin` who administers it.

    Whose token was just verified is trusted for `TRUST_SECONDS` without asking the stores.
    """

    def __init__(
        self,
        store: AccountStore,
        *,
        passwords: Passwords,
        refreshes: RefreshTokens,
        access: AccessTokens,
        config: ServerConfig,
        now: Callable[[], float],
        is_admin: Callable[[UserId], bool],
    ) -> None:
        self._store = store
        self._passwords = passwords
        self._refreshes = refreshes
        self._access = access
        self._config = config
        self._now = now
        self._is_admin = is_admin
        self._trusted: OrderedDict[str, tuple[Account, float]] = OrderedDict()
        self._changes = 0

    async def register(self, username: str, email: str, password: str) -> Account:
        """Make an account; raises the `AccountRefused` that says what is wrong, or `Crowded`."""
        if not await self._config.registration_is_open():
            raise RegistrationClosed
        _check_username(username)
        if not EMAIL.fullmatch(email) or len(email) > LONGEST_EMAIL:
            raise BadEmail
        check_password(password)
        account = Account(
            id=AccountId(str(uuid4())),
            username=username,
            email=email,
            password_hash=await self.hashed(password),
            created_at=self._now(),
        )
        if not await self._store.add(account):
            raise AccountExists
        return account

    async def log_in(self, username: str, password: str) -> str:
        """Return a token for whoever knows the password; `username` may be an address.

        Raises `NoUsername`, `NoPassword`, `WrongPassword` or `Crowded`.
        """
        account = await self.proved(username, password)
        return self._token(account, await self._refreshes.begin(account.id))

    async def refresh(self, refresh_token: str) -> str:
        """Return a new token for a refresh token, which is used up; raises `WrongRefreshToken`."""
        try:
            refresh = await self._refreshes.renew(refresh_token)
        except WrongRefreshToken:
            # A token that comes twice has just ended its whole family.
            self._trust_nobody()
            raise
        account = await self._store.get(refresh.account_id)
        if account is None:
            raise WrongRefreshToken
        return self._token(account, refresh)

    async def bearer(self, token: str) -> Account | None:
        """Return the account that a token is good for at this moment."""
        presented = self._access.read(token, self._now())
        if presented is None:
            return None
        trusted = self._trusted_for(presented)
        if trusted is not None:
            return trusted
        changes = self._changes
        account = await self._account_of(presented)
        if account is not None and changes == self._changes:
            self._trust(presented.family_id, account)
        return account

    async def proved(self, username: str, password: str) -> Account:
        """Return the account that a name and a password prove to be the caller's.

        Raises `NoUsername`, `NoPassword`, `WrongPassword` or `Crowded`.
        """
        if not username:
            raise NoUsername
        if not password:
            raise NoPassword
        account = await self._store.named(username)
        known = account.password_hash if account else None
        renewed = await self._passwords.renewed(password[: LONGEST + 1], known)
        if account is None or renewed is None:
            raise WrongPassword
        if renewed != known:
            await self._store.set_password(account.id, renewed)
        return account

    async def hashed(self, password: str) -> str:
        """Return what we remember of a password; raises `Crowded`."""
        return await self._passwords.hash(password)

    async def change_password(self, account_id: AccountId, password_hash: str) -> None:
        """Give an account another password, and end everything that the old one began."""
        await self._store.set_password(account_id, password_hash)
        await self._refreshes.end_all(account_id)
        self._trust_nobody()

    async def addressed(self, email: str) -> Account | None:
        """Return the account that mail to this address is for."""
        return await self._store.named(email) if "@" in email else None

    async def linked_with(self, user_id: UserId) -> Account | None:
        return await self._store.linked_with(user_id)

    async def link(self, username: str, password: str, person: Person) -> Account:
        """Let an account act as a Discord user from now on.

        Raises `NoUsername`, `NoPassword`, `WrongPassword`, `Crowded`, or `AlreadyLinked` where
        either of them is linked with another.
        """
        account = await self.proved(username, password)
        if account.discord is not None and account.discord.id != person.id:
            raise AlreadyLinked
        if not await self._store.link(account.id, person):
            raise AlreadyLinked
        self._trust_nobody()
        return account

    async def unlink(self, user_id: UserId) -> bool:
        """Let a Discord user's account act as itself again; say whether there was one."""
        account = await self._store.linked_with(user_id)
        if account is None:
            return False
        await self._store.link(account.id, None)
        self._trust_nobody()
        return True

    def administers(self, account: Account) -> bool:
        return self.is_admin(account.person.id)

    def is_admin(self, user_id: UserId) -> bool:
        """Say whether somebody administers this server as a whole."""
        return self._is_admin(user_id)

    async def _account_of(self, presented: Presented) -> Account | None:
        if not await self._refreshes.lives(presented.family_id, presented.account_id):
            return None
        return await self._store.get(presented.account_id)

    def _token(self, account: Account, refresh: Refresh) -> str:
        """Sign a token with the claims of the documented system."""
        now, is_admin = int(self._now()), self.administers(account)
        return self._access.issue(
            {
                "sub": account.id,
                "username": account.username,
                "email": account.email,
                "admin": is_admin,
                "mod": is_admin,
                "iat": now,
                "exp": now + LIFETIME_SECONDS,
                "refresh_token": refresh.token,
                "refresh_exp": int(refresh.expires_at),
                "sid": refresh.family_id,
            }
        )

    def _trusted_for(self, presented: Presented) -> Account | None:
        account, since = self._trusted.get(presented.family_id, (None, 0.0))
        fresh = 0 <= self._now() - since < TRUST_SECONDS
        return account if fresh and account and account.id == presented.account_id else None

    def _trust_nobody(self) -> None:
        self._changes += 1
        self._trusted.clear()

    def _trust(self, family_id: str, account: Account) -> None:
        self._trusted[family_id] = (account, self._now())
        self._trusted.move_to_end(family_id)
        if len(self._trusted) > TRUSTED_AT_MOST:
            self._trusted.popitem(last=False)


def check_password(password: str) -> None:
    """Raise `PasswordTooShort` or `PasswordTooLong` for what is no good as a password."""
    if len(password) < SHORTEST:
        raise PasswordTooShort
    if len(password) > LONGEST:
        raise PasswordTooLong


def _check_username(username: str) -> None:
    if not username:
        raise NoUsername
    if not USERNAME.fullmatch(username):
        raise BadUsername
