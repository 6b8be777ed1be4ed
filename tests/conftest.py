"""Fixtures for every test."""

import signal

from hypothesis import settings

from tests.support.mongo import database_of_the_test, mongo_of_the_session
from tests.support.worlds import (
    sleeping_world_of_the_test,
    two_node_world_of_the_test,
    world_of_the_test,
)

__all__ = [
    "database_of_the_test",
    "mongo_of_the_session",
    "sleeping_world_of_the_test",
    "two_node_world_of_the_test",
    "world_of_the_test",
]


# How long an example takes depends on who else uses the machine.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_configure() -> None:
    # A run in the background inherits ignored signals, and so would the programs that tests start.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_IGN:
            default = signal.default_int_handler if number is signal.SIGINT else signal.SIG_DFL
            signal.signal(number, default)
