"""What the node and Discord report, and what the player makes of it."""

from player.core.admission import expel_blacklisted
from player.core.commands import (
    BotVoiceChanged,
    EffectFailed,
    EndReason,
    GatewayLost,
    GatewayReady,
    ListenersChanged,
    MoreFound,
    NodeLost,
    NodePlayback,
    NodeReady,
    NodeTrackEnded,
    NodeTrackFailed,
    NodeTrackStuck,
    PolicyChanged,
    PositionReported,
    TimePassed,
)
from player.core.draft import Draft
from player.core.effects import (
    ApplyFilters,
    ApplyVolume,
    JoinChannel,
    LeaveChannel,
    PauseNode,
    PlayTrack,
    StopTrack,
)
from player.core.events import (
    AudienceChanged,
    ChannelChanged,
    DiscordChanged,
    NodeChanged,
    Outcome,
    PlayFailed,
    PlayheadChanged,
    PolicyAdopted,
    ProblemMet,
)
from player.core.filters import NO_FILTERS
from player.core.modes import set_repeat, set_shuffle
from player.core.policy import EqualizerRules
from player.core.queueing import add_tracks
from player.core.requests import AddTracks, SetRepeat, SetShuffle
from player.core.sentence import Sentence
from player.core.sound import effective_gains, equalize, filter_by, turn_to
from player.core.track import PlayId
from player.core.turns import end, fall_silent, go_on, put_back, renew, start

DRIFT_MS = 150
"""A reported position this close to ours changes nothing that anybody could see."""


def track_ended(command: NodeTrackEnded, draft: Draft) -> None:
    if not _is_current(draft, command.play_id):
        return
    match command.reason:
        case EndReason.FINISHED:
            _finish(draft)
        case EndReason.LOAD_FAILED:
            _fail(draft)
        case EndReason.CLEANUP:
            put_back(draft)
            draft.emit(ProblemMet(Sentence("Playback ended: the bot had no voice connection.")))
        case EndReason.STOPPED | EndReason.REPLACED:
            # Both are echoes of our own effects; the state went on when we decided them.
            return


def _finish(draft: Draft) -> None:
    current = draft.state.current
    again = draft.state.repeat_track
    end(draft, Outcome.FINISHED)
    if again and current is not None:
        start(draft, current)
    else:
        go_on(draft)


def _fail(draft: Draft) -> None:
    """Go on after a track that could not be played; one sentence about it is enough."""
    if draft.state.failed_play == draft.state.play_id:
        _skip_failed(draft)
    else:
        _give_up(draft, Sentence("it could not be played."))


def track_failed(command: NodeTrackFailed, draft: Draft) -> None:
    current = draft.state.current
    if current is not None and _is_current(draft, command.play_id):
        draft.emit(PlayFailed(command.play_id))
        draft.emit(
            ProblemMet(
                Sentence(
                    "“{title}” failed: {reason}", title=current.track.title, reason=command.reason
                )
            )
        )


