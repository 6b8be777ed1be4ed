"""An API key as we remember it: whose it is, what it may do, and where."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from auth.identity import GuildId, Person

KeyId = NewType("KeyId", str)


class Scope(StrEnum):
    """One thing that a key may be good for."""

    PLAYER_READ = "player:read"
    PLAYER_CONTROL = "player:control"
    PLAYLISTS = "playlists"
    ARCHIVE_READ = "archive:read"
    ARCHIVE_WRITE = "archive:write"
    PROFILES_WRITE = "profiles:write"
    SCROBBLE = "scrobble"
    LIBRARY = "library"
    ADMIN = "admin"


ALL_SCOPES = frozenset(Scope)
WITHOUT_ADMIN = ALL_SCOPES - {Scope.ADMIN}


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key without its secret, of which only the SHA-256 is kept.

    With an `owner` it acts as that person and can do no more than they can; without one it stands
    for itself, as bots' keys do. `guild_ids` is None when the key is not tied to any guilds. Times
    are Unix seconds.
    """

    id: KeyId
    hash: str
    prefix: str
    label: str
    owner: Person | None
    scopes: frozenset[Scope]
    guild_ids: frozenset[GuildId] | None
    created_at: float
    expires_at: float | None = None
    last_used_at: float | None = None

    def lives(self, now: float) -> bool:
        return self.expires_at is None or now < self.expires_at

    def reaches(self, guild_id: GuildId) -> bool:
        return self.guild_ids is None or guild_id in self.guild_ids
