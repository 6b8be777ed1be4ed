"""What a guild's webhooks are told of what has happened to its player (pure)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from player.bus import Recorded
from player.core.events import (
    EntriesMoved,
    EntriesRemoved,
    EntryMoved,
    EntryRemoved,
    Event,
    QueueReordered,
    QueueRestored,
    TrackEnded,
    TracksAdded,
    TrackStarted,
    VoteEnded,
    VotersChanged,
    VoteStarted,
)
from player.core.track import Entry
from player.core.votes import Vote, VoteId
from player.outbox.receiver import Topic
from player.outbox.tellings import Json, message
from player.wording import describe_request

LISTED_AT_MOST = 100
"""How many entries a message names; it says how many there are."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened, and the message that tells it."""

    topic: Topic
    message: Json


def concerns(recorded: Recorded) -> bool:
    """Say whether a record holds anything that webhooks may be told of."""
    return any(type(event) in TELLINGS for event in recorded.events)


def happenings(recorded: Recorded) -> list[Happening]:
    """Tell what a record holds, in the order in which it happened."""
    told = []
    for event in recorded.events:
        if (telling := TELLINGS.get(type(event))) is not None:
            kind, tell = telling
            data = {
                "guild_id": recorded.guild_id,
                "revision": recorded.seq,
                "by": recorded.actor.user_id,
                **tell(event, recorded),
            }
            topic = Topic(kind.partition(".")[0])
            told.append(Happening(topic, message(kind, recorded.at, data)))
    return told


def _track_started(event: TrackStarted, _recorded: Recorded) -> Json:
    return {"entry": _entry(event.entry), "position_ms": event.playhead.position_ms}


def _track_ended(event: TrackEnded, recorded: Recorded) -> Json:
    current = recorded.before.current
    return {
        "entry": _entry(current) if current else None,
        "outcome": event.outcome,
        "position_ms": event.position_ms,
    }


def _vote_started(event: VoteStarted, recorded: Recorded) -> Json:
    return _vote(event.vote, recorded)


def _vote_changed(event: VotersChanged, recorded: Recorded) -> Json:
    known = _known_vote(event.vote_id, recorded)
    told = _vote(known, recorded) if known else {"id": event.vote_id}
    return {**told, "voters": list(event.voters)}


def _vote_ended(event: VoteEnded, recorded: Recorded) -> Json:
    known = _known_vote(event.vote_id, recorded)
    told = _vote(known, recorded) if known else {"id": event.vote_id}
    return {**told, "how": event.how}


def _added(event: TracksAdded, recorded: Recorded) -> Json:
    listed = [_entry(entry) for entry in event.entries[:LISTED_AT_MOST]]
    counts = {"count": len(event.entries), "position": event.index}
    return {"entries": listed, **counts, **_length(recorded)}


def _removed(event: EntryRemoved, recorded: Recorded) -> Json:
    return {**_ids([event.entry_id]), **_length(recorded)}


def _several_removed(event: EntriesRemoved, recorded: Recorded) -> Json:
    return {**_ids(event.entry_ids), **_length(recorded)}


def _moved(event: EntryMoved, recorded: Recorded) -> Json:
    return {**_ids([event.entry_id]), "position": event.position, **_length(recorded)}


def _several_moved(event: EntriesMoved, recorded: Recorded) -> Json:
    return {**_ids(event.entry_ids), "position": event.position, **_length(recorded)}


def _another_order(_event: QueueReordered | QueueRestored, recorded: Recorded) -> Json:
    return {**_ids(entry.id for entry in recorded.after.queue), **_length(recorded)}


def _entry(entry: Entry) -> Json:
    track = entry.track
    return {
        "id": entry.id,
        "title": track.title,
        "artist": track.author,
        "source": track.source,
        "source_id": track.identifier,
        "url": track.url,
        "artwork_url": track.artwork_url,
        "duration_ms": track.length_ms,
        "requester": entry.requester,
    }


def _vote(vote: Vote, recorded: Recorded) -> Json:
    return {
        "id": vote.id,
        "action": str(describe_request(vote.request, recorded.before)),
        "starter": vote.starter,
        "voters": list(vote.voters),
        "expires_at": vote.expires_at,
    }


def _known_vote(vote_id: VoteId, recorded: Recorded) -> Vote | None:
    started = [event.vote for event in recorded.events if isinstance(event, VoteStarted)]
    return next((vote for vote in [*recorded.before.votes, *started] if vote.id == vote_id), None)


def _ids(ids: Iterable[int]) -> Json:
    every = list(ids)
    return {"ids": every[:LISTED_AT_MOST], "count": len(every)}


def _length(recorded: Recorded) -> Json:
    return {"queue_length": len(recorded.after.queue)}


TELLINGS: dict[type[Event], tuple[str, Callable[[Any, Recorded], Json]]] = {
    TrackStarted: ("track.started", _track_started),
    TrackEnded: ("track.ended", _track_ended),
    VoteStarted: ("vote.started", _vote_started),
    VotersChanged: ("vote.changed", _vote_changed),
    VoteEnded: ("vote.ended", _vote_ended),
    TracksAdded: ("queue.added", _added),
    EntryRemoved: ("queue.removed", _removed),
    EntriesRemoved: ("queue.removed", _several_removed),
    EntryMoved: ("queue.moved", _moved),
    EntriesMoved: ("queue.moved", _several_moved),
    QueueReordered: ("queue.reordered", _another_order),
    QueueRestored: ("queue.restored", _another_order),
}
"""The type of each message; what stands before its dot is its topic."""
