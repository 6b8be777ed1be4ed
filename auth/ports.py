"""What signing in and API keys need to remember, as protocols that the database satisfies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from auth.api_key import ApiKey, KeyId
from auth.identity import GuildId, Person, UserId
from auth.scrobble_password import ScrobblePassword
from auth.secrets import hashed

NAME_LENGTH = 16


@dataclass(frozen=True, slots=True)
class KnownGuild:
    """A guild from the person's list at sign-in; good for drawing, never for rights."""

    id: GuildId
    name: str
    icon: str | None
    owner: bool
    permissions: int


@dataclass(frozen=True, slots=True)
class BrowserSession:
    """One signed-in browser. `key` is the SHA-256 of the secret that its cookie carries.

    Times are Unix seconds.
    """

    key: str
    person: Person
    guilds: tuple[KnownGuild, ...]
    created_at: float
    last_seen_at: float
    user_agent: str = ""

    @property
    def name(self) -> str:
        """What its owner may call it by; neither secret nor key can be told from it."""
        return hashed(f"name {self.key}")[:NAME_LENGTH]


@dataclass(frozen=True, slots=True)
class PendingSignIn:
    """A sign-in on its way. Both keys are hashes; each stage is taken out exactly once.

    `key` is the hash of the OAuth state (stage 1) or of the temporary token (stage 2), `browser`
    that of the cookie which binds it to the browser that began.
    """

    key: str
    browser: str
    return_to: str | None
    created_at: float
    code_verifier: str = ""
    person: Person | None = None
    guilds: tuple[KnownGuild, ...] = ()


class SessionStore(Protocol):
    async def get(self, key: str) -> BrowserSession | None: ...

    async def save(self, session: BrowserSession) -> None: ...

    async def touch(self, key: str, seen_at: float) -> None: ...

    async def delete(self, key: str) -> None: ...

    async def delete_of(self, user_id: UserId) -> None: ...

    async def list_of(self, user_id: UserId) -> Sequence[BrowserSession]: ...


class PreferenceStore(Protocol):
    """What people have chosen for themselves, on whatever device they sign in."""

    async def language_of(self, user_id: UserId) -> str | None:
        """Return the code of the chosen language, if there is one."""
        ...

    async def choose_language(self, user_id: UserId, language: str | None) -> None: ...


class PendingStore(Protocol):
    async def save(self, pending: PendingSignIn) -> None: ...

    async def take(self, key: str) -> PendingSignIn | None:
        """Remove and return in one step, so that nothing is used twice."""
        ...


class KeyStore(Protocol):
    async def any(self) -> bool:
        """Say whether there is a key at all."""
        ...

    async def find(self, key_hash: str) -> ApiKey | None: ...

    async def save(self, key: ApiKey) -> None: ...

    async def save_first(self, key: ApiKey) -> bool:
        """Save the first key of all; of several at once only one is saved and told so."""
        ...

    async def touch(self, key_id: KeyId, used_at: float) -> None: ...

    async def list_of(self, owner: UserId | None) -> Sequence[ApiKey]: ...

    async def list_all(self) -> Sequence[ApiKey]: ...

    async def take(self, key_id: KeyId, owner: UserId | None) -> ApiKey | None:
        """Remove a key, of this owner where one is given, and return it."""
        ...


class ScrobblePasswordStore(Protocol):
    async def save(self, password: ScrobblePassword) -> None:
        """Save a person's password in the place of the one before it."""
        ...

    async def delete(self, user_id: UserId) -> None: ...

    async def of(self, user_id: UserId) -> ScrobblePassword | None: ...

    async def find(self, password_id: str) -> ScrobblePassword | None: ...

    async def named(self, name: str) -> Sequence[ScrobblePassword]:
        """Return the passwords of everybody who was last seen under a name, in whatever case."""
        ...


class OverlayKeyStore(Protocol):
    """Keeps the hash of each guild's overlay key, and when it was made in Unix seconds."""

    async def save(self, guild_id: GuildId, key_hash: str, made_at: float) -> None: ...

    async def delete(self, guild_id: GuildId) -> None: ...

    async def find(self, key_hash: str) -> GuildId | None: ...

    async def made_at(self, guild_id: GuildId) -> float | None: ...
