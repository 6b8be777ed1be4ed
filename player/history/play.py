"""One play: a track that sounded for somebody, once (pure)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from auth.identity import GuildId, UserId

PlayId = NewType("PlayId", str)
"""Names a play; unlike the player's own numbers it is the same for good and everywhere."""

StayId = NewType("StayId", str)
"""Names one stay of a bot in a guild's voice channel (the archive calls it a session)."""

VALID_FROM_MS = 30_000
VALID_FROM_SHARE = 0.15


class Origin(StrEnum):
    """Who told us of a play."""

    PLAYER = "player"
    ARCHIVE = "archive"
    LISTENBRAINZ = "listenbrainz"
    AUDIOSCROBBLER = "audioscrobbler"
    MALOJA = "maloja"
    JELLYFIN = "jellyfin"
    MULTISCROBBLER = "multiscrobbler"


MEASURED = frozenset({Origin.PLAYER, Origin.ARCHIVE})
"""Who tells how long a track sounded; everybody else speaks up only when it was long enough."""


@dataclass(frozen=True, slots=True)
class Play:
    """A track that began at `started_at`, and how it ended, if it has.

    Times are Unix milliseconds. `duration_ms` is 0 for a live stream or where nobody said.
    `played_ms` is the time that really sounded, in milliseconds of the track: no pauses, nothing
    skipped, and a part heard twice counts twice. It is None where only the end is known.
    `requester` is None where nobody in person asked. `client` names the program that told of it,
    and `told_at` is when somebody did.
    """

    id: PlayId
    origin: Origin
    title: str
    artist: str
    started_at: int
    listeners: tuple[UserId, ...] = ()
    guild_id: GuildId | None = None
    stay_id: StayId | None = None
    source: str = ""
    source_id: str = ""
    url: str | None = None
    artwork_url: str | None = None
    album: str | None = None
    duration_ms: int = 0
    requester: UserId | None = None
    ended_at: int | None = None
    played_ms: int | None = None
    client: str = ""
    told_at: int | None = None

    @property
    def is_valid(self) -> bool | None:
        """Whether it was heard long enough to count; None while it goes on."""
        if self.ended_at is None:
            return None
        if self.origin not in MEASURED:
            return True
        return counts(self.heard_ms, self.duration_ms)

    @property
    def heard_ms(self) -> int:
        """How much of it sounded, as far as is known."""
        if self.played_ms is not None:
            return self.played_ms
        if self.ended_at is None:
            return 0
        lasted = max(0, self.ended_at - self.started_at)
        return min(lasted, self.duration_ms) if self.duration_ms else lasted


def counts(played_ms: int, duration_ms: int) -> bool:
    """Say whether a play is valid: half a minute of it, or 15 percent, was heard."""
    enough_of_it = duration_ms > 0 and played_ms >= VALID_FROM_SHARE * duration_ms
    return played_ms >= VALID_FROM_MS or enough_of_it
