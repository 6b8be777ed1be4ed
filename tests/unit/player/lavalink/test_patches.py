"""The one call that each effect is."""

import pytest
from lavalink import Equalizer

from player.core.bands import FLAT
from player.core.effects import (
    ApplyFilters,
    ApplyVolume,
    DestroyPlayer,
    NodeEffect,
    PauseNode,
    PlayTrack,
    SeekTo,
    StopTrack,
)
from player.core.filters import NO_FILTERS
from player.core.track import PlayId
from player.lavalink.patches import patch_of
from tests.support.builders import track


def test_a_play_says_everything() -> None:
    effect = PlayTrack(track("Song"), PlayId(3), 1_500, False, 80, FLAT)
    assert patch_of(effect) == {
        "encoded_track": "encoded-Song",
        "user_data": {"play": 3},
        "paused": False,
        "volume": 80,
        "position": 1_500,
        "filters": [],
    }


def test_a_stream_starts_where_it_is() -> None:
    effect = PlayTrack(track("Radio", stream=True), PlayId(3), 90_000, False, 80, FLAT)
    assert "position" not in patch_of(effect)


@pytest.mark.parametrize(
    ("effect", "patch"),
    [
        (StopTrack(), {"encoded_track": None}),
        (PauseNode(paused=True), {"paused": True}),
        (PauseNode(paused=False), {"paused": False}),
        (SeekTo(900), {"position": 900}),
        (SeekTo(-5), {"position": 0}),
        (ApplyVolume(1000), {"volume": 1000}),
        (ApplyVolume(1001), {"volume": 1000}),
        (ApplyVolume(-1), {"volume": 0}),
        (ApplyFilters(FLAT, NO_FILTERS), {"filters": []}),
    ],
)
def test_other_effects_say_one_thing(effect: NodeEffect, patch: dict[str, object]) -> None:
    assert patch_of(effect) == patch


def test_gains_stay_within_what_nodes_take() -> None:
    patch = patch_of(ApplyFilters((2.0, -1.0, 0.3, *([0.0] * 12)), NO_FILTERS))
    [equalizer] = patch["filters"]
    assert isinstance(equalizer, Equalizer)
    bands = equalizer.serialize()["equalizer"]
    assert [band["gain"] for band in bands] == [1.0, -0.25, 0.3, *([0.0] * 12)]


def test_without_an_equalizer_only_the_rest_is_said() -> None:
    gains = (0.5, *([0.0] * 14))
    effect = PlayTrack(track("Song"), PlayId(3), 0, False, 80, gains)
    assert "filters" not in patch_of(effect, frozenset())
    assert patch_of(ApplyFilters(gains, NO_FILTERS), frozenset()) == {}


def test_a_destroyed_player_is_not_changed() -> None:
    with pytest.raises(ValueError, match="DestroyPlayer"):
        patch_of(DestroyPlayer())
