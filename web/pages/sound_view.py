"""What the sheet about the sound shows: the equalizer's bands, the filters, and their presets."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from player.core import filters as core
from player.core.presets import EQUALIZERS
from web.language import marked
from web.pages.words import hertz, short_hertz

FREQUENCIES = (25, 40, 63, 100, 160, 250, 400, 630, 1000, 1600, 2500, 4000, 6300, 10_000, 16_000)

PRESET_TITLES = {
    "flat": marked("Flat"),
    "bass boost": marked("Bass boost"),
    "treble boost": marked("Treble boost"),
    "vocal": marked("Vocal"),
    "rock": marked("Rock"),
    "electronic": marked("Electronic"),
    "acoustic": marked("Acoustic"),
    "night": marked("Night"),
    "nightcore": marked("Nightcore"),
    "vaporwave": marked("Vaporwave"),
    "daycore": marked("Daycore"),
    "slowed": marked("Slowed"),
    "fast": marked("Fast"),
    "chipmunk": marked("Chipmunk"),
    "8d": marked("8D"),
    "karaoke": marked("Karaoke"),
    "tremolo": marked("Tremolo"),
    "vibrato": marked("Vibrato"),
    "muffled": marked("Muffled"),
    "mono": marked("Mono"),
}


@dataclass(frozen=True, slots=True)
class Knob:
    """One parameter of a filter as a slider over the values that people use; the API takes more.

    `unit` says how the browser words a value.
    """

    name: str
    title: str
    low: float
    high: float
    step: float
    unit: str


@dataclass(frozen=True, slots=True)
class Card:
    """A filter with a switch; `start` replaces defaults that nobody would hear."""

    kind: type[core.Filter]
    name: str
    title: str
    about: str
    knobs: tuple[Knob, ...]
    start: Mapping[str, float] = field(default_factory=dict)

    @property
    def at_first(self) -> dict[str, float]:
        """Return the parameters that it is switched on with."""
        return {**self.defaults, **self.start}

    @property
    def defaults(self) -> dict[str, float]:
        return asdict(self.kind())


_WHOLE = (0.0, 1.0, 0.05, "share")
_SWAY = (0.1, 14.0, 0.1, "hertz")
_BEND = (-2.0, 2.0, 0.1, "plain")

CARDS = (
    Card(
        core.Timescale,
        "timescale",
        marked("Speed and pitch"),
        marked("Faster or slower, higher or lower."),
        (
            Knob("speed", marked("Speed"), 0.5, 2.0, 0.05, "times"),
            Knob("pitch", marked("Pitch"), 0.5, 2.0, 0.05, "times"),
            Knob("rate", marked("Speed with pitch"), 0.5, 2.0, 0.05, "times"),
        ),
        {"speed": 1.15},
    ),
    Card(
        core.Rotation,
        "rotation",
        marked("Rotation"),
        marked("The sound circles around your head."),
        (Knob("rotation_hz", marked("One turn"), 0.05, 1.0, 0.05, "turn"),),
    ),
    Card(
        core.LowPass,
        "low_pass",
        marked("Low pass"),
        marked("Muffled, as through a wall."),
        (Knob("smoothing", marked("Wall"), 2.0, 100.0, 1.0, "plain"),),
    ),
    Card(
        core.Karaoke,
        "karaoke",
        marked("Karaoke"),
        marked("Takes out what stands in the middle, mostly the voice."),
        (
            Knob("level", marked("How much of it"), *_WHOLE),
            Knob("mono_level", marked("How much of the low sounds"), *_WHOLE),
            Knob("filter_band", marked("Around"), 20.0, 2000.0, 10.0, "hertz"),
            Knob("filter_width", marked("How wide"), 10.0, 1000.0, 10.0, "hertz"),
        ),
    ),
    Card(
        core.Tremolo,
        "tremolo",
        marked("Tremolo"),
        marked("The loudness trembles."),
        (
            Knob("frequency", marked("How fast"), *_SWAY),
            Knob("depth", marked("How deep"), 0.05, 1.0, 0.05, "share"),
        ),
    ),
    Card(
        core.Vibrato,
        "vibrato",
        marked("Vibrato"),
        marked("The pitch trembles."),
        (
            Knob("frequency", marked("How fast"), *_SWAY),
            Knob("depth", marked("How deep"), 0.05, 1.0, 0.05, "share"),
        ),
    ),
    Card(
        core.ChannelMix,
        "channel_mix",
        marked("Left and right"),
        marked("Mixes the two sides; all at half is mono."),
        (
            Knob("left_to_left", marked("Left to left"), *_WHOLE),
            Knob("left_to_right", marked("Left to right"), *_WHOLE),
            Knob("right_to_left", marked("Right to left"), *_WHOLE),
            Knob("right_to_right", marked("Right to right"), *_WHOLE),
        ),
        {one.name: 0.5 for one in fields(core.ChannelMix)},
    ),
    Card(
        core.Distortion,
        "distortion",
        marked("Distortion"),
        marked("Rough and overdriven. Careful with your ears."),
        (
            Knob("sin_offset", marked("Sine, shifted"), *_BEND),
            Knob("sin_scale", marked("Sine, scaled"), *_BEND),
            Knob("cos_offset", marked("Cosine, shifted"), *_BEND),
            Knob("cos_scale", marked("Cosine, scaled"), *_BEND),
            Knob("tan_offset", marked("Tangent, shifted"), *_BEND),
            Knob("tan_scale", marked("Tangent, scaled"), *_BEND),
            Knob("offset", marked("All, shifted"), *_BEND),
            Knob("scale", marked("All, scaled"), *_BEND),
        ),
        {"scale": 1.4},
    ),
)


def sound_view() -> dict[str, Any]:
    """Return what the template of the sheet needs beside the player's snapshot."""
    return {
        "bands": bands(),
        "filter_cards": CARDS,
        "equalizer_presets": [
            {"title": PRESET_TITLES[name], "gains": list(gains)}
            for name, gains in EQUALIZERS.items()
        ],
        "filter_presets": [
            {"name": name, "title": PRESET_TITLES[name], "filters": _spoken_of(filters)}
            for name, filters in core.PRESETS.items()
        ],
    }


def bands() -> list[tuple[str, str]]:
    """Return how the bands of the equalizer are called, at length and in short."""
    return [(hertz(each), short_hertz(each)) for each in FREQUENCIES]


def _spoken_of(filters: core.Filters) -> dict[str, dict[str, float]]:
    return {name: values for name, values in asdict(filters).items() if values is not None}
