"""The secret keys of now-playing overlays: one a guild, shown once, kept as a hash."""

from collections.abc import Callable

from auth.identity import GuildId
from auth.ports import OverlayKeyStore
from auth.secrets import hashed, new_secret


class OverlayKeys:
    """Who has a guild's key may see what plays there, and nothing else.

    `now` tells Unix seconds; `ended` is told of a guild whose key has just stopped to work.
    """

    def __init__(
        self,
        store: OverlayKeyStore,
        now: Callable[[], float],
        ended: Callable[[GuildId], None],
    ) -> None:
        self._store = store
        self._now = now
        self._ended = ended

    async def renew(self, guild_id: GuildId) -> str:
        """Make a key, which nobody can ask for again; the one before it ends."""
        secret = new_secret()
        await self._store.save(guild_id, hashed(secret), self._now())
        self._ended(guild_id)
        return secret

    async def revoke(self, guild_id: GuildId) -> None:
        """End a guild's key, if it has one."""
        await self._store.delete(guild_id)
        self._ended(guild_id)

    async def made_at(self, guild_id: GuildId) -> float | None:
        """Say when a guild's key was made; None where there is none."""
        return await self._store.made_at(guild_id)

    async def guild_of(self, secret: str) -> GuildId | None:
        """Return the guild that a key belongs to."""
        return await self._store.find(hashed(secret))
