"""What nodes say about themselves, also when they leave things out."""

from typing import Any

import lavalink
import pytest

from player.lavalink.calls import NodeRefused
from player.lavalink.description import Description, read_description
from player.lavalink.status import Load, completed, read_load

STATS = {
    "op": "stats",
    "players": 3,
    "playingPlayers": 2,
    "uptime": 5_000,
    "memory": {"free": 1, "used": 2, "allocated": 3, "reservable": 4},
    "cpu": {"cores": 4, "systemLoad": 0.25, "lavalinkLoad": 0.1},
    "frameStats": {"sent": 6_000, "nulled": 10, "deficit": -10},
}


def test_stats_are_read() -> None:
    assert read_load(STATS) == Load(players=3, playing=2, cpu=0.25, memory_used=2, uptime_ms=5_000)


@pytest.mark.parametrize(
    "stats",
    [
        STATS,
        {},
        {**STATS, "cpu": {"cores": 4, "systemLoad": 0.25}},
        {**STATS, "cpu": None, "memory": None, "frameStats": None},
    ],
)
def test_the_library_can_weigh_a_node_by_whatever_it_says(stats: dict[str, Any]) -> None:
    weighed = lavalink.Stats(None, completed(stats))
    assert weighed.penalty.total >= 0
    assert weighed.playing_players == stats.get("playingPlayers", 0)


INFO = {
    "version": {"semver": "4.2.2", "major": 4, "minor": 2, "patch": 2, "preRelease": None},
    "sourceManagers": ["youtube", "http"],
    "filters": ["equalizer"],
    "plugins": [{"name": "lavasearch-plugin", "version": "1.0.0"}],
}


def test_a_description_is_read() -> None:
    description = read_description(INFO)
    assert description.version == "4.2.2"
    assert description.sources == {"youtube", "http"}
    assert description.finds_lists


def test_a_node_that_said_nothing_yet_has_nothing() -> None:
    assert not Description().finds_lists


@pytest.mark.parametrize(
    "info", [None, True, [], {}, {**INFO, "version": "4"}, {**INFO, "plugins": None}]
)
def test_what_is_no_lavalink_node_is_refused(info: object) -> None:
    with pytest.raises(NodeRefused, match="Lavalink v4"):
        read_description(info)
