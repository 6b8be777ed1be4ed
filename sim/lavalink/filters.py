"""The audio filters of a player: read from a request, completed with defaults, sent back whole."""

from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat
from pydantic.alias_generators import to_camel

FILTER_NAMES: Final = (
    "volume",
    "equalizer",
    "karaoke",
    "timescale",
    "tremolo",
    "vibrato",
    "distortion",
    "rotation",
    "channelMix",
    "lowPass",
)

MAX_SPEED: Final = 1000.0


class WireModel(BaseModel):
    """A JSON object of the protocol: camelCase, strict types, unknown keys ignored."""

    model_config = ConfigDict(
        alias_generator=to_camel, strict=True, extra="ignore", frozen=True, populate_by_name=True
    )


class Band(WireModel):
    band: int
    gain: FiniteFloat = 1.0


class Karaoke(WireModel):
    level: FiniteFloat = 1.0
    mono_level: FiniteFloat = 1.0
    filter_band: FiniteFloat = 220.0
    filter_width: FiniteFloat = 100.0


class Timescale(WireModel):
    speed: FiniteFloat = 1.0
    pitch: FiniteFloat = 1.0
    rate: FiniteFloat = 1.0


class Tremolo(WireModel):
    frequency: FiniteFloat = 2.0
    depth: FiniteFloat = 0.5


class Vibrato(WireModel):
    frequency: FiniteFloat = 2.0
    depth: FiniteFloat = 0.5


class Distortion(WireModel):
    sin_offset: FiniteFloat = 0.0
    sin_scale: FiniteFloat = 1.0
    cos_offset: FiniteFloat = 0.0
    cos_scale: FiniteFloat = 1.0
    tan_offset: FiniteFloat = 0.0
    tan_scale: FiniteFloat = 1.0
    offset: FiniteFloat = 0.0
    scale: FiniteFloat = 1.0


class Rotation(WireModel):
    rotation_hz: FiniteFloat = 0.0


class ChannelMix(WireModel):
    left_to_left: FiniteFloat = 1.0
    left_to_right: FiniteFloat = 0.0
    right_to_left: FiniteFloat = 0.0
    right_to_right: FiniteFloat = 1.0


class LowPass(WireModel):
    smoothing: FiniteFloat = 20.0


class FilterSet(WireModel):
    """Every filter of a player; None means that it is not set."""

    volume: FiniteFloat | None = None
    equalizer: list[Band] | None = None
    karaoke: Karaoke | None = None
    timescale: Timescale | None = None
    tremolo: Tremolo | None = None
    vibrato: Vibrato | None = None
    distortion: Distortion | None = None
    rotation: Rotation | None = None
    channel_mix: ChannelMix | None = None
    low_pass: LowPass | None = None
    plugin_filters: Annotated[dict[str, Any], Field(default_factory=dict)]

    @property
    def speed(self) -> float:
        """Return how fast a position runs through the track under these filters."""
        if self.timescale is None:
            return 1.0
        return min(max(self.timescale.speed * self.timescale.rate, 0.0), MAX_SPEED)

    def wire(self) -> dict[str, Any]:
        """Return what was set, each filter with all its parameters."""
        whole = self.model_dump(by_alias=True, exclude_none=True)
        if not self.plugin_filters:
            del whole["pluginFilters"]
        return whole

    def names(self) -> list[str]:
        """Return the protocol's names of the filters that are set, plugins' own included."""
        whole = self.wire()
        return [name for name in FILTER_NAMES if name in whole] + list(self.plugin_filters)
