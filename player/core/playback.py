"""Where in a track we are, without asking a clock more than once."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Playhead:
    """A position that was true at one moment and moves on at a known rate.

    `position_ms` is track time, `at` is Unix time in milliseconds, `rate` is track milliseconds
    per millisecond. A playhead that is `paused` or `stalled` (nothing comes from a node) stands.
    """

    position_ms: int
    at: int
    rate: float = 1.0
    paused: bool = False
    stalled: bool = False

    @property
    def moving(self) -> bool:
        return not (self.paused or self.stalled)

    def position_at(self, now: int, length_ms: int = 0) -> int:
        """Return the position at `now`; a `length_ms` of 0 stands for a track without an end."""
        elapsed = max(0, now - self.at) * self.rate if self.moving else 0
        position = self.position_ms + round(elapsed)
        return min(position, length_ms) if length_ms else position

    def changed(
        self,
        now: int,
        length_ms: int = 0,
        *,
        position_ms: int | None = None,
        rate: float | None = None,
        paused: bool | None = None,
        stalled: bool | None = None,
    ) -> "Playhead":
        """Return the playhead as of `now` with some of its facts changed."""
        here = self.position_at(now, length_ms) if position_ms is None else position_ms
        return replace(
            self,
            position_ms=here,
            at=now,
            rate=self.rate if rate is None else rate,
            paused=self.paused if paused is None else paused,
            stalled=self.stalled if stalled is None else stalled,
        )
