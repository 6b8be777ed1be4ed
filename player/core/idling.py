"""What happens by itself when time passes: leaving an idle channel."""

from player.core.draft import Draft
from player.core.events import IdleChanged, ProblemMet
from player.core.sentence import Sentence
from player.core.state import PlayerState
from player.core.turns import fall_silent


def settle_idleness(draft: Draft) -> None:
    """Note when idleness begins or ends, and leave once it has lasted long enough."""
    idle = is_idle(draft.state)
    if idle and draft.state.idle_since is None:
        draft.emit(IdleChanged(draft.now))
    elif not idle and draft.state.idle_since is not None:
        draft.emit(IdleChanged(None))
    deadline = idle_deadline(draft.state)
    if deadline is not None and draft.now >= deadline:
        fall_silent(draft)
        draft.emit(IdleChanged(None))
        draft.emit(
            ProblemMet(
                Sentence("The bot left: nothing was played, or nobody listened, for a while.")
            )
        )


def is_idle(state: PlayerState) -> bool:
    """Say whether the bot sits in a channel where nothing is heard, or by nobody."""
    if state.channel_id is None:
        return False
    return state.current is None or (state.voice_connected and not state.listeners)


def idle_deadline(state: PlayerState) -> int | None:
    """Return when the bot leaves if nothing changes, in Unix ms."""
    rules = state.policy.player
    if state.idle_since is None or rules.stay or not rules.timeout_s:
        return None
    return state.idle_since + rules.timeout_s * 1000


def next_deadline(state: PlayerState) -> int | None:
    """Return when something next happens by itself, in Unix ms."""
    deadlines = [vote.expires_at for vote in state.votes]
    idle = idle_deadline(state)
    if idle is not None:
        deadlines.append(idle)
    return min(deadlines, default=None)
