"""What people hear right now in other places than ours, as their programs tell us."""

from collections.abc import Callable
from dataclasses import dataclass

from auth.identity import UserId
from player.history.heard import Heard
from player.history.play import Origin

UNKNOWN_LENGTH_MS = 600_000
REMEMBERED = 100_000


@dataclass(frozen=True, slots=True)
class PlayingElsewhere:
    """A track from `at` on, in Unix milliseconds; at the latest `until` it is over."""

    heard: Heard
    origin: Origin
    at: int
    until: int


Watcher = Callable[[UserId, PlayingElsewhere | None], None]


class Elsewhere:
    """Remembers one track for each person, until it must be over; a restart forgets them.

    `now` is Unix time in milliseconds.
    """

    def __init__(self, now: Callable[[], int], most: int = REMEMBERED) -> None:
        self._watchers: list[Watcher] = []
        self._now = now
        self._most = most
        self._playing: dict[UserId, PlayingElsewhere] = {}

    def watch(self, watcher: Watcher) -> None:
        """Have somebody hear of every change that programs tell of."""
        self._watchers.append(watcher)

    def of(self, listener: UserId) -> PlayingElsewhere | None:
        playing = self._playing.get(listener)
        return playing if playing is not None and self._now() < playing.until else None

    def begin(self, listener: UserId, origin: Origin, heard: Heard) -> None:
        """Take that a track plays now; being told of the same one again changes nothing."""
        before = self.of(listener)
        if before is not None and before.heard.track == heard.track:
            return
        now = self._now()
        until = now + (heard.duration_ms or UNKNOWN_LENGTH_MS)
        playing = PlayingElsewhere(heard, origin, now, until)
        self._playing.pop(listener, None)
        self._playing[listener] = playing
        self._make_room()
        self._tell(listener, playing)

    def end(self, listener: UserId, heard: Heard) -> None:
        """Take that a track plays no more; another one goes on."""
        before = self.of(listener)
        if before is not None and before.heard.track == heard.track:
            del self._playing[listener]
            self._tell(listener, None)

    def forget(self, listener: UserId) -> None:
        """Forget what somebody hears, as they wish."""
        if self._playing.pop(listener, None) is not None:
            self._tell(listener, None)

    def _tell(self, listener: UserId, playing: PlayingElsewhere | None) -> None:
        for watcher in self._watchers:
            watcher(listener, playing)

    def _make_room(self) -> None:
        """Forget what is over, and else the oldest: those stand in front."""
        if len(self._playing) <= self._most:
            return
        now = self._now()
        going_on = {who: each for who, each in self._playing.items() if now < each.until}
        for who in list(going_on)[: len(going_on) - self._most]:
            del going_on[who]
        self._playing = going_on
