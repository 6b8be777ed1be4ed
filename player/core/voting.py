"""How votes start, grow, pass, and die."""

from dataclasses import replace

from auth.identity import UserId, person
from player.core.commands import CastVote
from player.core.context import Context, Standing
from player.core.draft import Draft
from player.core.errors import NoElector, PlayerError, TooManyVotes, UnknownVote
from player.core.events import VoteEnded, VotersChanged, VoteStarted
from player.core.queueing import locate
from player.core.requests import (
    JumpTo,
    MoveEntries,
    MoveEntry,
    Previous,
    RemoveEntries,
    RemoveEntry,
    Request,
    Seek,
    Skip,
    Stop,
)
from player.core.rules import carry_out
from player.core.state import PlayerState
from player.core.track import EntryId
from player.core.votes import LIFETIME_MS, OPEN_LIMIT, Vote, VoteEnd, VoteId, votes_needed


def put_to_vote(request: Request, draft: Draft) -> VoteId | None:
    """Start a vote on a request, or join the one that is open on the same.

    Whoever would have joined a vote that passed a moment ago has got what they ask for: of ten
    people who press "skip" at once, those who come last do not ask for the next track to go too.
    """
    passed = draft.state.last_passed
    if passed and passed.awaited(request, draft.context.actor.user_id, draft.now):
        return None
    # Whatever would be refused to a DJ is no question to put to people.
    carry_out(request, Draft(draft.state, draft.context))
    request = _by_entry(request, draft.state)
    open_vote = next((vote for vote in draft.state.votes if vote.request == request), None)
    if open_vote is None:
        return _start(draft, request)
    _agree(draft, open_vote)
    return open_vote.id


def _start(draft: Draft, request: Request) -> VoteId:
    starter = _elector(draft)
    if len(draft.state.votes) >= OPEN_LIMIT:
        raise TooManyVotes
    vote = Vote(
        id=draft.state.next_vote_id,
        request=request,
        starter=starter,
        voters=(starter,),
        expires_at=draft.now + LIFETIME_MS,
        about=_about(request, draft.state),
    )
    draft.emit(VoteStarted(vote))
    return vote.id


def cast_vote(command: CastVote, draft: Draft) -> None:
    """Agree or withdraw; a DJ's agreement decides."""
    vote = next((vote for vote in draft.state.votes if vote.id == command.vote_id), None)
    if vote is None:
        raise UnknownVote
    if not command.agree:
        _withdraw(draft, vote)
    elif draft.context.standing is Standing.DJ:
        _elector(draft)
        _pass(draft, vote)
    else:
        _agree(draft, vote)


def _agree(draft: Draft, vote: Vote) -> None:
    voter = _elector(draft)
    if voter not in vote.voters:
        draft.emit(VotersChanged(vote.id, (*vote.voters, voter)))


def _withdraw(draft: Draft, vote: Vote) -> None:
    rest = tuple(voter for voter in vote.voters if voter != draft.context.actor.user_id)
    if not rest:
        draft.emit(VoteEnded(vote.id, VoteEnd.WITHDRAWN, draft.now))
    elif rest != vote.voters:
        draft.emit(VotersChanged(vote.id, rest))


def _elector(draft: Draft) -> UserId:
    user_id = draft.context.actor.user_id
    if user_id is None or user_id not in draft.state.electorate:
        raise NoElector
    return user_id


def done_without_vote(request: Request, before: PlayerState, draft: Draft) -> None:
    """End the vote on something that has just been done by somebody who needs none."""
    if not before.votes:
        return
    request = _by_entry(request, before)
    for vote in draft.state.votes:
        if vote.request == request:
            draft.emit(VoteEnded(vote.id, VoteEnd.PASSED, draft.now))


def settle_votes(draft: Draft) -> None:
    """Bring all votes in line with the room, the clock and the queue, and do what passed."""
    before: tuple[Vote, ...] = ()
    while before != draft.state.votes:
        before = draft.state.votes
        for vote in before:
            _settle(draft, vote)


def _settle(draft: Draft, vote: Vote) -> None:
    if vote not in draft.state.votes:
        # An earlier vote of this round carried it off.
        return
    if draft.now >= vote.expires_at:
        draft.emit(VoteEnded(vote.id, VoteEnd.EXPIRED, draft.now))
        return
    if _pointless(vote, draft.state):
        draft.emit(VoteEnded(vote.id, VoteEnd.MOOT, draft.now))
        return
    electorate = draft.state.electorate
    voters = tuple(voter for voter in vote.voters if voter in electorate)
    if not voters:
        draft.emit(VoteEnded(vote.id, VoteEnd.WITHDRAWN, draft.now))
        return
    if voters != vote.voters:
        draft.emit(VotersChanged(vote.id, voters))
    if len(voters) >= votes_needed(draft.state.policy.dj, len(electorate)):
        _pass(draft, replace(vote, voters=voters))


def _pass(draft: Draft, vote: Vote) -> None:
    """End the vote and do what it asked for, once, in its starter's name."""
    trial = Draft(draft.state, _in_the_name_of(vote, draft))
    trial.emit(VoteEnded(vote.id, VoteEnd.PASSED, draft.now))
    try:
        carry_out(vote.request, trial)
    except PlayerError:
        draft.emit(VoteEnded(vote.id, VoteEnd.MOOT, draft.now))
    else:
        draft.take_over(trial)


def _in_the_name_of(vote: Vote, draft: Draft) -> Context:
    return replace(draft.context, actor=person(vote.starter), actor_channel=draft.state.channel_id)


def _by_entry(request: Request, state: PlayerState) -> Request:
    """Name the entry by its id, so that the same wish is the same request."""
    match request:
        case MoveEntry() | RemoveEntry() | JumpTo():
            return replace(request, entry=locate(state, request.entry).id)
        case _:
            return request


def _about(request: Request, state: PlayerState) -> EntryId | None:
    match request:
        case MoveEntry(entry) | RemoveEntry(entry) | JumpTo(entry):
            return locate(state, entry).id
        case Skip() | Seek() | Previous() | Stop():
            return state.current.id if state.current else None
        case _:
            return None


def _pointless(vote: Vote, state: PlayerState) -> bool:
    """Say whether everything that the vote is about has gone."""
    if isinstance(vote.request, MoveEntries | RemoveEntries):
        return vote.request.entries.isdisjoint(entry.id for entry in state.queue)
    return vote.about is not None and vote.about not in _present(state)


def _present(state: PlayerState) -> set[EntryId]:
    current = {state.current.id} if state.current else set()
    return current | {entry.id for entry in state.queue}
