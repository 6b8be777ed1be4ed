"""What keeps profiles and leaderboards."""

from collections.abc import AsyncIterator, Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from auth.identity import GuildId, UserId
from player.ledger.account import Account, AccountId
from player.profiles.changes import Change
from player.profiles.profile import Profile

Apply = Callable[[Profile, Change], Profile]


class TopType(StrEnum):
    """By what profiles are ranked."""

    POINTS = "points"
    LEVELS = "levels"
    TIME = "time"
    TEXT_LEVEL = "text-level"
    TEXT_MESSAGE = "text-message"
    PRAY_STREAK = "pray-streak"


@dataclass(frozen=True, slots=True)
class Circle:
    """Whose profiles are meant: those of one guild, or of all but the private ones."""

    guild_id: GuildId | None = None
    without: Collection[GuildId] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a list; without a `limit`, all from `start` on."""

    start: int = 0
    limit: int | None = None


EVERYTHING = Span()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a profile stands in a top; the best is at 1."""

    place: int
    profile: Profile


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts and sums over profiles and their transactions; shares are from 0 to 1."""

    profiles: int
    guilds: int
    users: int
    voicepoints: int
    experience: int
    time: int
    messages: int
    transactions: int
    moved: int
    richest_share: float
    richest_ten_share: float
    guild_share: float


class ProfileStore(Protocol):
    async def find(self, guild_id: GuildId, user_id: UserId) -> Profile | None: ...

    async def account(self, account_id: AccountId) -> Account | None:
        """Return the account of the profile with this id."""
        ...

    def all(self, circle: Circle, span: Span = EVERYTHING) -> AsyncIterator[Profile]:
        """Give profiles ordered by guild and user."""
        ...

    def top(self, circle: Circle, by: TopType, span: Span) -> AsyncIterator[Profile]:
        """Give profiles with the best first, without those of people who hide."""
        ...

    async def standing(self, guild_id: GuildId, user_id: UserId, by: TopType) -> Standing | None:
        """Return where somebody stands in a guild's top, unless they hide or have no profile."""
        ...

    async def summary(self, circle: Circle) -> Summary: ...

    async def guilds(self, without: Collection[GuildId]) -> Sequence[GuildId]: ...

    async def guilds_of(
        self, user_id: UserId, without: Collection[GuildId]
    ) -> Sequence[GuildId]: ...

    async def reset(self, profile: Profile, by: Account, at: int) -> Profile:
        """Put a new profile in the place of any other, whose points go back to `by`."""
        ...

    async def change(
        self, changes: Sequence[tuple[AccountId, Change]], apply: Apply
    ) -> Sequence[Profile]:
        """Change profiles, all or none; raise `UnknownProfile`."""
        ...

    async def hide(self, user_id: UserId, hidden: bool) -> None:
        """Keep somebody out of all tops from now on, or let them in again."""
        ...

    async def hides(self, user_id: UserId) -> bool: ...

    async def hidden_among(self, user_ids: Collection[UserId]) -> Collection[UserId]:
        """Return who of these people hides."""
        ...
