"""One play of one track: where it stands, what awaits it, and how it is shown."""

from typing import NamedTuple

from sim.lavalink.encoding import encode_track
from sim.lavalink.fate import Fate, Turn
from sim.lavalink.playback import PlaybackClock
from sim.lavalink.track import Json, Track


class Ahead(NamedTuple):
    """A turn to come, the position it belongs to, and the node's time until then."""

    wait_ms: float
    at_ms: int
    turn: Turn


class Playing:
    """A track in a player, from its start to its end."""

    def __init__(self, track: Track, fate: Fate, clock: PlaybackClock, user_data: Json) -> None:
        self.track = track
        self.user_data = user_data
        self.end_time_ms: int | None = None
        self.is_dead = False
        self.stuck_reported = False
        self._fate = fate
        self._clock = clock

    @property
    def refuses_to_load(self) -> bool:
        return self._fate.refuses_to_load

    @property
    def position_ms(self) -> int:
        return min(round(self._clock.position_ms), self.track.length_ms)

    @property
    def is_stalled(self) -> bool:
        """Say whether the audio has dried up at the present position."""
        stalls_at_ms = self._fate.stalls_at_ms
        return stalls_at_ms is not None and self._clock.position_ms >= stalls_at_ms

    def run(self, *, audible: bool, speed: float) -> None:
        """Let the position run if somebody hears it and there is something to hear."""
        self._clock.set_rate(speed)
        self._clock.run(audible and not self.refuses_to_load and not self.is_stalled)

    def seek(self, position_ms: int) -> None:
        if not self.track.is_stream:
            self._clock.seek(position_ms)

    def set_end_time(self, end_time_ms: int | None) -> None:
        """Set where to end early; a time that already lies behind has no effect."""
        late = end_time_ms is not None and end_time_ms <= self._clock.position_ms
        self.end_time_ms = None if late else end_time_ms

    def next_turn(self) -> "Ahead | None":
        """Return what happens to this track next; None if nothing does while things stay so."""
        turns = self._fate.turns()
        if self.end_time_ms is not None:
            turns.append((self.end_time_ms, Turn.END))
        if not self.track.is_stream:
            turns.append((self.track.length_ms, Turn.END))
        if not turns:
            return None
        at_ms, turn = min(turns, key=lambda planned: planned[0])
        wait_ms = self._clock.ms_until(at_ms)
        return None if wait_ms is None else Ahead(wait_ms, at_ms, turn)

    def settle(self, at_ms: int) -> None:
        """Stand exactly on a position that was just reached, free of rounding."""
        self._clock.seek(max(at_ms, self._clock.position_ms))

    def wire(self) -> Json:
        encoded = encode_track(self.track, self.position_ms)
        return self.track.wire(encoded, self.position_ms, self.user_data)
