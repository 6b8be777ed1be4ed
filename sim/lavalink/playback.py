"""Where a playing track stands: a position that runs with the node's time while it may."""

from collections.abc import Callable


class PlaybackClock:
    """A position within a track that can be stopped, moved and run at another rate."""

    def __init__(self, now_ms: Callable[[], float], length_ms: int, position_ms: float = 0) -> None:
        self._now_ms = now_ms
        self._length_ms = length_ms
        self._position_ms = self._clamp(position_ms)
        self._since_ms = now_ms()
        self._rate = 1.0
        self._running = False

    @property
    def position_ms(self) -> float:
        if not self._running:
            return self._position_ms
        elapsed_ms = self._now_ms() - self._since_ms
        return self._clamp(self._position_ms + elapsed_ms * self._rate)

    def seek(self, position_ms: float) -> None:
        self._position_ms = self._clamp(position_ms)
        self._since_ms = self._now_ms()

    def run(self, running: bool) -> None:
        self.seek(self.position_ms)
        self._running = running

    def set_rate(self, rate: float) -> None:
        self.seek(self.position_ms)
        self._rate = rate

    def ms_until(self, position_ms: float) -> float | None:
        """Return how much of the node's time passes until a position; None if it is never met."""
        distance_ms = position_ms - self.position_ms
        if distance_ms <= 0:
            return 0.0
        if not self._running or self._rate <= 0:
            return None
        return distance_ms / self._rate

    def _clamp(self, position_ms: float) -> float:
        return min(max(position_ms, 0.0), float(self._length_ms))
