import pytest

from auth.identity import person
from player.bus import Recorded
from player.core.events import (
    EntriesMoved,
    EntriesRemoved,
    EntryMoved,
    EntryRemoved,
    Event,
    Outcome,
    QueueReordered,
    QueueRestored,
    TrackEnded,
    TracksAdded,
    TrackStarted,
    VolumeChanged,
    VoteEnded,
    VotersChanged,
    VoteStarted,
)
from player.core.playback import Playhead
from player.core.requests import Skip
from player.core.state import PlayerState
from player.core.track import Entry, EntryId, PlayId
from player.core.votes import Vote, VoteEnd, VoteId
from player.outbox.happenings import LISTED_AT_MOST, Happening, concerns, happenings
from player.outbox.receiver import Topic
from tests.support.builders import ADA, BOB, GUILD, track

NOW = 1_795_435_200_000
ENTRY = Entry(EntryId(7), track("Song"), ADA)
VOTE = Vote(VoteId(3), Skip(), ADA, (ADA,), NOW + 60_000)
QUEUE = (ENTRY, Entry(EntryId(8), track("Other"), None))


def recorded(*events: Event) -> Recorded:
    state = PlayerState(GUILD, current=ENTRY, queue=QUEUE, votes=(VOTE,))
    return Recorded(GUILD, 12, NOW, person(BOB), events, state, state)


def told(*events: Event) -> list[Happening]:
    assert concerns(recorded(*events))
    return happenings(recorded(*events))


def test_a_message_says_what_where_when_and_by_whom() -> None:
    (happening,) = told(TrackStarted(ENTRY, PlayId(1), Playhead(0, NOW)))
    assert happening.topic is Topic.TRACK
    assert happening.message == {
        "type": "track.started",
        "timestamp": "2026-11-23T12:00:00.000Z",
        "data": {
            "guild_id": GUILD,
            "revision": 12,
            "by": BOB,
            "entry": {
                "id": 7,
                "title": "Song",
                "artist": ENTRY.track.author,
                "source": ENTRY.track.source,
                "source_id": ENTRY.track.identifier,
                "url": ENTRY.track.url,
                "artwork_url": ENTRY.track.artwork_url,
                "duration_ms": ENTRY.track.length_ms,
                "requester": ADA,
            },
            "position_ms": 0,
        },
    }


@pytest.mark.parametrize(
    ("event", "kind", "part"),
    [
        (TrackEnded(Outcome.SKIPPED, 9, NOW), "track.ended", {"outcome": "skipped"}),
        (VoteStarted(VOTE), "vote.started", {"id": 3, "starter": ADA, "action": "skip “Song”"}),
        (VotersChanged(VOTE.id, (ADA, BOB)), "vote.changed", {"voters": [ADA, BOB]}),
        (VoteEnded(VOTE.id, VoteEnd.PASSED, NOW), "vote.ended", {"id": 3, "how": "passed"}),
        (VoteEnded(VoteId(9), VoteEnd.MOOT, NOW), "vote.ended", {"id": 9, "how": "moot"}),
        (TracksAdded(QUEUE, 4), "queue.added", {"count": 2, "position": 4, "queue_length": 2}),
        (EntryRemoved(EntryId(7)), "queue.removed", {"ids": [7], "count": 1}),
        (EntriesRemoved(frozenset({EntryId(7)})), "queue.removed", {"ids": [7], "count": 1}),
        (EntryMoved(EntryId(7), 1), "queue.moved", {"ids": [7], "position": 1}),
        (EntriesMoved(frozenset({EntryId(8)}), 0), "queue.moved", {"ids": [8], "position": 0}),
        (QueueReordered((EntryId(7), EntryId(8))), "queue.reordered", {"ids": [7, 8]}),
        (QueueRestored(QUEUE), "queue.restored", {"ids": [7, 8], "queue_length": 2}),
    ],
)
def test_every_kind(event: Event, kind: str, part: dict[str, object]) -> None:
    (happening,) = told(event)
    assert happening.message["type"] == kind
    assert happening.topic == kind.partition(".")[0]
    assert part.items() <= happening.message["data"].items()


def test_what_is_no_topic_is_not_told() -> None:
    assert not concerns(recorded(VolumeChanged(7)))
    assert happenings(recorded(VolumeChanged(7))) == []


def test_long_lists_are_told_by_their_beginning_and_their_number() -> None:
    many = tuple(Entry(EntryId(number), track("Song"), None) for number in range(1_000))
    (happening,) = told(TracksAdded(many, 0))
    data = happening.message["data"]
    assert (len(data["entries"]), data["count"]) == (LISTED_AT_MOST, 1_000)
