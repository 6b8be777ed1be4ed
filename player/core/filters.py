"""The sound filters besides the equalizer, with Lavalink's parameters, defaults and ranges."""

from collections.abc import Callable
from dataclasses import dataclass, fields

from player.core.errors import BadFilter


@dataclass(frozen=True, slots=True)
class Timescale:
    speed: float = 1.0
    pitch: float = 1.0
    rate: float = 1.0


@dataclass(frozen=True, slots=True)
class Karaoke:
    level: float = 1.0
    mono_level: float = 1.0
    filter_band: float = 220.0
    filter_width: float = 100.0


@dataclass(frozen=True, slots=True)
class Tremolo:
    frequency: float = 2.0
    depth: float = 0.5


@dataclass(frozen=True, slots=True)
class Vibrato:
    frequency: float = 2.0
    depth: float = 0.5


@dataclass(frozen=True, slots=True)
class Rotation:
    rotation_hz: float = 0.2


@dataclass(frozen=True, slots=True)
class Distortion:
    sin_offset: float = 0.0
    sin_scale: float = 1.0
    cos_offset: float = 0.0
    cos_scale: float = 1.0
    tan_offset: float = 0.0
    tan_scale: float = 1.0
    offset: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class ChannelMix:
    left_to_left: float = 1.0
    left_to_right: float = 0.0
    right_to_left: float = 0.0
    right_to_right: float = 1.0


@dataclass(frozen=True, slots=True)
class LowPass:
    smoothing: float = 20.0


Filter = Timescale | Karaoke | Tremolo | Vibrato | Rotation | Distortion | ChannelMix | LowPass


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters that are on; None is off."""

    timescale: Timescale | None = None
    karaoke: Karaoke | None = None
    tremolo: Tremolo | None = None
    vibrato: Vibrato | None = None
    rotation: Rotation | None = None
    distortion: Distortion | None = None
    channel_mix: ChannelMix | None = None
    low_pass: LowPass | None = None

    @property
    def rate(self) -> float:
        """How many track milliseconds pass in a millisecond."""
        return self.timescale.speed * self.timescale.rate if self.timescale else 1.0


NO_FILTERS = Filters()

PRESETS: dict[str, Filters] = {
    "nightcore": Filters(timescale=Timescale(speed=1.2, pitch=1.2)),
    "vaporwave": Filters(timescale=Timescale(speed=0.85, pitch=0.85)),
    "daycore": Filters(timescale=Timescale(speed=0.9, pitch=0.8)),
    "slowed": Filters(timescale=Timescale(speed=0.8)),
    "fast": Filters(timescale=Timescale(speed=1.25)),
    "chipmunk": Filters(timescale=Timescale(speed=1.05, pitch=1.35)),
    "8d": Filters(rotation=Rotation(0.2)),
    "karaoke": Filters(karaoke=Karaoke()),
    "tremolo": Filters(tremolo=Tremolo(4.0, 0.6)),
    "vibrato": Filters(vibrato=Vibrato(4.0, 0.6)),
    "muffled": Filters(low_pass=LowPass(20.0)),
    "mono": Filters(channel_mix=ChannelMix(0.5, 0.5, 0.5, 0.5)),
}
"""Named settings, each of which replaces the filters it speaks of and leaves the others."""

Range = tuple[float, float]

RANGES: dict[str, Range] = {
    "timescale.speed": (0.25, 4.0),
    "timescale.pitch": (0.25, 4.0),
    "timescale.rate": (0.25, 4.0),
    "karaoke.level": (0.0, 1.0),
    "karaoke.mono_level": (0.0, 1.0),
    "karaoke.filter_band": (0.0, 20_000.0),
    "karaoke.filter_width": (0.0, 20_000.0),
    "tremolo.frequency": (0.01, 100.0),
    "tremolo.depth": (0.01, 1.0),
    "vibrato.frequency": (0.01, 14.0),
    "vibrato.depth": (0.01, 1.0),
    "rotation.rotation_hz": (0.0, 10.0),
    "channel_mix.left_to_left": (0.0, 1.0),
    "channel_mix.left_to_right": (0.0, 1.0),
    "channel_mix.right_to_left": (0.0, 1.0),
    "channel_mix.right_to_right": (0.0, 1.0),
    "low_pass.smoothing": (1.01, 100.0),
}
"""Both ends are allowed. Lavalink wants more than 0 where ours begins at 0.01 or 0.25, and slower
or faster than fourfold is noise. Distortion takes any number between -100 and 100."""

DISTORTION_RANGE: Range = (-100.0, 100.0)


def check(filters: Filters) -> None:
    """Raise `BadFilter` for the first parameter that is out of its range."""
    _each(filters, _check_one)


def _check_one(name: str, value: float) -> None:
    low, high = RANGES.get(name, DISTORTION_RANGE)
    if not low <= value <= high:
        raise BadFilter(name, value, low, high)


def _each(filters: Filters, visit: Callable[[str, float], None]) -> None:
    for kind in fields(filters):
        chosen: Filter | None = getattr(filters, kind.name)
        if chosen is not None:
            for parameter in fields(chosen):
                visit(f"{kind.name}.{parameter.name}", getattr(chosen, parameter.name))
