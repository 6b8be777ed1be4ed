"""How one track's turn ends and the next one's begins."""

from player.core.draft import Draft
from player.core.effects import (
    DestroyPlayer,
    FindMore,
    JoinChannel,
    LeaveChannel,
    PlayTrack,
    StopTrack,
)
from player.core.errors import NotInVoice
from player.core.events import (
    AudienceChanged,
    ChannelChanged,
    Outcome,
    PlayRenewed,
    TrackEnded,
    TrackStarted,
)
from player.core.filters import NO_FILTERS
from player.core.modes import set_repeat, set_shuffle
from player.core.playback import Playhead
from player.core.requests import SetRepeat, SetShuffle
from player.core.sound import equalize, filter_by, turn_to
from player.core.state import PlayerState
from player.core.track import Entry, PlayId


def come_along(draft: Draft) -> None:
    """Bring the bot into the caller's channel, where that is another one than its own."""
    wanted = draft.context.actor_channel
    if wanted is None:
        if draft.state.channel_id is None:
            raise NotInVoice
        return
    if draft.state.listeners and not draft.state.policy.player.ensure:
        # Who need not sit with the listeners does not take the bot away from them either.
        return
    if wanted != draft.state.channel_id:
        if draft.state.channel_id is None:
            _begin_stay(draft)
        draft.emit(ChannelChanged(wanted, connected=False))
        draft.require(JoinChannel(wanted))


def _begin_stay(draft: Draft) -> None:
    """Begin a new stay in voice with the guild's defaults."""
    rules = draft.state.policy
    if draft.state.current is None and not draft.state.queue:
        turn_to(draft, min(rules.volume.default, rules.volume.limit))
        equalize(draft, rules.player.equalizer.default)
        filter_by(draft, NO_FILTERS)
        set_repeat(SetRepeat(rules.player.repeat), draft)
        set_shuffle(SetShuffle(rules.player.shuffle), draft)


def start(draft: Draft, entry: Entry) -> None:
    """Start an entry from its beginning; it leaves the queue if it is there."""
    play_id = PlayId(draft.state.play_id + 1)
    # Until the node reports a position, nothing is to be heard.
    playhead = Playhead(0, draft.now, rate=draft.state.filters.rate, stalled=True)
    draft.emit(TrackStarted(entry, play_id, playhead))
    draft.tell_node(_play(draft.state, 0))


def renew(draft: Draft) -> None:
    """Start the current track once more where it stands, on a node that does not play it."""
    playhead = draft.state.playhead
    if playhead is None:
        return
    here = playhead.changed(draft.now, draft.state.length_ms, stalled=True)
    draft.emit(PlayRenewed(PlayId(draft.state.play_id + 1), here))
    draft.tell_node(_play(draft.state, here.position_ms))


def end(draft: Draft, outcome: Outcome) -> None:
    """End the current track's turn; under `repeat` it queues up again unless it failed."""
    requeued = draft.state.repeat and outcome in {Outcome.FINISHED, Outcome.SKIPPED}
    position_ms = draft.state.position_at(draft.now)
    draft.emit(TrackEnded(outcome, position_ms, draft.now, requeued=requeued))


def put_back(draft: Draft) -> None:
    """Let the current track, if any, wait in front of the queue, and silence the node."""
    if draft.state.current is not None:
        draft.tell_node(StopTrack())
        end(draft, Outcome.PUT_BACK)


def fall_silent(draft: Draft) -> None:
    """Leave the channel and the node; the queue stays."""
    put_back(draft)
    if draft.state.node_connected:
        draft.require(DestroyPlayer())
    if draft.state.channel_id is not None:
        draft.emit(ChannelChanged(None, connected=False))
        draft.require(LeaveChannel())
    if draft.state.listeners:
        draft.emit(AudienceChanged(()))


def advance(draft: Draft) -> None:
    """Start the next entry, if there is one."""
    if draft.state.queue:
        start(draft, draft.state.queue[0])


def go_on(draft: Draft) -> None:
    """Start the next entry, or look for more where the guild wants music without end."""
    last = draft.state.history[-1:]
    advance(draft)
    if draft.state.current is None and last and draft.state.policy.player.autoplay:
        draft.require(FindMore(last[0].track))


def _play(state: PlayerState, position_ms: int) -> PlayTrack:
    if state.current is None or state.playhead is None:
        raise AssertionError("A play effect needs a current track.")
    return PlayTrack(
        track=state.current.track,
        play_id=state.play_id,
        position_ms=position_ms,
        paused=state.playhead.paused,
        volume=state.volume,
        equalizer=state.equalizer,
        filters=state.filters,
    )
