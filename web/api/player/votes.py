"""`/votes`: what neutral DJs have asked for, and who agrees (an extension of ours)."""

from quart import Blueprint, Response
from typing_extensions import TypedDict

from auth.api_key import Scope
from auth.identity import UserId
from player.core.commands import CastVote
from player.core.errors import NoElector, UnknownVote
from player.core.state import PlayerState
from player.core.votes import Vote, VoteId, votes_needed
from player.wording import describe_request
from web.access import Access, access, current_caller
from web.api.player.control import answer, answer_at, control, current_player
from web.language import say
from web.openapi_operation import Operation, Touches, describe
from web.services import services

votes = Blueprint("votes", __name__, url_prefix="/votes")


class OpenVote(TypedDict):
    """An open vote; `mine` says whether the caller agrees, `expires_at` is Unix time in ms."""

    id: int
    action: str
    by: str
    voters: list[str]
    needed: int
    expires_at: int
    seconds_left: int
    mine: bool


EXAMPLE = OpenVote(
    id=3,
    action="skip “Paper Lanterns”",
    by="104360151208706048",
    voters=["104360151208706048"],
    needed=2,
    expires_at=1_795_290_060_000,
    seconds_left=42,
    mine=False,
)


@votes.get("")
@access(Access.MEMBER, Scope.PLAYER_READ)
@describe(Operation(list[OpenVote], [EXAMPLE], touches=Touches.READS))
async def open_votes() -> Response:
    """Get the open votes of the server.

    The stream carries the same in its `votes` slice.
    """
    player = current_player()
    owner = current_caller().owner
    caller = owner.id if owner else None
    drawn = [_draw(vote, player.state, caller) for vote in player.state.votes]
    return answer_at(player.seq, drawn)


@votes.post("/<int:vote_id>")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(Operation(bool, True, refuses=(UnknownVote, NoElector), touches=Touches.CHANGES))
async def agree(vote_id: int) -> Response:
    """Agree to a vote.

    Answers 200 when that made it pass, which a DJ's agreement always does, and 202 while more
    votes are needed.
    """
    outcome = await control(CastVote(VoteId(vote_id), agree=True))
    return answer(outcome, True)


@votes.delete("/<int:vote_id>")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(Operation(bool, True, refuses=(UnknownVote,), touches=Touches.CHANGES))
async def withdraw(vote_id: int) -> Response:
    """Take one's agreement back; a vote that nobody agrees to is over."""
    outcome = await control(CastVote(VoteId(vote_id), agree=False))
    return answer_at(outcome.seq, True)


def _draw(vote: Vote, state: PlayerState, caller: UserId | None) -> OpenVote:
    left_ms = vote.expires_at - services().hub.now()
    return OpenVote(
        id=vote.id,
        action=say(describe_request(vote.request, state)),
        by=vote.starter,
        voters=list(vote.voters),
        needed=votes_needed(state.policy.dj, len(state.electorate)),
        expires_at=vote.expires_at,
        seconds_left=max(0, round(left_ms / 1000)),
        mine=caller in vote.voters,
    )
