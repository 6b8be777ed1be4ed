"""What the history needs of a database, as a protocol."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from auth.identity import GuildId, UserId
from player.history.play import Play, PlayId


class PlayStore(Protocol):
    """Keeps plays for good; a play and its listeners are written in one step."""

    async def add(self, play: Play) -> None:
        """Write a new play."""
        ...

    async def add_heard(self, plays: Sequence[Play]) -> Sequence[Play]:
        """Write plays that a person told us of; return those that were not known before.

        The same person, moment (to the second) and track make the same play.
        """
        ...

    async def save(self, play: Play) -> None:
        """Write a play anew, as it stands now."""
        ...

    async def get(self, play_id: PlayId) -> Play | None: ...

    async def recent_of_guild(
        self, guild_id: GuildId, limit: int, before: int | None = None
    ) -> Sequence[Play]:
        """Return the latest ended plays of a guild that began before a moment, the latest first."""
        ...

    async def recent_of_listener(
        self, user_id: UserId, limit: int, before: int | None = None, after: int | None = None
    ) -> Sequence[Play]:
        """Return the latest ended plays that a person heard, between two moments (exclusive)."""
        ...

    def all(self) -> AsyncIterator[Play]:
        """Give every play there is, in the order in which they began."""
        ...
