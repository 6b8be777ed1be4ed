"""Tells in a few words what somebody has just done with a player, from what happened."""

from collections.abc import Callable, Iterator

from auth.identity import ActorKind
from player.bus import Recorded
from player.core.events import (
    ChannelChanged,
    Ejected,
    EntriesMoved,
    EntriesRemoved,
    EntryMoved,
    EntryRemoved,
    EqualizerChanged,
    Event,
    FiltersChanged,
    HistoryRewound,
    Outcome,
    PlayheadChanged,
    PlayRenewed,
    QueueReordered,
    QueueRestored,
    RepeatChanged,
    RepeatTrackChanged,
    ShuffleChanged,
    TrackEnded,
    TracksAdded,
    TrackStarted,
    VolumeChanged,
    VoteEnded,
    VotersChanged,
    VoteStarted,
)
from player.core.playback import Playhead
from player.core.state import PlayerState
from player.core.track import EntryId
from player.core.votes import Vote, VoteEnd, VoteId
from player.wording import ON, describe_request


def tell(recorded: Recorded) -> str | None:
    """Return for example “skipped “Song””, to follow the name of who did it.

    None when no person acted, or when nothing was done that people would care to read.
    """
    if recorded.actor.kind is not ActorKind.PERSON:
        return None
    return next(_told(recorded), None)


def tell_passed_votes(recorded: Recorded) -> list[str]:
    """Return a sentence for every vote that passed because somebody came, left, or went deaf."""
    if recorded.actor.kind is ActorKind.PERSON:
        return []
    return [
        f"The vote to {_wish(event.vote_id, recorded)} passed."
        for event in recorded.events
        if isinstance(event, VoteEnded) and event.how is VoteEnd.PASSED
    ]


def _told(recorded: Recorded) -> Iterator[str]:
    """Tell the events one by one; the first one that can be told is what was done."""
    coming = any(isinstance(event, ChannelChanged) for event in recorded.events)
    for event in recorded.events:
        if coming and isinstance(event, GREETINGS):
            continue
        telling = TELLINGS.get(type(event))
        told = telling(event, recorded) if telling else None
        if told:
            yield told


def _added(event: TracksAdded, recorded: Recorded) -> str:
    added = [each for each in recorded.events if isinstance(each, TracksAdded)]
    count = sum(len(each.entries) for each in added)
    return f"added “{event.entries[0].track.title}”" if count == 1 else f"added {count} tracks"


def _moved(event: EntryMoved, recorded: Recorded) -> str:
    return f"moved {_title(event.entry_id, recorded.before)} to place {event.position + 1}"


def _moved_many(event: EntriesMoved, recorded: Recorded) -> str:
    return f"moved {_titles(event.entry_ids, recorded)} to place {event.position + 1}"


def _removed(event: EntryRemoved, recorded: Recorded) -> str:
    return f"removed {_title(event.entry_id, recorded.before)}"


def _removed_many(event: EntriesRemoved, recorded: Recorded) -> str:
    if len(event.entry_ids) == len(recorded.before.queue):
        return "cleared the queue"
    return f"removed {_titles(event.entry_ids, recorded)}"


def _ended(event: TrackEnded, recorded: Recorded) -> str | None:
    current = recorded.before.current
    title = f"“{current.track.title}”" if current else "the track"
    if event.outcome is Outcome.SKIPPED:
        return _jumped(recorded) or f"skipped {title}"
    if any(isinstance(each, HistoryRewound) for each in recorded.events):
        return "went back to the previous track"
    return f"stopped {title}"


def _jumped(recorded: Recorded) -> str | None:
    """Tell what was chosen to play now, if it was not the next track anyway."""
    started = next((each for each in recorded.events if isinstance(each, TrackStarted)), None)
    queue = recorded.before.queue
    if started is None or not queue or started.entry.id == queue[0].id:
        return None
    return f"chose to play “{started.entry.track.title}” now"


def _started(event: TrackStarted, _recorded: Recorded) -> str:
    return f"started “{event.entry.track.title}”"


