"""An edit of the queue as its author may take it back."""

from dataclasses import dataclass

from auth.identity import UserId
from player.core.track import Entry, EntryId


@dataclass(frozen=True, slots=True)
class QueueEdit:
    """The queue before an edit, and the ids that were in it right after."""

    author: UserId
    before: tuple[Entry, ...]
    after: tuple[EntryId, ...]

    def taken_back(self, now: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """Return the queue `now` without the edit, keeping what happened since.

        What was played since stays gone; what came into the queue since stays where it came:
        in front (a track put back) or at the end.
        """
        present = {entry.id for entry in now}
        known = {entry.id for entry in self.before} | set(self.after)
        played = set(self.after) - present
        kept = tuple(entry for entry in self.before if entry.id not in played)
        newcomers = [entry for entry in now if entry.id not in known]
        front = now[: _leading(now, known)]
        return (*front, *kept, *(entry for entry in newcomers if entry not in front))


def _leading(queue: tuple[Entry, ...], known: set[EntryId]) -> int:
    """Return how many entries in front are unknown."""
    for place, entry in enumerate(queue):
        if entry.id in known:
            return place
    return 0
