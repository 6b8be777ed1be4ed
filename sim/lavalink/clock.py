"""The time of a simulated node: a real or injected clock, run at the node's own speed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager


class NodeClock:
    """Milliseconds since the node started, and the Unix time that belongs to them."""

    def __init__(
        self, seconds: Callable[[], float], epoch: Callable[[], float], timescale: float
    ) -> None:
        self._seconds = seconds
        self._timescale = timescale
        self._started = seconds()
        self._epoch_start = epoch()
        self._frozen_ms: float | None = None

    def now_ms(self) -> float:
        """Return the node's time; during an appointment this is the moment it was made for."""
        return self.real_now_ms() if self._frozen_ms is None else self._frozen_ms

    def real_now_ms(self) -> float:
        return (self._seconds() - self._started) * 1000 * self._timescale

    def epoch_ms(self) -> int:
        """Return Unix milliseconds; they do not run faster when the node's time does."""
        return round(self._epoch_start * 1000 + self.now_ms() / self._timescale)

    def seconds_until(self, due_ms: float) -> float:
        """Return how long one has to sleep, in real seconds, until the node's time is `due_ms`."""
        return max(0.0, (due_ms - self.real_now_ms()) / 1000 / self._timescale)

    @contextmanager
    def frozen_at(self, moment_ms: float) -> Iterator[None]:
        """Hold the time at a moment, so that what is due then sees exactly that time."""
        self._frozen_ms = moment_ms
        try:
            yield
        finally:
            self._frozen_ms = None


class ManualClock:
    """A clock for tests that stands still until it is told to advance."""

    def __init__(self, seconds: float = 0.0) -> None:
        self._seconds = seconds

    def __call__(self) -> float:
        return self._seconds

    def advance(self, seconds: float) -> None:
        if seconds < 0:
            raise ValueError("Time does not run backwards.")
        self._seconds += seconds
