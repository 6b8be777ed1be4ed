"""How long to wait between attempts, and what the failures are called."""

from itertools import islice

import hikari
import pytest

from auth.identity import GuildId, Person, UserId
from player.discord.failures import REFUSED_INTENT, REFUSED_TOKEN, Failure, explain
from player.discord.people import People
from player.discord.supervisor import pauses


def test_pauses_double_up_to_half_a_minute() -> None:
    assert list(islice(pauses(lambda: 0.0), 7)) == [1, 2, 4, 8, 16, 30, 30]


def test_chance_cuts_each_pause_by_up_to_half() -> None:
    assert list(islice(pauses(lambda: 1.0), 3)) == [0.5, 1, 2]


def closed(code: int) -> hikari.GatewayServerClosedConnectionError:
    return hikari.GatewayServerClosedConnectionError("because", code)


def refused(status: int) -> hikari.HTTPResponseError:
    return hikari.HTTPResponseError("http://discord.example", status, {}, b"secret body")


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (None, Failure("The connection to Discord was lost.")),
        (closed(4004), Failure(REFUSED_TOKEN, lasting=True)),
        (closed(4014), Failure(REFUSED_INTENT, lasting=True)),
        (closed(4013), Failure("Discord closed the connection (code 4013).")),
        (
            hikari.UnauthorizedError("http://discord.example", {}, b""),
            Failure(REFUSED_TOKEN, lasting=True),
        ),
        (refused(502), Failure("Discord answers with the HTTP status 502.")),
        (hikari.HTTPError("Cannot connect"), Failure("Discord cannot be reached.")),
        (hikari.GatewayConnectionError("reset"), Failure("Discord cannot be reached.")),
        (TimeoutError(), Failure("Discord cannot be reached.")),
        (ValueError("secret"), Failure("The connection to Discord failed (ValueError).")),
    ],
)
def test_failures_have_one_sentence_each(error: Exception | None, failure: Failure) -> None:
    assert explain(error) == failure


def test_those_seen_longest_ago_are_forgotten_first() -> None:
    people, guild = People(capacity=2), GuildId("1")
    ada, bob, eve = (Person(UserId(name), name, name) for name in ("ada", "bob", "eve"))
    for person in (ada, bob, ada, eve):
        people.see(guild, person)
    assert people.recall(guild, bob.id) is None
    assert people.recall(guild, ada.id) == ada
    assert people.recall(GuildId("2"), ada.id) is None
