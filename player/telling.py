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
from player.core.sentence import Sentence
from player.core.state import PlayerState
from player.core.track import EntryId
from player.core.votes import Vote, VoteEnd, VoteId
from player.deeds import Deed, deed_of
from player.wording import describe_request, minutes, quoted, several, tracks


def tell(recorded: Recorded) -> Sentence | None:
    """Return for example “skipped “Song””, to follow the name of who did it.

    None when no person acted, or when nothing was done that people would care to read.
    """
    told = _first_told(recorded)
    return told[1] if told else None


def sort_of(recorded: Recorded) -> Deed | None:
    """Return what sort of thing `tell` tells of."""
    told = _first_told(recorded)
    return deed_of(told[0]) if told else None


def tell_passed_votes(recorded: Recorded) -> list[Sentence]:
    """Return a sentence for every vote that passed because somebody came, left, or went deaf."""
    if recorded.actor.kind is ActorKind.PERSON:
        return []
    return [
        Sentence("The vote to {wish} passed.", wish=_wish(event.vote_id, recorded))
        for event in recorded.events
        if isinstance(event, VoteEnded) and event.how is VoteEnd.PASSED
    ]


def _first_told(recorded: Recorded) -> tuple[Event, Sentence] | None:
    if recorded.actor.kind is not ActorKind.PERSON:
        return None
    return next(_told(recorded), None)


def _told(recorded: Recorded) -> Iterator[tuple[Event, Sentence]]:
    """Tell the events one by one; the first one that can be told is what was done."""
    coming = any(isinstance(event, ChannelChanged) for event in recorded.events)
    for event in recorded.events:
        if coming and isinstance(event, GREETINGS):
            continue
        telling = TELLINGS.get(type(event))
        told = telling(event, recorded) if telling else None
        if told:
            yield event, told


def _added(_event: TracksAdded, recorded: Recorded) -> Sentence:
    added = [each for each in recorded.events if isinstance(each, TracksAdded)]
    titles = [entry.track.title for each in added for entry in each.entries]
    return Sentence("added {what}", what=several(titles))


def _moved(event: EntryMoved, recorded: Recorded) -> Sentence:
    return _moved_to(_title(event.entry_id, recorded.before), event.position)


def _moved_many(event: EntriesMoved, recorded: Recorded) -> Sentence:
    return _moved_to(_titles(event.entry_ids, recorded), event.position)


def _removed(event: EntryRemoved, recorded: Recorded) -> Sentence:
    return Sentence("removed {what}", what=_title(event.entry_id, recorded.before))


def _removed_many(event: EntriesRemoved, recorded: Recorded) -> Sentence:
    if len(event.entry_ids) == len(recorded.before.queue):
        return Sentence("cleared the queue")
    return Sentence("removed {what}", what=_titles(event.entry_ids, recorded))


def _ended(event: TrackEnded, recorded: Recorded) -> Sentence | None:
    current = recorded.before.current
    what = quoted(current.track.title) if current else Sentence("the track")
    if event.outcome is Outcome.SKIPPED:
        return _jumped(recorded) or Sentence("skipped {what}", what=what)
    if any(isinstance(each, HistoryRewound) for each in recorded.events):
        return Sentence("went back to the previous track")
    return Sentence("stopped {what}", what=what)


def _jumped(recorded: Recorded) -> Sentence | None:
    """Tell what was chosen to play now, if it was not the next track anyway."""
    started = next((each for each in recorded.events if isinstance(each, TrackStarted)), None)
    queue = recorded.before.queue
    if started is None or not queue or started.entry.id == queue[0].id:
        return None
    return Sentence("chose to play {what} now", what=quoted(started.entry.track.title))


def _started(event: TrackStarted, _recorded: Recorded) -> Sentence:
    return Sentence("started {what}", what=quoted(event.entry.track.title))


def _head_moved(event: PlayheadChanged | PlayRenewed, recorded: Recorded) -> Sentence:
    before = recorded.before.playhead
    if before is not None and before.paused != event.playhead.paused:
        return Sentence("paused") if event.playhead.paused else Sentence("went on playing")
    return Sentence("went to {time}", time=minutes(event.playhead.position_ms))


