"""Every guild's settings, at hand without waiting, and changed in one place."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Protocol

from auth.identity import GuildId
from player.bus import GuildChanges
from player.core.policy import DEFAULT_POLICY, Policy

Change = Callable[[Policy], Policy]
Adopt = Callable[[GuildId, Policy], None]
"""Tells a guild's player, if it has one, that its settings have changed."""


class PolicyStore(Protocol):
    async def load_all(self) -> Mapping[GuildId, Policy]: ...

    async def save(self, guild_id: GuildId, policy: Policy) -> None: ...


class GuildPolicies:
    """Keeps the settings of all guilds in memory; only those that differ are stored.

    `changes` tells its watchers of every guild whose settings have changed.
    """

    def __init__(self, store: PolicyStore) -> None:
        self.changes = GuildChanges()
        self._store = store
        self._policies: dict[GuildId, Policy] = {}
        self._changing = asyncio.Lock()

    async def load(self) -> None:
        self._policies = dict(await self._store.load_all())

    def of(self, guild_id: GuildId) -> Policy:
        return self._policies.get(guild_id, DEFAULT_POLICY)

    def with_private_profiles(self) -> frozenset[GuildId]:
        """Return the guilds whose voice profiles are for their members only."""
        return frozenset(
            guild_id for guild_id, policy in self._policies.items() if policy.profiles.private
        )

    async def change(self, guild_id: GuildId, change: Change, adopt: Adopt) -> Policy:
        """Apply a change to the latest settings, store them, and tell the player.

        Changes are made one after the other, so that two managers at once both come through.
        """
        async with self._changing:
            policy = change(self.of(guild_id))
            await self._store.save(guild_id, policy)
            self._policies[guild_id] = policy
            adopt(guild_id, policy)
            self.changes.tell(guild_id)
            return policy
