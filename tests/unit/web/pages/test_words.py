from pathlib import Path

import pytest
from quart import Quart

from tests.support.display_cases import (
    CLOCK_TIMES,
    INITIALS,
    ROUGH_TIMES,
    ROUGH_TIMES_IN_GERMAN,
    SPOKEN_TIMES,
    SPOKEN_TIMES_IN_GERMAN,
)
from web import language
from web.pages import words

TRANSLATIONS = Path(__file__).parents[4] / "translations"


@pytest.mark.parametrize(("milliseconds", "text"), CLOCK_TIMES)
def test_clock_time(milliseconds: int, text: str) -> None:
    assert words.clock_time(milliseconds) == text


@pytest.mark.parametrize(("milliseconds", "text"), SPOKEN_TIMES)
def test_spoken_time(milliseconds: int, text: str) -> None:
    assert words.spoken_time(milliseconds) == text


@pytest.mark.parametrize(("milliseconds", "text"), ROUGH_TIMES)
def test_rough_time(milliseconds: int, text: str) -> None:
    assert words.rough_time(milliseconds) == text


async def test_durations_in_german() -> None:
    app = Quart(__name__)
    language.install(app, TRANSLATIONS)
    async with app.test_request_context("/", headers={"Accept-Language": "de"}):
        spoken = [words.spoken_time(duration) for duration, _ in SPOKEN_TIMES_IN_GERMAN]
        rough = [words.rough_time(duration) for duration, _ in ROUGH_TIMES_IN_GERMAN]
    assert spoken == [text for _, text in SPOKEN_TIMES_IN_GERMAN]
    assert rough == [text for _, text in ROUGH_TIMES_IN_GERMAN]


@pytest.mark.parametrize(("name", "letters"), INITIALS)
def test_initials(name: str, letters: str) -> None:
    assert words.initials(name) == letters


def test_the_same_text_always_has_the_same_hue() -> None:
    hues = {words.hue(f"Track {number}") for number in range(200)}
    assert hues == set(range(12))
    assert words.hue("Track 1") == words.hue("Track 1")


def test_sources_have_their_usual_names() -> None:
    assert words.source_name("soundcloud") == "SoundCloud"
    assert words.source_name("gramophone") == "gramophone"


@pytest.mark.parametrize(("volume", "limit", "place"), [(0, 1000, 0), (100, 1000, 600)])
def test_usual_volumes_have_the_greater_part_of_a_long_slider(
    volume: int, limit: int, place: int
) -> None:
    assert words.volume_place(volume, limit) == place
    assert words.volume_place(limit, limit) == 1000


def test_short_sliders_are_even() -> None:
    assert words.volume_place(50, 100) == 500


@pytest.mark.parametrize(("gain", "place"), [(-0.25, -100), (0.0, 0), (1.0, 100), (2.0, 100)])
def test_flat_is_in_the_middle_of_a_band(gain: float, place: int) -> None:
    assert words.band_place(gain) == place
