"""Applies events to a state; it never fails on events that `decide` made for that state."""

from dataclasses import replace
from functools import singledispatch

from player.core.events import (
    AudienceChanged,
    ChannelChanged,
    DiscordChanged,
    EditRemembered,
    Ejected,
    EntriesMoved,
    EntriesRemoved,
    EntryMoved,
    EntryRemoved,
    EqualizerChanged,
    Event,
    FiltersChanged,
    HistoryRewound,
    IdleChanged,
    NodeChanged,
    Outcome,
    PlayFailed,
    PlayheadChanged,
    PlayRenewed,
    PolicyAdopted,
    ProblemMet,
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
from player.core.state import PlayerState
from player.core.track import Entry, EntryId, Past
from player.core.votes import PassedVote, VoteEnd, VoteId

HISTORY_LIMIT = 200


def evolve(state: PlayerState, event: Event) -> PlayerState:
    """Return the state after `event`."""
    return _apply(event, state)


@singledispatch
def _apply(event: object, _state: PlayerState) -> PlayerState:
    raise TypeError(type(event).__name__)


@_apply.register
def _tracks_added(event: TracksAdded, state: PlayerState) -> PlayerState:
    queue = state.queue[: event.index] + event.entries + state.queue[event.index :]
    newest = max(entry.id for entry in event.entries)
    return replace(state, queue=queue, next_entry_id=max(state.next_entry_id, EntryId(newest + 1)))


@_apply.register
def _entry_moved(event: EntryMoved, state: PlayerState) -> PlayerState:
    entry = next(entry for entry in state.queue if entry.id == event.entry_id)
    rest = _without(state.queue, event.entry_id)
    return replace(state, queue=(*rest[: event.position], entry, *rest[event.position :]))


@_apply.register
def _entries_moved(event: EntriesMoved, state: PlayerState) -> PlayerState:
    return replace(state, queue=event.gathered(state.queue))


@_apply.register
def _entry_removed(event: EntryRemoved, state: PlayerState) -> PlayerState:
    return replace(state, queue=_without(state.queue, event.entry_id))


@_apply.register
def _queue_reordered(event: QueueReordered, state: PlayerState) -> PlayerState:
    by_id = {entry.id: entry for entry in state.queue}
    return replace(state, queue=tuple(by_id[entry_id] for entry_id in event.order))


@_apply.register
def _track_started(event: TrackStarted, state: PlayerState) -> PlayerState:
    return replace(
        state,
        current=event.entry,
        play_id=event.play_id,
        playhead=event.playhead,
        queue=_without(state.queue, event.entry.id),
    )


@_apply.register
def _track_ended(event: TrackEnded, state: PlayerState) -> PlayerState:
    entry = state.current
    ended = replace(state, current=None, playhead=None)
    if entry is None:
        return ended
    if event.outcome is Outcome.PUT_BACK:
        return replace(ended, queue=(entry, *state.queue))
    queue = (*state.queue, entry) if event.requeued else state.queue
    past = Past(entry.id, entry.track, entry.requester, state.play_id, event.at)
    return replace(ended, queue=queue, history=_remembered(state.history, past))


@_apply.register
def _history_rewound(_event: HistoryRewound, state: PlayerState) -> PlayerState:
    return replace(state, history=state.history[:-1])


@_apply.register
def _playhead_changed(event: PlayheadChanged, state: PlayerState) -> PlayerState:
    return replace(state, playhead=event.playhead)


@_apply.register
def _play_renewed(event: PlayRenewed, state: PlayerState) -> PlayerState:
    return replace(state, play_id=event.play_id, playhead=event.playhead)


@_apply.register
def _play_failed(event: PlayFailed, state: PlayerState) -> PlayerState:
    return replace(state, failed_play=event.play_id)


@_apply.register
def _repeat_changed(event: RepeatChanged, state: PlayerState) -> PlayerState:
    return replace(state, repeat=event.on)


@_apply.register
def _repeat_track_changed(event: RepeatTrackChanged, state: PlayerState) -> PlayerState:
    return replace(state, repeat_track=event.on)


@_apply.register
def _shuffle_changed(event: ShuffleChanged, state: PlayerState) -> PlayerState:
    return replace(state, shuffle=event.on)


@_apply.register
def _volume_changed(event: VolumeChanged, state: PlayerState) -> PlayerState:
    return replace(state, volume=event.volume)


@_apply.register
def _equalizer_changed(event: EqualizerChanged, state: PlayerState) -> PlayerState:
    return replace(state, equalizer=event.gains)


@_apply.register
def _filters_changed(event: FiltersChanged, state: PlayerState) -> PlayerState:
    return replace(state, filters=event.filters, playhead=event.playhead)


@_apply.register
def _entries_removed(event: EntriesRemoved, state: PlayerState) -> PlayerState:
    rest = tuple(entry for entry in state.queue if entry.id not in event.entry_ids)
    return replace(state, queue=rest)


@_apply.register
def _edit_remembered(event: EditRemembered, state: PlayerState) -> PlayerState:
    return replace(state, last_edit=event.edit)


@_apply.register
def _queue_restored(event: QueueRestored, state: PlayerState) -> PlayerState:
    return replace(state, queue=event.queue)


@_apply.register
def _vote_started(event: VoteStarted, state: PlayerState) -> PlayerState:
    next_id = VoteId(event.vote.id + 1)
    return replace(state, votes=(*state.votes, event.vote), next_vote_id=next_id)


@_apply.register
def _voters_changed(event: VotersChanged, state: PlayerState) -> PlayerState:
    votes = tuple(
        replace(vote, voters=event.voters) if vote.id == event.vote_id else vote
        for vote in state.votes
    )
    return replace(state, votes=votes)


@_apply.register
def _vote_ended(event: VoteEnded, state: PlayerState) -> PlayerState:
    votes = tuple(vote for vote in state.votes if vote.id != event.vote_id)
    if event.how is not VoteEnd.PASSED:
        return replace(state, votes=votes)
    vote = next(vote for vote in state.votes if vote.id == event.vote_id)
    return replace(state, votes=votes, last_passed=PassedVote(vote, event.at))


@_apply.register
def _idle_changed(event: IdleChanged, state: PlayerState) -> PlayerState:
    return replace(state, idle_since=event.since)


@_apply.register
def _channel_changed(event: ChannelChanged, state: PlayerState) -> PlayerState:
    return replace(state, channel_id=event.channel_id, voice_connected=event.connected)


@_apply.register
def _policy_adopted(event: PolicyAdopted, state: PlayerState) -> PlayerState:
    return replace(state, policy=event.policy)


@_apply.register
def _node_changed(event: NodeChanged, state: PlayerState) -> PlayerState:
    return replace(state, node_connected=event.connected)


@_apply.register
def _discord_changed(event: DiscordChanged, state: PlayerState) -> PlayerState:
    return replace(state, discord_connected=event.connected)


@_apply.register
def _audience_changed(event: AudienceChanged, state: PlayerState) -> PlayerState:
    return replace(state, listeners=event.listeners, deafened=event.deafened, badges=event.badges)


@_apply.register
def _ejected(_event: Ejected, state: PlayerState) -> PlayerState:
    return replace(
        state,
        channel_id=None,
        voice_connected=False,
        current=None,
        playhead=None,
        queue=(),
        history=(),
        listeners=(),
        deafened=(),
        badges=(),
        votes=(),
        last_edit=None,
    )


@_apply.register
def _problem_met(_event: ProblemMet, state: PlayerState) -> PlayerState:
    return state


def _remembered(history: tuple[Past, ...], past: Past) -> tuple[Past, ...]:
    # A track on repeat is there once, with its latest turn.
    on_repeat = bool(history) and history[-1].id == past.id
    earlier = history[:-1] if on_repeat else history
    return (*earlier, past)[-HISTORY_LIMIT:]


def _without(queue: tuple[Entry, ...], entry_id: EntryId) -> tuple[Entry, ...]:
    return tuple(entry for entry in queue if entry.id != entry_id)