def _vote_started(event: VoteStarted, recorded: Recorded) -> Sentence:
    wish = _wish(event.vote.id, recorded)
    if _passed(event.vote.id, recorded):
        return Sentence("asked for a vote to {wish}, which passed", wish=wish)
    return Sentence("asked for a vote to {wish}", wish=wish)


def _voted(event: VotersChanged, recorded: Recorded) -> Sentence:
    vote = _vote(event.vote_id, recorded)
    wish = _wish(event.vote_id, recorded)
    if vote is not None and len(event.voters) < len(vote.voters):
        return Sentence("took back a vote to {wish}", wish=wish)
    if _passed(event.vote_id, recorded):
        return Sentence("voted to {wish}, which passed", wish=wish)
    return Sentence("voted to {wish}", wish=wish)


def _vote_ended(event: VoteEnded, recorded: Recorded) -> Sentence | None:
    wish = _wish(event.vote_id, recorded)
    match event.how:
        case VoteEnd.PASSED:
            return Sentence("decided the vote to {wish}", wish=wish)
        case VoteEnd.WITHDRAWN:
            return Sentence("took back the vote to {wish}", wish=wish)
        case _:
            return None


def _passed(vote_id: VoteId, recorded: Recorded) -> bool:
    return any(
        isinstance(event, VoteEnded) and event.vote_id == vote_id and event.how is VoteEnd.PASSED
        for event in recorded.events
    )


def _wish(vote_id: VoteId, recorded: Recorded) -> Sentence:
    vote = _vote(vote_id, recorded)
    return describe_request(vote.request, recorded.before) if vote else Sentence("do something")


def _vote(vote_id: VoteId, recorded: Recorded) -> Vote | None:
    started = [event.vote for event in recorded.events if isinstance(event, VoteStarted)]
    known = [*recorded.before.votes, *started]
    return next((vote for vote in known if vote.id == vote_id), None)


def _moved_to(what: Sentence, position: int) -> Sentence:
    return Sentence("moved {what} to place {place}", what=what, place=position + 1)


def _titles(ids: frozenset[EntryId], recorded: Recorded) -> Sentence:
    return tracks(len(ids)) if len(ids) > 1 else _title(next(iter(ids)), recorded.before)


def _title(entry_id: EntryId, state: PlayerState) -> Sentence:
    entry = next((entry for entry in state.queue if entry.id == entry_id), None)
    return quoted(entry.track.title) if entry else Sentence("a track")


def _fixed(words: Sentence) -> Callable[[Event, Recorded], Sentence]:
    return lambda _event, _recorded: words


def _switched(on: Sentence, off: Sentence) -> Callable[..., Sentence]:
    return lambda event, _recorded: on if event.on else off


GREETINGS = (VolumeChanged, EqualizerChanged, RepeatChanged, ShuffleChanged, QueueReordered)
"""What a bot that comes into a channel sets by itself."""

TELLINGS: dict[type, Callable[..., Sentence | None]] = {
    TracksAdded: _added,
    EntryMoved: _moved,
    EntriesMoved: _moved_many,
    EntryRemoved: _removed,
    EntriesRemoved: _removed_many,
    QueueReordered: _fixed(Sentence("shuffled the queue")),
    QueueRestored: _fixed(Sentence("took back an edit of the queue")),
    TrackStarted: _started,
    TrackEnded: _ended,
    PlayheadChanged: _head_moved,
    PlayRenewed: _head_moved,
    RepeatChanged: _switched(Sentence("turned repeat on"), Sentence("turned repeat off")),
    RepeatTrackChanged: _switched(
        Sentence("turned repeating the track on"), Sentence("turned repeating the track off")
    ),
    ShuffleChanged: _switched(Sentence("turned shuffle on"), Sentence("turned shuffle off")),
    VolumeChanged: lambda event, _: Sentence("set the volume to {volume}", volume=event.volume),
    EqualizerChanged: _fixed(Sentence("changed the equalizer")),
    FiltersChanged: _fixed(Sentence("changed the filters")),
    VoteStarted: _vote_started,
    VotersChanged: _voted,
    VoteEnded: _vote_ended,
    Ejected: _fixed(Sentence("sent the bot away")),
}
