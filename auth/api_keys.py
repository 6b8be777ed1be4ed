"""API keys: made once and shown once, found by their secret, listed without it, and revoked."""

import secrets
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import uuid4

from auth.api_key import ALL_SCOPES, ApiKey, KeyId, Scope
from auth.errors import KeysExist, TooManyKeys, UnknownKey, WrongSetupCode
from auth.identity import GuildId, Person, UserId
from auth.ports import KeyStore
from auth.secrets import hashed, new_secret, same

MARK = "sk_"
PREFIX_LENGTH = 11
KEYS_PER_OWNER = 50
TRUST_SECONDS = 2
TRUSTED_AT_MOST = 10_000
TOUCH_SECONDS = 60


class ApiKeys:
    """All API keys of this server; `now` tells Unix seconds.

    A key that was just verified is trusted for `TRUST_SECONDS` without asking the store; what this
    process revokes is gone at once.
    """

    def __init__(
        self, store: KeyStore, now: Callable[[], float], setup_code: str | None = None
    ) -> None:
        self._store = store
        self._now = now
        self._setup_code = setup_code
        self._trusted: OrderedDict[str, tuple[ApiKey, float]] = OrderedDict()
        self._revocations = 0

    async def create(
        self,
        label: str,
        owner: Person | None,
        scopes: frozenset[Scope],
        guild_ids: frozenset[GuildId] | None = None,
        expires_at: float | None = None,
    ) -> tuple[ApiKey, str]:
        """Make a key, and return it with its secret, which nobody can ask for again.

        Raises `TooManyKeys`.
        """
        if len(await self.list_of(owner.id if owner else None)) >= KEYS_PER_OWNER:
            raise TooManyKeys(KEYS_PER_OWNER)
        key, secret = self._new(label, owner, scopes, guild_ids, expires_at)
        await self._store.save(key)
        return key, secret

    async def bootstrap(self, label: str, setup_code: str | None) -> tuple[ApiKey, str]:
        """Make the very first key, which may do everything, while there is none.

        Raises `KeysExist`, or `WrongSetupCode` where the operator's code is wanted.
        """
        if await self._store.any():
            raise KeysExist
        if self._setup_code and not _same_text(setup_code or "", self._setup_code):
            raise WrongSetupCode
        key, secret = self._new(label, None, ALL_SCOPES, None, None)
        if not await self._store.save_first(key):
            raise KeysExist
        return key, secret

    async def wanted_setup_code(self) -> str | None:
        """Return the code that the first key takes; None where it takes none, or is made."""
        return None if await self._store.any() else self._setup_code

    async def find(self, secret: str) -> ApiKey | None:
        """Return the living key that has this secret."""
        key_hash = hashed(secret)
        trusted = self._trusted.get(key_hash)
        if trusted and 0 <= self._now() - trusted[1] < TRUST_SECONDS:
            return trusted[0]
        revocations = self._revocations
        key = await self._store.find(key_hash)
        if key is None or not key.lives(self._now()):
            self._trusted.pop(key_hash, None)
            return None
        key = await self._touched(key)
        if revocations == self._revocations:
            self._trust(key)
        return key

    async def list_of(self, owner: UserId | None) -> Sequence[ApiKey]:
        """Return a person's keys, or those that stand for themselves, the oldest first."""
        return await self._store.list_of(owner)

    async def list_all(self) -> Sequence[ApiKey]:
        return await self._store.list_all()

    async def revoke(self, key_id: KeyId, owner: UserId | None = None) -> ApiKey:
        """End a key for good and return what it was; with an `owner`, only one of theirs.

        Raises `UnknownKey`.
        """
        self._forget(key_id)
        key = await self._store.take(key_id, owner)
        if key is None:
            raise UnknownKey
        self._forget(key_id)
        return key

    async def forget(self, user_id: UserId) -> None:
        """End all keys of a person."""
        for key in await self._store.list_of(user_id):
            await self.revoke(key.id, user_id)

    def _new(
        self,
        label: str,
        owner: Person | None,
        scopes: frozenset[Scope],
        guild_ids: frozenset[GuildId] | None,
        expires_at: float | None,
    ) -> tuple[ApiKey, str]:
        secret = MARK + new_secret()
        key = ApiKey(
            id=KeyId(str(uuid4())),
            hash=hashed(secret),
            prefix=secret[:PREFIX_LENGTH],
            label=label,
            owner=owner,
            scopes=scopes,
            guild_ids=guild_ids,
            created_at=self._now(),
            expires_at=expires_at,
        )
        return key, secret

    async def _touched(self, key: ApiKey) -> ApiKey:
        now = self._now()
        if key.last_used_at is not None and now - key.last_used_at < TOUCH_SECONDS:
            return key
        await self._store.touch(key.id, now)
        return replace(key, last_used_at=now)

    def _trust(self, key: ApiKey) -> None:
        self._trusted[key.hash] = (key, self._now())
        self._trusted.move_to_end(key.hash)
        if len(self._trusted) > TRUSTED_AT_MOST:
            self._trusted.popitem(last=False)

    def _forget(self, key_id: KeyId) -> None:
        self._revocations += 1
        for key_hash in [each for each, (key, _) in self._trusted.items() if key.id == key_id]:
            del self._trusted[key_hash]


def new_setup_code() -> str:
    """Return a code that an operator can read off a terminal and type."""
    return "-".join(secrets.token_hex(2) for _ in range(4))


def _same_text(one: str, two: str) -> bool:
    return same(hashed(one), hashed(two))
