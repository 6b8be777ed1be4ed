"""Carries a caller's wish to the player of the guild, and the player's revision back."""

import asyncio
import re

from quart import Response, request

from auth.identity import SERVICE, person
from player.core.commands import CastVote
from player.core.errors import GroundMoved
from player.core.requests import Request
from player.core.sentence import Sentence
from player.core.votes import votes_needed
from player.session import Caller, Outcome, Session
from player.standing import standing_of
from player.wording import describe_request
from web.access import current_caller, current_guild
from web.api.player.dialect import REVISION_HEADER, OpenWish, success, warn
from web.faults import NotMember, ShuttingDown, WrongInput
from web.language import gettext, say
from web.live.frames import parse_cursor
from web.services import services

ETAG = re.compile(r'(?:W/)?"([^"]*)"')


def current_player() -> Session:
    """Return the player of the guild that the request is about."""
    return services().players.of(current_guild())


async def control(wish: Request | CastVote) -> Outcome:
    """Ask the player on the caller's behalf; raise its refusal.

    With `If-Match`, raises `GroundMoved` when the player is no longer at that revision.
    """
    session = current_player()
    caller = await caller_of(session)
    try:
        return await session.submit(wish, caller, _expected_seq(session))
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
        # The player has been closed with our wish still in its mailbox.
        raise ShuttingDown from None


async def caller_of(session: Session) -> Caller:
    """Return the caller with what the guild's rules make of them right now.

    Roles are asked for, never remembered; raises `NotMember`, or `DiscordDown`. A key that belongs
    to nobody was let into the guild by whoever made it, and has the say of a DJ there.
    """
    owner = current_caller().owner
    if owner is None:
        return Caller(SERVICE)
    member = await services().directory.member(session.guild_id, owner.id)
    if member is None:
        raise NotMember
    return Caller(person(owner.id), standing_of(member, session.state.policy.dj))


def answer(outcome: Outcome, data: object) -> Response:
    """Answer that something was done, or else that it waits in a vote."""
    if outcome.vote is None:
        return answer_at(outcome.seq, data)
    state, vote = outcome.state, outcome.vote
    needed = votes_needed(state.policy.dj, len(state.electorate))
    votes = len(vote.voters)
    joined = votes > 1
    headline = gettext("Neutral DJ Vote joined") if joined else gettext("Neutral DJ Vote started")
    standing = Sentence(
        "{given} of {needed} votes to {wish}",
        given=votes,
        needed=needed,
        wish=describe_request(vote.request, state),
    )
    waiting = warn(
        OpenWish(
            message=headline,
            content=say(standing),
            vote=vote.id,
            joined=joined,
            votes=votes,
            needed=needed,
        )
    )
    waiting.headers[REVISION_HEADER] = services().hub.revision(outcome.seq)
    return waiting


def answer_at(seq: int, data: object) -> Response:
    """Answer with the revision of the player that the data speaks of."""
    answer = success(data)
    answer.headers[REVISION_HEADER] = services().hub.revision(seq)
    return answer


def _expected_seq(session: Session) -> int | None:
    header = request.headers.get("If-Match", "*").strip()
    if header == "*":
        return None
    quoted = ETAG.fullmatch(header)
    cursor = parse_cursor(quoted[1] if quoted else header)
    if cursor is None:
        raise WrongInput(
            "If-Match",
            Sentence(
                "If-Match must be a value of {header}, or *.",
                header=REVISION_HEADER,
            ),
        )
    if cursor.epoch != services().hub.epoch:
        raise GroundMoved(cursor.seq, session.seq)
    return cursor.seq
