"""The filters of a player: defaults, absence, and what they do to the position."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sim.lavalink.filters import FILTER_NAMES, MAX_SPEED, FilterSet


def test_nothing_set_is_nothing_sent_back() -> None:
    assert FilterSet().wire() == {}
    assert FilterSet.model_validate(dict.fromkeys(FILTER_NAMES)).wire() == {}


@pytest.mark.parametrize("name", [n for n in FILTER_NAMES if n not in {"volume", "equalizer"}])
def test_a_filter_without_parameters_comes_back_whole(name: str) -> None:
    filters = FilterSet.model_validate({name: {}})
    assert list(filters.wire()) == [name]
    assert len(filters.wire()[name]) > 0
    assert filters.names() == [name]


def test_an_omitted_gain_is_one() -> None:
    filters = FilterSet.model_validate({"equalizer": [{"band": 3}, {"band": 4, "gain": -0.25}]})
    assert filters.wire() == {"equalizer": [{"band": 3, "gain": 1.0}, {"band": 4, "gain": -0.25}]}


def test_whole_numbers_come_back_as_decimals() -> None:
    wire = FilterSet.model_validate({"volume": 2, "rotation": {"rotationHz": 1}}).wire()
    assert repr(wire) == "{'volume': 2.0, 'rotation': {'rotationHz': 1.0}}"


def test_ranges_are_not_checked_and_unknown_keys_are_ignored() -> None:
    filters = FilterSet.model_validate({"volume": 99.0, "sparkle": {}, "lowPass": {"shine": 1}})
    assert filters.wire() == {"volume": 99.0, "lowPass": {"smoothing": 20.0}}


def test_plugin_filters_are_kept_as_they_are() -> None:
    filters = FilterSet.model_validate({"pluginFilters": {"echo": {"delay": [1, "x"]}}})
    assert filters.wire() == {"pluginFilters": {"echo": {"delay": [1, "x"]}}}
    assert filters.names() == ["echo"]


@pytest.mark.parametrize(
    "body",
    [
        {"volume": "loud"},
        {"volume": True},
        {"equalizer": {}},
        {"equalizer": [{"gain": 0.1}]},
        {"timescale": {"speed": "2"}},
        {"timescale": 2},
        {"tremolo": {"depth": float("inf")}},
        {"pluginFilters": []},
    ],
)
def test_other_types_are_refused(body: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        FilterSet.model_validate(body)


@given(st.floats(0.1, 4), st.floats(0.1, 4), st.floats(0.1, 4))
def test_a_position_runs_with_speed_and_rate_but_not_with_pitch(
    speed: float, pitch: float, rate: float
) -> None:
    scale = {"speed": speed, "pitch": pitch, "rate": rate}
    assert FilterSet.model_validate({"timescale": scale}).speed == pytest.approx(speed * rate)


def test_without_timescale_a_position_runs_at_its_own_pace() -> None:
    assert FilterSet().speed == 1.0
    assert FilterSet.model_validate({"timescale": {"speed": -1}}).speed == 0.0
    huge = {"speed": 1e308, "rate": 1e308}
    assert FilterSet.model_validate({"timescale": huge}).speed == MAX_SPEED
