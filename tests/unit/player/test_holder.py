"""Whose something is: people and keys are never taken for one another."""

from auth.identity import UserId
from player.holder import of_key, of_person, person_of


def test_a_person_goes_by_their_id() -> None:
    assert of_person(UserId("81384788765712384")) == "81384788765712384"
    assert person_of(of_person(UserId("81384788765712384"))) == "81384788765712384"


def test_a_key_is_nobody() -> None:
    assert person_of(of_key("81384788765712384")) is None
