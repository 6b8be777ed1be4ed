"""Volume and equalizer."""

import math
from typing import get_args

import pytest

from player.core.commands import CastVote, Command, PolicyChanged
from player.core.decide import decide
from player.core.effects import ApplyFilters, ApplyVolume
from player.core.errors import EqualizerDisabled, OutOfRange, WrongBandCount
from player.core.filters import NO_FILTERS
from player.core.policy import EqualizerRules, PlayerRules, Policy
from player.core.requests import SetEqualizer, SetVolume
from player.core.rules import carry_out
from tests.support.builders import connected_scene, context


def test_volume_reaches_the_node_once() -> None:
    scene = connected_scene("a")
    assert scene.ask(SetVolume(40)).effects == (ApplyVolume(40),)
    assert scene.ask(SetVolume(40)).events == ()


def test_volume_without_a_track_waits_for_the_next_one() -> None:
    scene = connected_scene()
    assert scene.ask(SetVolume(40)).effects == ()
    assert scene.state.volume == 40


@pytest.mark.parametrize("volume", [-1, 201])
def test_volume_out_of_limits_is_refused(volume: int) -> None:
    refusal = connected_scene("a").refused(SetVolume(volume))
    assert isinstance(refusal, OutOfRange)
    assert refusal.high == 200


def test_gains_above_the_nodes_ceiling_are_brought_down() -> None:
    scene = connected_scene("a")
    gains = (2.0, 1.0, 0.5, -0.25) + (0.0,) * 11
    effective = (1.0, 1.0, 0.5, -0.25) + (0.0,) * 11
    assert scene.ask(SetEqualizer(gains)).effects == (ApplyFilters(effective, NO_FILTERS),)
    assert scene.state.equalizer == effective


@pytest.mark.parametrize("count", [0, 14, 16])
def test_other_than_fifteen_bands_are_refused(count: int) -> None:
    refusal = connected_scene("a").refused(SetEqualizer((0.0,) * count))
    assert isinstance(refusal, WrongBandCount)
    assert refusal.count == count


@pytest.mark.parametrize("gain", [-0.26, 2.01, math.nan, math.inf])
def test_a_gain_out_of_range_is_refused_by_its_band(gain: float) -> None:
    gains = (0.0, 0.0, gain) + (0.0,) * 12
    refusal = connected_scene("a").refused(SetEqualizer(gains))
    assert isinstance(refusal, OutOfRange)
    assert refusal.field == "equalizer[2]"


def test_a_guild_can_switch_the_equalizer_off() -> None:
    scene = connected_scene("a")
    policy = Policy(player=PlayerRules(equalizer=EqualizerRules(change=False)))
    scene.report(PolicyChanged(policy))
    with pytest.raises(EqualizerDisabled):
        decide(scene.state, SetEqualizer((0.0,) * 15), context())


def test_every_command_has_a_rule() -> None:
    unruled = carry_out.dispatch(object)
    assert [kind for kind in get_args(Command) if carry_out.dispatch(kind) is unruled] == [CastVote]
