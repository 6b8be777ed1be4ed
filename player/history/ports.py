"""What the history needs of a database, as protocols."""

from collections.abc import AsyncIterator, Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from auth.identity import GuildId, UserId
from player.history.play import Play, PlayId, StayId
from player.history.stay import Stay
from player.history.turn import Turn


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a list of plays somebody has read up to: the last play that they have seen."""

    started_at: int
    play_id: PlayId


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of a person's plays are meant; times are Unix milliseconds.

    The words stand in the title, the artist, or the album. `since` is included, `until` is not.
    """

    words: str = ""
    guild_id: GuildId | None = None
    source: str | None = None
    since: int | None = None
    until: int | None = None
    after: Place | None = None


class PlayStore(Protocol):
    """Keeps plays for good.

    A play is one document, its listeners in it, so it is never half there. Whatever makes a play
    count adds it to the tallies in the same transaction, so each play is in them exactly once.
    """

    async def add(self, play: Play) -> None:
        """Write that a play has begun; one that is known already stays as it is."""
        ...

    async def end(self, play: Play) -> bool:
        """Write a play that is over, new or known; say no where it was over before."""
        ...

    async def tell(self, plays: Sequence[Play]) -> Sequence[Play]:
        """Write plays that people told us of; return those that were not known before.

        The same person, moment (to the second) and track make the same play.
        """
        ...

    async def get(self, play_id: PlayId) -> Play | None: ...

    def of_stay(self, stay_id: StayId) -> AsyncIterator[Play]:
        """Give the plays of a stay, the oldest first."""
        ...

    async def recent_of_guild(
        self, guild_id: GuildId, limit: int, before: int | None = None
    ) -> Sequence[Play]:
        """Return the latest ended plays of a guild that began before a moment, the latest first."""
        ...

    async def recent_of_listener(
        self,
        user_id: UserId,
        limit: int,
        before: int | None = None,
        after: int | None = None,
        guild_ids: Collection[GuildId] | None = None,
    ) -> Sequence[Play]:
        """Return the latest ended plays that a person heard, between two moments (exclusive).

        With `guild_ids` only what was played in one of these guilds.
        """
        ...

    async def found(self, user_id: UserId, wanted: Wanted, limit: int) -> Sequence[Play]:
        """Return the latest ended plays that a person heard and that are wanted."""
        ...

    def about(self, user_id: UserId) -> AsyncIterator[Play]:
        """Give every ended play that a person heard or asked for, the latest first."""
        ...

    def all(self) -> AsyncIterator[Play]:
        """Give every play there is, in the order in which they began."""
        ...


class ListenStore(Protocol):
    """Reads what one person heard, in whole seconds, and takes single listens out again.

    Only plays that count are listens.
    """

    async def latest_of(
        self, user_id: UserId, limit: int, before_s: int | None, after_s: int | None
    ) -> Sequence[Play]:
        """Return listens between two moments (exclusive), the latest first.

        Of too many those nearest to `after_s` come where only that is given.
        """
        ...

    async def count(self, user_id: UserId) -> int: ...

    async def span(self, user_id: UserId) -> tuple[int, int] | None:
        """Return when the first and the latest listen began, in Unix milliseconds."""
        ...

    async def take(
        self, user_id: UserId, second: int, is_meant: Callable[[Play], bool]
    ) -> Play | None:
        """Take the listen that is meant, of those that began in a second, from a person.

        What was played to others too stays theirs. The sums go down with it.
        """
        ...


class PublicListeners(Protocol):
    """Remembers who lets everybody read their listens, and by which name."""

    async def publish(self, user_id: UserId, name: str) -> bool:
        """Let everybody read; say no where somebody else is known by the name."""
        ...

    async def hide(self, user_id: UserId) -> None: ...

    async def is_public(self, user_id: UserId) -> bool: ...

    async def find(self, name: str) -> tuple[UserId, str] | None:
        """Return who goes by a name in whatever case, and how they write it."""
        ...


class Forgetting(Protocol):
    async def forget(self, user_id: UserId) -> int:
        """Take a person out of everything that was played, and return out of how many plays.

        The plays of guilds stay, and so do the sums of the guilds and of everybody else.
        """
        ...


class StayStore(Protocol):
    async def save(self, stay: Stay) -> None: ...

    async def get(self, stay_id: StayId) -> Stay | None: ...

    async def latest_of(self, guild_ids: Sequence[GuildId], limit: int) -> Sequence[Stay]:
        """Return the latest stays in some guilds, the latest first."""
        ...


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """What goes on in a guild: a track's turn, a stay of the bot, or both."""

    guild_id: GuildId
    turn: Turn | None
    stay: Stay | None


class OpenStore(Protocol):
    """Remembers what is open, so that a restart can go on with it."""

    async def all(self) -> Sequence[LeftOpen]: ...

    async def replace(self, everything: Sequence[LeftOpen]) -> None:
        """Make this all that is open."""
        ...
