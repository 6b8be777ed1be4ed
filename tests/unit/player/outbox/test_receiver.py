import pytest

from player.core.sentence import Sentence
from player.outbox.delivery import Fate, fate_of, problem_of
from player.outbox.receiver import PATIENCE, Kind, Owner, Receiver, ReceiverId, State, Topic
from tests.support.builders import ADA

NOW = 1_795_435_200_000
PROBLEM = Sentence("It answered with status {status}.", status=500)
RECEIVER = Receiver(
    id=ReceiverId("one"),
    owner=Owner.person(ADA),
    kind=Kind.WEBHOOK,
    address="https://hooks.example/secret/path?key=1",
    secret="whsec_AAAA",
    topics=frozenset({Topic.PLAYS}),
    made_at=NOW,
)


def test_the_host_is_named_without_what_may_be_secret() -> None:
    assert RECEIVER.host == "hooks.example"


def test_each_failure_in_a_row_makes_us_wait_longer_until_we_give_up() -> None:
    receiver, waits = RECEIVER, []
    while receiver.state is State.ON:
        receiver = receiver.failed(NOW, PROBLEM, PATIENCE)
        waits.append(receiver.retry_at - NOW)
    assert waits[:-1] == list(PATIENCE)
    assert waits == sorted(waits)
    assert receiver.failures == len(PATIENCE) + 1
    assert receiver.problem == PROBLEM


def test_a_success_forgives_and_remembers_what_was() -> None:
    receiver = RECEIVER.failed(NOW, PROBLEM, PATIENCE).succeeded(NOW + 9)
    assert (receiver.failures, receiver.retry_at, receiver.sent_at) == (0, 0, NOW + 9)
    assert (receiver.problem, receiver.problem_at) == (PROBLEM, NOW)


def test_a_receiver_that_asks_for_more_time_gets_it() -> None:
    assert RECEIVER.failed(NOW, PROBLEM, PATIENCE, 50_000).retry_at == NOW + 50_000
    assert RECEIVER.failed(NOW, PROBLEM, PATIENCE, 1_000).retry_at == NOW + PATIENCE[0]


def test_switching_on_forgives() -> None:
    receiver = RECEIVER.given_up(NOW, PROBLEM)
    assert receiver.state is State.FAILED
    again = receiver.switched(on=True)
    assert (again.state, again.failures, again.retry_at) == (State.ON, 0, 0)
    assert again.problem == PROBLEM
    assert receiver.switched(on=False).state is State.OFF


@pytest.mark.parametrize(
    ("kind", "status", "fate"),
    [
        (Kind.WEBHOOK, 200, Fate.DELIVERED),
        (Kind.WEBHOOK, 204, Fate.DELIVERED),
        (Kind.WEBHOOK, 302, Fate.AGAIN),
        (Kind.WEBHOOK, 400, Fate.UNWANTED),
        (Kind.WEBHOOK, 401, Fate.AGAIN),
        (Kind.WEBHOOK, 404, Fate.AGAIN),
        (Kind.WEBHOOK, 410, Fate.OVER),
        (Kind.WEBHOOK, 413, Fate.UNWANTED),
        (Kind.WEBHOOK, 429, Fate.AGAIN),
        (Kind.WEBHOOK, 503, Fate.AGAIN),
        (Kind.LISTENBRAINZ, 200, Fate.DELIVERED),
        (Kind.LISTENBRAINZ, 400, Fate.UNWANTED),
        (Kind.LISTENBRAINZ, 401, Fate.OVER),
        (Kind.LISTENBRAINZ, 403, Fate.OVER),
        (Kind.LISTENBRAINZ, 500, Fate.AGAIN),
    ],
)
def test_what_follows_from_an_answer(kind: Kind, status: int, fate: Fate) -> None:
    assert fate_of(kind, status) is fate
    assert str(status) in problem_of(kind, status)
