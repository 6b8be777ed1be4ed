"""Decides whether the caller may ask for something, at once, or by a vote of the listeners."""

from enum import Enum, auto

from auth.identity import UserId
from player.core.context import Context, Standing
from player.core.errors import NotDJ, NotInVoice
from player.core.queueing import locate, still_there
from player.core.requests import (
    AddTracks,
    ClearMine,
    Placement,
    RemoveEntries,
    RemoveEntry,
    Request,
    Skip,
    UndoEdit,
)
from player.core.sentence import Sentence
from player.core.state import PlayerState


class Leave(Enum):
    """What a caller is granted."""

    AT_ONCE = auto()
    BY_VOTE = auto()


def authorise(state: PlayerState, request: Request, context: Context) -> Leave:
    """Say whether a request is carried out at once or put to the vote; raise when neither."""
    if not context.in_person:
        return Leave.AT_ONCE
    _demand_presence(state, context)
    user_id = context.actor.user_id
    if context.standing is Standing.DJ or _alone(state, user_id) or _own(state, request, user_id):
        return Leave.AT_ONCE
    if context.standing is Standing.NONE:
        raise NotDJ
    # Where nobody hears anything, there is nobody to ask and nobody to disturb.
    is_free = _harmless(request) or not state.electorate
    return Leave.AT_ONCE if is_free else Leave.BY_VOTE


def _demand_presence(state: PlayerState, context: Context) -> None:
    if not state.policy.player.ensure:
        return
    if context.actor_channel is None:
        raise NotInVoice
    if state.listeners and context.actor_channel != state.channel_id:
        raise NotInVoice(
            Sentence("The bot plays in another voice channel. Join that one to take part.")
        )


def _alone(state: PlayerState, user_id: UserId | None) -> bool:
    return state.listeners == (user_id,)


def _own(state: PlayerState, request: Request, user_id: UserId | None) -> bool:
    """Whoever asked for a track may skip or remove it."""
    match request:
        case Skip():
            return state.current is not None and state.current.requester == user_id
        case RemoveEntry(entry):
            return locate(state, entry).requester == user_id
        case RemoveEntries(entries):
            meant = still_there(state, entries)
            return all(entry.requester == user_id for entry in state.queue if entry.id in meant)
        case _:
            return False


def _harmless(request: Request) -> bool:
    """Adding at the end and taking back one's own doings disturb nobody."""
    match request:
        case AddTracks(placement=Placement.END, replacing=False) | ClearMine() | UndoEdit():
            return True
        case _:
            return False