def track_stuck(command: NodeTrackStuck, draft: Draft) -> None:
    if _is_current(draft, command.play_id):
        _give_up(draft, Sentence("no sound came for {n} seconds.", n=command.threshold_ms // 1000))


def _give_up(draft: Draft, reason: str) -> None:
    current = draft.state.current
    if current is None:
        return
    draft.emit(
        ProblemMet(
            Sentence("“{title}” was skipped: {reason}", title=current.track.title, reason=reason)
        )
    )
    _skip_failed(draft)


def _skip_failed(draft: Draft) -> None:
    if not draft.state.queue:
        draft.tell_node(StopTrack())
    end(draft, Outcome.FAILED)
    go_on(draft)


def position_reported(command: PositionReported, draft: Draft) -> None:
    playhead = draft.state.playhead
    if playhead is None or command.at < playhead.at:
        return
    stalled = not command.connected
    drift = abs(draft.state.position_at(command.at) - command.position_ms)
    if stalled != playhead.stalled or drift > DRIFT_MS:
        corrected = playhead.changed(command.at, position_ms=command.position_ms, stalled=stalled)
        draft.emit(PlayheadChanged(corrected))


def node_ready(command: NodeReady, draft: Draft) -> None:
    if not draft.state.node_connected:
        draft.emit(NodeChanged(connected=True))
    if command.playing is not None and _is_current(draft, command.playing.play_id):
        _adopt(draft, command.playing)
    elif draft.state.current is not None:
        renew(draft)
    elif command.playing is not None:
        draft.require(StopTrack())


def _adopt(draft: Draft, playing: NodePlayback) -> None:
    playhead = draft.state.playhead
    if playhead is None:
        return
    here = playhead.changed(
        draft.now, position_ms=playing.position_ms, stalled=not playing.connected
    )
    draft.emit(PlayheadChanged(here))
    if playing.paused != playhead.paused:
        draft.tell_node(PauseNode(playhead.paused))
    # Whatever was set while the node was out of reach is made good now.
    draft.tell_node(ApplyVolume(draft.state.volume))
    draft.tell_node(ApplyFilters(draft.state.equalizer, draft.state.filters))


def node_lost(_command: NodeLost, draft: Draft) -> None:
    if draft.state.node_connected:
        draft.emit(NodeChanged(connected=False))
    playhead = draft.state.playhead
    if playhead is not None and not playhead.stalled:
        draft.emit(
            PlayheadChanged(playhead.changed(draft.now, draft.state.length_ms, stalled=True))
        )


def bot_voice_changed(command: BotVoiceChanged, draft: Draft) -> None:
    wanted = draft.state.channel_id
    if wanted is None:
        if command.channel_id is not None:
            draft.require(LeaveChannel())
    elif command.channel_id == wanted:
        if not draft.state.voice_connected:
            draft.emit(ChannelChanged(wanted, connected=True))
    elif draft.state.voice_connected:
        # Without a join of ours under way, somebody in Discord moved or disconnected the bot.
        _carried_off(command, draft)


def _carried_off(command: BotVoiceChanged, draft: Draft) -> None:
    if command.channel_id is not None:
        draft.emit(ChannelChanged(command.channel_id, connected=True))
        return
    fall_silent(draft)
    draft.emit(ProblemMet(Sentence("The bot was disconnected from the voice channel.")))


def listeners_changed(command: ListenersChanged, draft: Draft) -> None:
    present = (draft.state.listeners, draft.state.deafened, draft.state.badges)
    if (command.listeners, command.deafened, command.badges) != present:
        draft.emit(AudienceChanged(command.listeners, command.deafened, command.badges))


def gateway_ready(_command: GatewayReady, draft: Draft) -> None:
    if not draft.state.discord_connected:
        draft.emit(DiscordChanged(connected=True))
    if draft.state.channel_id is not None:
        # A fresh gateway session has no voice credentials for the node until it joins.
        draft.require(JoinChannel(draft.state.channel_id))


def gateway_lost(_command: GatewayLost, draft: Draft) -> None:
    if draft.state.discord_connected:
        draft.emit(DiscordChanged(connected=False))


def effect_failed(command: EffectFailed, draft: Draft) -> None:
    match command.effect:
        case JoinChannel(channel_id):
            if channel_id == draft.state.channel_id:
                fall_silent(draft)
            draft.emit(ProblemMet(command.reason))
        case PlayTrack(play_id=play_id) if not command.outage:
            if _is_current(draft, play_id):
                _give_up(draft, command.reason)
        case _ if not command.outage:
            draft.emit(ProblemMet(command.reason))
        case _:
            # The next `NodeReady` makes everything good that an outage swallowed.
            return


def time_passed(_command: TimePassed, _draft: Draft) -> None:
    """Nothing of its own: votes and idleness are settled after every command."""


def policy_changed(command: PolicyChanged, draft: Draft) -> None:
    """Let a changed setting be heard where a person would expect it."""
    before, now = draft.state.policy, command.policy
    if before == now:
        return
    draft.emit(PolicyAdopted(now))
    if draft.state.volume > now.volume.limit:
        turn_to(draft, now.volume.limit)
    if before.player.repeat != now.player.repeat:
        set_repeat(SetRepeat(now.player.repeat), draft)
    if before.player.shuffle != now.player.shuffle:
        set_shuffle(SetShuffle(now.player.shuffle), draft)
    if before.player.equalizer != now.player.equalizer:
        _sound_as_set(draft, now.player.equalizer)
    if before.blacklist != now.blacklist:
        expel_blacklisted(draft)


def _sound_as_set(draft: Draft, rules: EqualizerRules) -> None:
    """Bring the guild's own sound back, of which nobody may depart where it is switched off."""
    equalize(draft, effective_gains(rules.default))
    if not rules.change:
        filter_by(draft, NO_FILTERS)


def more_found(command: MoreFound, draft: Draft) -> None:
    """Go on with what autoplay found, unless a person was faster."""
    if draft.state.current is None and not draft.state.queue and command.tracks:
        add_tracks(AddTracks(command.tracks), draft)


def _is_current(draft: Draft, play_id: PlayId) -> bool:
    return draft.state.current is not None and play_id == draft.state.play_id
