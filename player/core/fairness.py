"""Round robin by requester: where a new entry stands in a fair queue."""

from collections import Counter

from auth.identity import UserId
from player.core.track import Entry


def fair_place(queue: tuple[Entry, ...], requester: UserId | None) -> int:
    """Return the index at which this requester's next entry has its turn.

    A requester's n-th entry in the queue belongs to round n; the new one goes to the end of its
    round, in front of the first entry of a later round.
    """
    round_of_new = sum(entry.requester == requester for entry in queue) + 1
    rounds: Counter[UserId | None] = Counter()
    place = 0
    for index, entry in enumerate(queue, start=1):
        rounds[entry.requester] += 1
        if rounds[entry.requester] <= round_of_new:
            place = index
    return place
