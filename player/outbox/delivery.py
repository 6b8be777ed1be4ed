"""One thing that is to be delivered to one receiver, and what its answer means (pure)."""

from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import NewType

from player.core.sentence import Sentence
from player.outbox.receiver import Kind, ReceiverId

EventId = NewType("EventId", str)
"""Names what happened, for good: a receiver that is told twice knows it by this."""

UNWANTED = frozenset(
    {
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNPROCESSABLE_ENTITY,
    }
)
SHUT_OUT = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message as it is sent, word for word, however often; `placed_at` is Unix milliseconds."""

    event_id: EventId
    receiver_id: ReceiverId
    body: str
    placed_at: int


class Fate(StrEnum):
    """What becomes of a delivery, and of its receiver."""

    DELIVERED = "delivered"
    AGAIN = "again"
    UNWANTED = "unwanted"
    """This one is dropped; the next may fare better."""
    OVER = "over"
    """The receiver wants nothing more."""


def fate_of(kind: Kind, status: int) -> Fate:
    """Say what follows from the status of an answer."""
    if 200 <= status < 300:
        return Fate.DELIVERED
    if status == HTTPStatus.GONE or (kind is Kind.LISTENBRAINZ and status in SHUT_OUT):
        return Fate.OVER
    return Fate.UNWANTED if status in UNWANTED else Fate.AGAIN


def problem_of(kind: Kind, status: int) -> Sentence:
    """Word a failure for the owner of the receiver."""
    if 300 <= status < 400:
        return Sentence(
            "It redirects (status {status}); use the address it leads to.", status=status
        )
    if status == HTTPStatus.GONE:
        return Sentence("It wants nothing more (status {status}).", status=status)
    if kind is Kind.LISTENBRAINZ and status in SHUT_OUT:
        return Sentence("It does not accept the token (status {status}).", status=status)
    return Sentence("It answered with status {status}.", status=status)
