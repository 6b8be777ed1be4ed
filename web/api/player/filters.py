"""`/functions/filters` and presets: the sound besides volume (extensions of ours)."""

from dataclasses import fields, replace
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, RootModel
from quart import Blueprint, Response
from typing_extensions import TypedDict

from auth.api_key import Scope
from player.core import filters as core
from player.core.errors import EqualizerDisabled
from player.core.presets import EQUALIZERS
from player.core.requests import SetEqualizer, SetFilters
from player.core.sentence import Sentence
from web.access import Access, access
from web.api.player.control import answer, answer_at, control, current_player
from web.api.player.dialect import success
from web.api.reading import read_body
from web.faults import WrongInput
from web.live.projection import show_filters
from web.openapi_operation import Operation, Touches, describe

filters = Blueprint("filters", __name__, url_prefix="/functions")

Number = Annotated[float | None, Field(allow_inf_nan=False)]


class _Part(BaseModel):
    """The parameters of one filter; those that are left out take their defaults."""

    model_config = ConfigDict(extra="forbid")


class TimescalePart(_Part):
    speed: Number = None
    pitch: Number = None
    rate: Number = None


class KaraokePart(_Part):
    level: Number = None
    mono_level: Number = None
    filter_band: Number = None
    filter_width: Number = None


class WavePart(_Part):
    frequency: Number = None
    depth: Number = None


class RotationPart(_Part):
    rotation_hz: Number = None


class DistortionPart(_Part):
    sin_offset: Number = None
    sin_scale: Number = None
    cos_offset: Number = None
    cos_scale: Number = None
    tan_offset: Number = None
    tan_scale: Number = None
    offset: Number = None
    scale: Number = None


class ChannelMixPart(_Part):
    left_to_left: Number = None
    left_to_right: Number = None
    right_to_left: Number = None
    right_to_right: Number = None


class LowPassPart(_Part):
    smoothing: Number = None


class FilterChange(BaseModel):
    """Filters by name: an object sets one, null switches it off, what is left out stays."""

    model_config = ConfigDict(extra="forbid", title="filters")

    timescale: TimescalePart | None = None
    karaoke: KaraokePart | None = None
    tremolo: WavePart | None = None
    vibrato: WavePart | None = None
    rotation: RotationPart | None = None
    distortion: DistortionPart | None = None
    channel_mix: ChannelMixPart | None = None
    low_pass: LowPassPart | None = None


class PresetName(RootModel[str]):
    """The name of a preset, as `GET /functions/presets` lists them."""

    model_config = ConfigDict(title="preset")


class Presets(TypedDict):
    """The names of all presets."""

    filters: list[str]
    equalizers: list[str]


class Sound(TypedDict):
    """What shapes the sound: the filters that are on, and the equalizer's gains."""

    filters: dict[str, dict[str, float]]
    equalizer: list[float]


KINDS: dict[str, type[core.Filter]] = {
    "timescale": core.Timescale,
    "karaoke": core.Karaoke,
    "tremolo": core.Tremolo,
    "vibrato": core.Vibrato,
    "rotation": core.Rotation,
    "distortion": core.Distortion,
    "channel_mix": core.ChannelMix,
    "low_pass": core.LowPass,
}
PRESETS = Presets(filters=[*core.PRESETS, "off"], equalizers=list(EQUALIZERS))
SOUND = Sound(
    filters={"timescale": {"speed": 1.2, "pitch": 1.2, "rate": 1.0}}, equalizer=[0.0] * 15
)


@filters.get("/filters")
@access(Access.MEMBER, Scope.PLAYER_READ)
@describe(Operation(Sound, SOUND, touches=Touches.READS))
async def current_filters() -> Response:
    """Get the filters that are on, with all of their parameters, and the equalizer."""
    player = current_player()
    return answer_at(player.seq, _sound(player.state.filters, player.state.equalizer))


@filters.post("/filters")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(
    Operation(
        Sound,
        SOUND,
        body=FilterChange,
        body_example={"timescale": {"speed": 1.2, "pitch": 1.2}, "rotation": None},
        refuses=(EqualizerDisabled,),
        touches=Touches.CHANGES,
    )
)
async def change_filters() -> Response:
    """Set or switch off filters: those that are named change, the others stay.

    They outlast tracks, a change of the audio node, and restarts.
    """
    wanted = await read_body(FilterChange)
    outcome = await control(SetFilters(_changed(current_player().state.filters, wanted)))
    return answer(outcome, _sound(outcome.state.filters, outcome.state.equalizer))


@filters.get("/presets")
@access(Access.SIGNED_IN, Scope.PLAYER_READ)
@describe(Operation(Presets, PRESETS))
async def presets() -> Response:
    """Get the names of the presets, which are the same on every server."""
    return success(PRESETS)


@filters.post("/preset")
@access(Access.MEMBER, Scope.PLAYER_CONTROL)
@describe(
    Operation(
        Sound,
        SOUND,
        body=PresetName,
        body_example="nightcore",
        refuses=(EqualizerDisabled,),
        touches=Touches.CHANGES,
    )
)
async def preset() -> Response:
    """Apply a preset by its name, such as `nightcore`, `8d` or `bass boost`.

    `off` switches all filters off. A filter preset changes the filters it speaks of and leaves the
    others; an equalizer preset sets the equalizer.
    """
    name = (await read_body(PresetName)).root.strip().casefold()
    outcome = await control(_request(name))
    return answer(outcome, _sound(outcome.state.filters, outcome.state.equalizer))


def _request(name: str) -> SetFilters | SetEqualizer:
    if name in EQUALIZERS:
        return SetEqualizer(EQUALIZERS[name])
    if name == "off":
        return SetFilters(core.NO_FILTERS)
    if name not in core.PRESETS:
        raise WrongInput("preset", Sentence("There is no preset called “{name}”.", name=name[:50]))
    chosen = core.PRESETS[name]
    spoken_of = {
        field.name: value
        for field in fields(chosen)
        if (value := getattr(chosen, field.name)) is not None
    }
    return SetFilters(replace(current_player().state.filters, **spoken_of))


def _changed(present: core.Filters, wanted: FilterChange) -> core.Filters:
    changes: dict[str, core.Filter | None] = {}
    for name in wanted.model_fields_set:
        part: _Part | None = getattr(wanted, name)
        given = part.model_dump(exclude_none=True) if part is not None else {}
        changes[name] = KINDS[name](**given) if part is not None else None
    return replace(present, **changes)  # type: ignore[arg-type]  # Each name has its own type.


def _sound(chosen: core.Filters, gains: tuple[float, ...]) -> Sound:
    return Sound(filters=show_filters(chosen), equalizer=list(gains))
