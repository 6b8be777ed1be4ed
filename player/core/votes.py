"""Votes: what a neutral DJ asks for is done once enough of the listeners agree."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from auth.identity import UserId
from player.core.policy import DJRules, NeutralType
from player.core.requests import Request
from player.core.track import EntryId

VoteId = NewType("VoteId", int)

LIFETIME_MS = 60_000
LATE_MS = 2_000
"""Who asks for the same so soon after a vote passed meant that vote, and was a moment too late."""
OPEN_LIMIT = 10


class VoteEnd(StrEnum):
    """How a vote ended."""

    PASSED = "passed"
    EXPIRED = "expired"
    MOOT = "moot"
    """What it was about is gone, or was done by somebody who needs no vote."""
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Vote:
    """An open question to the listeners.

    `about` is the one entry that it dies with, `voters` are those who agree (the starter first),
    and `expires_at` is Unix time in milliseconds.
    """

    id: VoteId
    request: Request
    starter: UserId
    voters: tuple[UserId, ...]
    expires_at: int
    about: EntryId | None = None


@dataclass(frozen=True, slots=True)
class PassedVote:
    """A vote whose wish was carried out at `at`, Unix time in milliseconds."""

    vote: Vote
    at: int

    def awaited(self, request: Request, user_id: UserId | None, now: int) -> bool:
        """Say whether somebody who asks for this now would have joined the vote."""
        voted = user_id in self.vote.voters
        return not voted and self.vote.request == request and now < self.at + LATE_MS


def votes_needed(rules: DJRules, electorate: int) -> int:
    """Return how many of so many listeners must agree: at least one, at most all."""
    match rules.neutral_type:
        case NeutralType.PERCENT:
            needed = -(-electorate * rules.neutral_value // 100)
        case NeutralType.TOTAL:
            needed = rules.neutral_value
        case NeutralType.INVERSE:
            needed = electorate - rules.neutral_value
    return max(1, min(needed, electorate))
