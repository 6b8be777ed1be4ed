"""Putting voice credentials together."""

from player.lavalink.voice import Credentials, Voice

STATE = {"channel_id": "77", "session_id": "s1"}
SERVER = {"token": "t1", "endpoint": "host.example"}
WHOLE = Credentials("t1", "host.example", "s1", "77")


def connected() -> Voice:
    voice = Voice()
    voice.state_updated(STATE)
    voice.server_updated(SERVER)
    return voice


def test_both_halves_make_the_whole_in_either_order() -> None:
    voice = Voice()
    assert not voice.state_updated(STATE)
    assert voice.credentials is None
    assert voice.server_updated(SERVER)
    assert voice.credentials == WHOLE
    voice = Voice()
    assert not voice.server_updated(SERVER)
    assert voice.state_updated(STATE)
    assert voice.credentials == WHOLE


def test_what_is_known_already_is_no_news() -> None:
    voice = connected()
    assert not voice.state_updated(STATE)
    assert not voice.server_updated(SERVER)


def test_a_move_waits_for_its_server() -> None:
    voice = connected()
    assert not voice.state_updated({"channel_id": "88", "session_id": "s1"})
    assert voice.credentials == WHOLE
    assert voice.server_updated({"token": "t2", "endpoint": "host.example"})
    assert voice.credentials == Credentials("t2", "host.example", "s1", "88")


def test_a_new_session_is_news() -> None:
    voice = connected()
    assert voice.state_updated({"channel_id": "77", "session_id": "s2"})


def test_a_lost_server_takes_the_credentials_away() -> None:
    voice = connected()
    assert not voice.server_updated({"token": "t2", "endpoint": None})
    assert voice.credentials is None


def test_leaving_forgets_everything() -> None:
    voice = connected()
    assert not voice.state_updated({"channel_id": None, "session_id": "s1"})
    assert voice.credentials is None
    assert not voice.state_updated(STATE)
    assert voice.credentials is None


def test_each_session_of_a_node_is_told_once() -> None:
    voice = connected()
    assert voice.untold("node-1") == WHOLE
    voice.tell("node-1", WHOLE)
    assert voice.untold("node-1") is None
    assert voice.untold("node-2") == WHOLE
    voice.untell("node-2")
    assert voice.untold("node-1") is None
    voice.untell("node-1")
    assert voice.untold("node-1") == WHOLE


def test_secrets_stay_out_of_sight() -> None:
    assert "t1" not in repr(WHOLE)
    assert "s1" not in repr(WHOLE)
