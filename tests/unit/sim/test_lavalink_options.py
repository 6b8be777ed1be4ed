"""The settings of a node refuse what would be unsafe or meaningless."""

from typing import Any

import pytest

from sim.lavalink.node import NodeOptions


@pytest.mark.parametrize("host", ["0.0.0.0", "localhost", "::1", "", "192.168.0.7"])  # noqa: S104
def test_a_node_binds_loopback_only(host: str) -> None:
    with pytest.raises(ValueError, match=r"binds 127\.0\.0\.1 only"):
        NodeOptions(host=host)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"password": ""}, "password"),
        ({"timescale": 0}, "timescale"),
        ({"update_interval": -1}, "update_interval"),
        (
            {"plugins": frozenset({"lavasuch"})},
            "Unknown plugins: lavasuch; known: lavalyrics-plugin",
        ),
        ({"sources": frozenset({"napster"})}, "Unknown sources: napster"),
        ({"disabled_filters": frozenset({"lowpass"})}, "Unknown filters: lowpass"),
    ],
)
def test_wrong_settings_are_named(wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        NodeOptions(**wrong)


def test_the_password_is_not_shown() -> None:
    assert "hunter2" not in repr(NodeOptions(password="hunter2"))
