from dataclasses import fields

import pytest

from player.core.filters import DISTORTION_RANGE, PRESETS, RANGES, Filters, check
from player.core.presets import EQUALIZERS
from web.pages.sound_view import CARDS, PRESET_TITLES, Card


def test_every_filter_has_a_card_and_every_parameter_a_slider() -> None:
    assert {card.name for card in CARDS} == {one.name for one in fields(Filters)}
    for card in CARDS:
        assert {knob.name for knob in card.knobs} == card.defaults.keys()


def test_every_preset_has_a_title() -> None:
    assert PRESET_TITLES.keys() == EQUALIZERS.keys() | PRESETS.keys()


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_sliders_stay_within_what_the_player_takes(card: Card) -> None:
    for knob in card.knobs:
        low, high = RANGES.get(f"{card.name}.{knob.name}", DISTORTION_RANGE)
        assert low <= knob.low < knob.high <= high
        assert knob.low <= card.at_first[knob.name] <= knob.high


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_switching_on_is_heard(card: Card) -> None:
    check(Filters(**{card.name: card.kind(**card.at_first)}))
    silent = {"timescale", "channel_mix", "distortion"}
    assert (card.at_first != card.defaults) == (card.name in silent)
