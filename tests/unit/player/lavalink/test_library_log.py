"""The library's own log, tamed."""

import logging

import pytest

from player.lavalink.library_log import tame_library_log


@pytest.fixture
def transport() -> logging.Logger:
    tame_library_log()
    return logging.getLogger("lavalink.transport")


def test_what_the_library_repeats_or_should_not_tell_is_silenced(
    transport: logging.Logger, caplog: pytest.LogCaptureFixture
) -> None:
    transport.debug("json={'token': 'secret'}")
    transport.warning("Authentication failed")
    assert caplog.text == ""


def test_real_errors_are_kept(transport: logging.Logger, caplog: pytest.LogCaptureFixture) -> None:
    transport.error("Unexpected error", exc_info=KeyError("sessionId"))
    assert "Unexpected error" in caplog.text


def test_the_error_of_every_stats_message_is_not(
    transport: logging.Logger, caplog: pytest.LogCaptureFixture
) -> None:
    transport.error("Unexpected error", exc_info=KeyError("lavalinkLoad"))
    assert caplog.text == ""


def test_taming_twice_is_taming_once(transport: logging.Logger) -> None:
    tame_library_log()
    assert len(transport.filters) == 1
