"""Decides what a command leads to: events that change the state, effects for the world outside."""

from dataclasses import dataclass
from typing import get_args

from player.core.commands import CastVote, Command
from player.core.context import Context
from player.core.draft import Draft
from player.core.effects import Effect
from player.core.events import Event
from player.core.idling import settle_idleness
from player.core.requests import Request
from player.core.rights import Leave, authorise
from player.core.rules import carry_out
from player.core.state import PlayerState
from player.core.votes import Vote, VoteId
from player.core.voting import cast_vote, done_without_vote, put_to_vote, settle_votes

REQUESTS = get_args(Request)


@dataclass(frozen=True, slots=True)
class Decision:
    """An accepted command: the state after it, and how it came about.

    `vote` is set when the command was not carried out but is, or became part of, an open vote.
    """

    state: PlayerState
    events: tuple[Event, ...] = ()
    effects: tuple[Effect, ...] = ()
    vote: Vote | None = None


def decide(state: PlayerState, command: Command, context: Context) -> Decision:
    """Decide a command; raise a `PlayerError` to refuse it, which changes nothing."""
    draft = Draft(state, context)
    vote_id = _take(command, draft)
    settle_votes(draft)
    settle_idleness(draft)
    vote = next((vote for vote in draft.state.votes if vote.id == vote_id), None)
    return Decision(draft.state, tuple(draft.events), tuple(draft.effects), vote)


def _take(command: Command, draft: Draft) -> VoteId | None:
    """Carry the command out, or return the vote that it now waits in."""
    if isinstance(command, CastVote):
        cast_vote(command, draft)
        return command.vote_id
    if not isinstance(command, REQUESTS):
        carry_out(command, draft)
    elif authorise(draft.state, command, draft.context) is Leave.BY_VOTE:
        return put_to_vote(command, draft)
    else:
        before = draft.state
        carry_out(command, draft)
        done_without_vote(command, before, draft)
    return None