def _head_moved(event: PlayheadChanged | PlayRenewed, recorded: Recorded) -> str:
    before = recorded.before.playhead
    if before is not None and before.paused != event.playhead.paused:
        return "paused" if event.playhead.paused else "went on playing"
    return f"went to {_minutes(event.playhead)}"


def _minutes(playhead: Playhead) -> str:
    minutes, seconds = divmod(playhead.position_ms // 1000, 60)
    return f"{minutes}:{seconds:02}"


def _vote_started(event: VoteStarted, recorded: Recorded) -> str:
    wish = _wish(event.vote.id, recorded)
    return f"asked for a vote to {wish}{_verdict(event.vote.id, recorded)}"


def _voted(event: VotersChanged, recorded: Recorded) -> str:
    vote = _vote(event.vote_id, recorded)
    wish = _wish(event.vote_id, recorded)
    if vote is not None and len(event.voters) < len(vote.voters):
        return f"took back a vote to {wish}"
    return f"voted to {wish}{_verdict(event.vote_id, recorded)}"


def _vote_ended(event: VoteEnded, recorded: Recorded) -> str | None:
    wish = _wish(event.vote_id, recorded)
    match event.how:
        case VoteEnd.PASSED:
            return f"decided the vote to {wish}"
        case VoteEnd.WITHDRAWN:
            return f"took back the vote to {wish}"
        case _:
            return None


def _verdict(vote_id: VoteId, recorded: Recorded) -> str:
    passed = any(
        isinstance(event, VoteEnded) and event.vote_id == vote_id and event.how is VoteEnd.PASSED
        for event in recorded.events
    )
    return ", which passed" if passed else ""


def _wish(vote_id: VoteId, recorded: Recorded) -> str:
    vote = _vote(vote_id, recorded)
    return describe_request(vote.request, recorded.before) if vote else "do something"


def _vote(vote_id: VoteId, recorded: Recorded) -> Vote | None:
    started = [event.vote for event in recorded.events if isinstance(event, VoteStarted)]
    known = [*recorded.before.votes, *started]
    return next((vote for vote in known if vote.id == vote_id), None)


def _titles(ids: frozenset[EntryId], recorded: Recorded) -> str:
    return f"{len(ids)} tracks" if len(ids) > 1 else _title(next(iter(ids)), recorded.before)


def _title(entry_id: EntryId, state: PlayerState) -> str:
    entry = next((entry for entry in state.queue if entry.id == entry_id), None)
    return f"“{entry.track.title}”" if entry else "a track"


def _fixed(words: str) -> Callable[[Event, Recorded], str]:
    return lambda _event, _recorded: words


GREETINGS = (VolumeChanged, EqualizerChanged, RepeatChanged, ShuffleChanged, QueueReordered)
"""What a bot that comes into a channel sets by itself."""

TELLINGS: dict[type, Callable[..., str | None]] = {
    TracksAdded: _added,
    EntryMoved: _moved,
    EntriesMoved: _moved_many,
    EntryRemoved: _removed,
    EntriesRemoved: _removed_many,
    QueueReordered: _fixed("shuffled the queue"),
    QueueRestored: _fixed("took back an edit of the queue"),
    TrackStarted: _started,
    TrackEnded: _ended,
    PlayheadChanged: _head_moved,
    PlayRenewed: _head_moved,
    RepeatChanged: lambda event, _: f"turned repeat {ON[event.on]}",
    RepeatTrackChanged: lambda event, _: f"turned repeating the track {ON[event.on]}",
    ShuffleChanged: lambda event, _: f"turned shuffle {ON[event.on]}",
    VolumeChanged: lambda event, _: f"set the volume to {event.volume}",
    EqualizerChanged: _fixed("changed the equalizer"),
    FiltersChanged: _fixed("changed the filters"),
    VoteStarted: _vote_started,
    VotersChanged: _voted,
    VoteEnded: _vote_ended,
    Ejected: _fixed("sent the bot away"),
}
