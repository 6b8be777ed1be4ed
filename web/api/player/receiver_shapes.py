"""How receivers of what happens look in answers, and what came of trying one out."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from player.outbox.receiver import Receiver
from player.outbox.receivers import RECEIVERS_EACH, Trial
from web.api.moments import moment
from web.language import say


class ReceiverState(TypedDict):
    """Where something is sent, and how that goes; its secret is never told again."""

    id: str
    kind: Annotated[
        Literal["listenbrainz", "webhook"], Field(description="What the receiver understands.")
    ]
    address: str
    events: Annotated[
        list[Literal["plays", "track", "vote", "queue"]], Field(description="What it is told of.")
    ]
    state: Annotated[
        Literal["on", "off", "failed"],
        Field(description="`failed`: it failed too often, and nothing is sent until it is on."),
    ]
    made_at: Annotated[str, Field(description="RFC 3339 in UTC, like all moments here.")]
    sent_at: Annotated[str | None, Field(description="The last success.")]
    failed_at: Annotated[str | None, Field(description="The last failure.")]
    problem: Annotated[str | None, Field(description="What the last failure was, in words.")]
    failures: Annotated[int, Field(description="How many failures there were in a row.")]
    retry_at: Annotated[str | None, Field(description="When it is tried again.")]
    lost: Annotated[int, Field(description="What was dropped because too much waited.")]


class ReceiverList(TypedDict):
    """All receivers, the oldest first."""

    receivers: list[ReceiverState]
    limit: Annotated[int, Field(description="How many there may be.")]


class NewReceiver(ReceiverState):
    """A receiver with its secret, which is told this once."""

    secret: Annotated[str | None, Field(description="What webhooks are signed with.")]


class TrialResult(TypedDict):
    """What came of sending something to try a receiver out."""

    delivered: bool
    status: Annotated[int | None, Field(description="The status of the answer, if any came.")]
    problem: Annotated[str | None, Field(description="What went wrong, in words.")]


def draw_receiver(receiver: Receiver) -> ReceiverState:
    waits = receiver.state == "on" and receiver.failures > 0
    return ReceiverState(
        id=receiver.id,
        kind=receiver.kind.value,
        address=receiver.address,
        events=[topic.value for topic in sorted(receiver.topics)],
        state=receiver.state.value,
        made_at=moment(receiver.made_at),
        sent_at=_moment(receiver.sent_at),
        failed_at=_moment(receiver.problem_at),
        problem=say(receiver.problem) if receiver.problem else None,
        failures=receiver.failures,
        retry_at=moment(receiver.retry_at) if waits else None,
        lost=receiver.lost,
    )


def draw_receivers(receivers: Sequence[Receiver]) -> ReceiverList:
    return ReceiverList(receivers=[draw_receiver(each) for each in receivers], limit=RECEIVERS_EACH)


def draw_new(receiver: Receiver, secret: str | None) -> NewReceiver:
    return NewReceiver(**draw_receiver(receiver), secret=secret)


def draw_trial(trial: Trial) -> TrialResult:
    problem = say(trial.problem) if trial.problem else None
    return TrialResult(delivered=trial.delivered, status=trial.status, problem=problem)


def _moment(at: int | None) -> str | None:
    return None if at is None else moment(at)


EXAMPLE_ID = "5f1c9d1f7d9e4a0f8f4f3f0a6f4f7a11"
FORWARDING = ReceiverState(
    id=EXAMPLE_ID,
    kind="listenbrainz",
    address="https://api.listenbrainz.org",
    events=["plays"],
    state="on",
    made_at="2026-01-16T10:05:00.000Z",
    sent_at="2026-01-16T10:09:12.000Z",
    failed_at=None,
    problem=None,
    failures=0,
    retry_at=None,
    lost=0,
)
WEBHOOK = ReceiverState(
    **{
        **FORWARDING,
        "kind": "webhook",
        "address": "https://hooks.example/auxcord",
        "events": ["queue", "track", "vote"],
    }
)
NEW_FORWARDING = NewReceiver(**FORWARDING, secret=None)
NEW_WEBHOOK = NewReceiver(**{**WEBHOOK, "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
TRIAL = TrialResult(delivered=True, status=204, problem=None)
