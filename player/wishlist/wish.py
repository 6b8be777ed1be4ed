"""A wish, and when it is tried again (pure)."""

from dataclasses import dataclass, replace
from typing import NewType

from player.holder import Holder
from player.playlists.playlist import PlaylistId
from player.wishlist.song import Song

WishId = NewType("WishId", str)

FIRST_PAUSE_MS = 30 * 60 * 1000
"""Sources learn of new music within hours, seldom within minutes."""

LONGEST_PAUSE_MS = 7 * 24 * 60 * 60 * 1000
"""What is not there for weeks is looked for once a week: somebody may still upload it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Something that a holder wants; times are Unix milliseconds.

    `source_type` says where the wish comes from, in the words of whoever made it. `reason` is why
    there is nothing yet, for people. What is found goes into the playlist, or without one to the
    favourites.
    """

    id: WishId
    holder: Holder
    song: Song
    added_at: int
    due_at: int
    reason: str
    source_type: str = "api"
    playlist_id: PlaylistId | None = None
    attempts: int = 0
    tried_at: int | None = None

    def failed(self, reason: str, at: int) -> "Wish":
        """Return the wish after one more attempt in vain; the same attempt counts once."""
        if self.tried_at is not None and at <= self.tried_at:
            return self
        return replace(
            self,
            reason=reason,
            attempts=self.attempts + 1,
            tried_at=at,
            due_at=at + pause_ms(self.attempts + 1),
        )

    def put_off(self, reason: str, at: int) -> "Wish":
        """Return the wish after an outage, for which it is not to blame."""
        return replace(self, reason=reason, tried_at=at, due_at=at + FIRST_PAUSE_MS)


def pause_ms(attempts: int) -> int:
    """Return how long to wait after so many attempts: twice as long each time."""
    # Whoever has waited for the longest time waits no longer, however often that was.
    return int(min(FIRST_PAUSE_MS * 2 ** min(max(0, attempts - 1), 20), LONGEST_PAUSE_MS))
