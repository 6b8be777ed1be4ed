"""Somebody's server that we send to, and how the sending goes (pure)."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NewType
from urllib.parse import urlsplit

from auth.identity import GuildId, UserId
from player.core.sentence import Sentence

ReceiverId = NewType("ReceiverId", str)

SECOND_MS = 1_000
MINUTE_MS = 60 * SECOND_MS
HOUR_MS = 60 * MINUTE_MS

Patience = tuple[int, ...]
"""How long to wait after each failure in a row, in milliseconds; after the last one we give up."""

PATIENCE: Patience = (
    10 * SECOND_MS,
    30 * SECOND_MS,
    2 * MINUTE_MS,
    10 * MINUTE_MS,
    30 * MINUTE_MS,
    HOUR_MS,
    3 * HOUR_MS,
    6 * HOUR_MS,
    12 * HOUR_MS,
)
"""All in all about a day."""


class Kind(StrEnum):
    """What a receiver understands."""

    LISTENBRAINZ = "listenbrainz"
    WEBHOOK = "webhook"


class Topic(StrEnum):
    """What a receiver is told of."""

    PLAYS = "plays"
    TRACK = "track"
    VOTE = "vote"
    QUEUE = "queue"


GUILD_TOPICS = frozenset({Topic.TRACK, Topic.VOTE, Topic.QUEUE})


class State(StrEnum):
    """Whether anything is sent: yes; no, as its owner wants; no, because it failed too often."""

    ON = "on"
    OFF = "off"
    FAILED = "failed"


class OwnerKind(StrEnum):
    PERSON = "person"
    GUILD = "guild"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose receiver it is: a person's, or a guild's."""

    kind: OwnerKind
    id: str

    @classmethod
    def person(cls, user_id: UserId) -> "Owner":
        return cls(OwnerKind.PERSON, user_id)

    @classmethod
    def guild(cls, guild_id: GuildId) -> "Owner":
        return cls(OwnerKind.GUILD, guild_id)


@dataclass(frozen=True, slots=True)
class Receiver:
    """Where to send, by which secret, and what came of it so far. Times are Unix milliseconds.

    `edition` grows with every change by its owner. `failures` are those in a row, `sent_at` is the
    last success, `problem` the last failure, `lost` how much was dropped because too much waited.
    """

    id: ReceiverId
    owner: Owner
    kind: Kind
    address: str
    secret: str
    topics: frozenset[Topic]
    made_at: int
    edition: int = 1
    state: State = State.ON
    failures: int = 0
    retry_at: int = 0
    sent_at: int | None = None
    problem: Sentence | None = None
    problem_at: int | None = None
    lost: int = 0

    @property
    def host(self) -> str:
        """Name the server without what may be secret in the address."""
        return urlsplit(self.address).hostname or ""

    def succeeded(self, at: int) -> "Receiver":
        return replace(self, failures=0, retry_at=0, sent_at=at)

    def failed(
        self, at: int, problem: Sentence, patience: Patience, wait_ms: int = 0
    ) -> "Receiver":
        """Return the receiver after one more failure; `wait_ms` is what it asks us to wait."""
        failures = self.failures + 1
        after = replace(self, failures=failures, problem=problem, problem_at=at)
        if failures > len(patience):
            return replace(after, state=State.FAILED)
        return replace(after, retry_at=at + max(patience[failures - 1], wait_ms))

    def refused(self, at: int, problem: Sentence, patience: Patience) -> "Receiver":
        """Return the receiver after it said that it does not want this one thing, ever."""
        return replace(self.failed(at, problem, patience), retry_at=0)

    def given_up(self, at: int, problem: Sentence) -> "Receiver":
        """Return the receiver after it said that it wants nothing more."""
        failures = self.failures + 1
        return replace(self, failures=failures, problem=problem, problem_at=at, state=State.FAILED)

    def switched(self, *, on: bool) -> "Receiver":
        """Return the receiver as its owner wants it; whatever failed before is forgiven."""
        state = State.ON if on else State.OFF
        return replace(self, state=state, failures=0, retry_at=0)
