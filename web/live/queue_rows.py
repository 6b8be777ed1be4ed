"""How a queue is written in the stream: ids in runs, and entries as rows under common columns."""

from collections.abc import Iterable, Sequence

from player.core.track import Entry, EntryId

WINDOW = 100
"""How many entries from the front are shown in full; the others are asked for when needed."""

COLUMNS = (
    "id",
    "title",
    "author",
    "url",
    "identifier",
    "thumbnail",
    "platform",
    "stream",
    "length",
    "requester",
)

Row = list[object]
Runs = list[int | list[int]]


def row(entry: Entry) -> Row:
    """Return an entry's values in the order of `COLUMNS`; the requester is a user id."""
    track = entry.track
    return [
        entry.id,
        track.title,
        track.author,
        track.url,
        track.identifier,
        track.artwork_url,
        track.source,
        track.is_stream,
        track.length_ms,
        entry.requester,
    ]


def runs(ids: Iterable[EntryId]) -> Runs:
    """Write ids in their order; `[8, 12]` stands for 8, 9, 10, 11, 12.

    Ids grow in the order of addition, so a playlist of thousands is a handful of bytes.
    """
    found: list[list[int]] = []
    for each in ids:
        if found and each == found[-1][1] + 1:
            found[-1][1] = each
        else:
            found.append([each, each])
    return [written for first, last in found for written in _written(first, last)]


def length_ms(queue: Sequence[Entry]) -> int:
    return sum(entry.track.length_ms for entry in queue)


def _written(first: int, last: int) -> Runs:
    """Write a run as a pair where that is no longer than the ids themselves."""
    return [[first, last]] if last > first + 1 else list(range(first, last + 1))
