"""The transport: play and pause, seek, skip, previous, stop, eject, jump."""

from player.core.draft import Draft
from player.core.effects import DestroyPlayer, LeaveChannel, PauseNode, SeekTo, StopTrack
from player.core.errors import NothingBefore, NothingPlaying, NotSeekable, OutOfRange
from player.core.events import Ejected, HistoryRewound, Outcome, PlayheadChanged, PlayRenewed
from player.core.playback import Playhead
from player.core.queueing import locate
from player.core.requests import Eject, JumpTo, Previous, Seek, SetPaused, Skip, Stop
from player.core.state import PlayerState
from player.core.track import Entry, PlayId
from player.core.turns import advance, come_along, end, go_on, put_back, start


def set_paused(command: SetPaused, draft: Draft) -> None:
    if draft.state.current is None:
        _begin(command, draft)
        return
    playhead = _playhead(draft.state)
    if playhead.paused != command.paused:
        length_ms = draft.state.length_ms
        draft.emit(PlayheadChanged(playhead.changed(draft.now, length_ms, paused=command.paused)))
        draft.tell_node(PauseNode(command.paused))


def _begin(command: SetPaused, draft: Draft) -> None:
    if command.paused or not draft.state.queue:
        raise NothingPlaying
    come_along(draft)
    advance(draft)


def seek(command: Seek, draft: Draft) -> None:
    playhead = _playhead(draft.state)
    track = _current(draft.state).track
    if track.is_stream or not track.is_seekable:
        raise NotSeekable
    if not 0 <= command.position_ms <= track.length_ms:
        raise OutOfRange("position", command.position_ms, 0, track.length_ms)
    there = playhead.changed(draft.now, position_ms=command.position_ms)
    if draft.state.node_connected:
        draft.emit(PlayheadChanged(there))
        draft.tell_node(SeekTo(command.position_ms))
    else:
        # A new play id keeps a returning node from taking us back to where it is.
        draft.emit(PlayRenewed(PlayId(draft.state.play_id + 1), there))


def skip(_command: Skip, draft: Draft) -> None:
    _current(draft.state)
    _skip_to(draft, None)


def jump_to(command: JumpTo, draft: Draft) -> None:
    entry = locate(draft.state, command.entry)
    come_along(draft)
    _skip_to(draft, entry)


def _skip_to(draft: Draft, entry: Entry | None) -> None:
    if draft.state.current is not None:
        if entry is None and not draft.state.queue and not draft.state.repeat:
            draft.tell_node(StopTrack())
        end(draft, Outcome.SKIPPED)
    if entry is not None:
        start(draft, entry)
    else:
        go_on(draft)


def previous(_command: Previous, draft: Draft) -> None:
    current = draft.state.current
    # A repeated track stands in the history too; going back means going before it.
    rewound = [entry for entry in draft.state.history if current is None or entry.id != current.id]
    if not rewound:
        raise NothingBefore
    come_along(draft)
    if current is not None:
        end(draft, Outcome.PUT_BACK)
    while draft.state.history[-1].id != rewound[-1].id:
        draft.emit(HistoryRewound())
    draft.emit(HistoryRewound())
    start(draft, rewound[-1].again())


def stop(_command: Stop, draft: Draft) -> None:
    _current(draft.state)
    put_back(draft)


def eject(_command: Eject, draft: Draft) -> None:
    if draft.state.node_connected:
        draft.require(DestroyPlayer())
    draft.emit(Ejected())
    draft.require(LeaveChannel())


def _current(state: PlayerState) -> Entry:
    if state.current is None:
        raise NothingPlaying
    return state.current


def _playhead(state: PlayerState) -> Playhead:
    if state.playhead is None:
        raise NothingPlaying
    return state.playhead
