"""One track's turn on a guild's player, measured while it lasts (pure)."""

from dataclasses import dataclass, field, replace

from auth.identity import UserId
from player.core.state import PlayerState
from player.core.track import EntryId
from player.history.play import Play

HEARD_FROM_MS = 30_000


@dataclass(frozen=True, slots=True)
class Turn:
    """A play that goes on, and how much of it sounded up to `measured_at` (Unix ms).

    `played_ms` is time of the track, `audible_ms` time of the clock; they differ when the track
    runs faster or slower. `heard_ms` is time of the clock by person.
    """

    play: Play
    entry_id: EntryId
    measured_at: int
    played_ms: int = 0
    audible_ms: int = 0
    heard_ms: dict[UserId, int] = field(default_factory=dict)

    def measured(self, state: PlayerState, until: int) -> "Turn":
        """Return the turn after the player stood as in `state` up to a moment."""
        since = self.measured_at
        if until <= since:
            return self
        played_ms, audible_ms = sounded(state, since, until)
        present = dict.fromkeys(state.electorate, audible_ms) if audible_ms else {}
        heard_ms = self.heard_ms | {
            user_id: self.heard_ms.get(user_id, 0) + gained for user_id, gained in present.items()
        }
        return replace(
            self,
            measured_at=until,
            played_ms=self.played_ms + played_ms,
            audible_ms=self.audible_ms + audible_ms,
            heard_ms=heard_ms,
        )

    def resumed(self, at: int) -> "Turn":
        """Return the turn as going on at a moment, after a while in which nobody measured."""
        return replace(self, measured_at=max(at, self.measured_at))

    def over(self) -> Play:
        """Return the play as it ended at the last measurement."""
        return replace(
            self.play,
            ended_at=self.measured_at,
            played_ms=self.played_ms,
            listeners=self.listeners,
        )

    @property
    def listeners(self) -> tuple[UserId, ...]:
        """Who could hear at least half a minute of it, or half of what sounded."""
        enough_ms = min(HEARD_FROM_MS, self.audible_ms / 2)
        heard = (user for user, gained in self.heard_ms.items() if gained and gained >= enough_ms)
        return tuple(sorted(heard))


def sounded(state: PlayerState, since: int, until: int) -> tuple[int, int]:
    """Return how much sounded while a player stood as in `state`: of the track, by the clock.

    Only what really sounds counts: no pause, no stall, nothing beyond the end of a track.
    """
    playhead = state.playhead
    if playhead is None or not playhead.moving or not state.voice_connected:
        return 0, 0
    played_ms = max(0, state.position_at(until) - state.position_at(since))
    return played_ms, min(until - since, round(played_ms / playhead.rate))
