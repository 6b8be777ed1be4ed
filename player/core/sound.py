"""How it sounds: volume, equalizer, and the other filters."""

import math

from player.core.bands import BANDS, HIGHEST_ACCEPTED_GAIN, HIGHEST_NODE_GAIN, LOWEST_GAIN
from player.core.draft import Draft
from player.core.effects import ApplyFilters, ApplyVolume
from player.core.errors import EqualizerDisabled, OutOfRange, VolumeFixed, WrongBandCount
from player.core.events import EqualizerChanged, FiltersChanged, VolumeChanged
from player.core.filters import Filters, check
from player.core.requests import SetEqualizer, SetFilters, SetVolume


def set_volume(command: SetVolume, draft: Draft) -> None:
    rules = draft.state.policy.volume
    if not rules.change:
        raise VolumeFixed
    if not 0 <= command.volume <= rules.limit:
        raise OutOfRange("volume", command.volume, 0, rules.limit)
    turn_to(draft, command.volume)


def turn_to(draft: Draft, volume: int) -> None:
    """Set the volume, whoever may change it."""
    if volume != draft.state.volume:
        draft.emit(VolumeChanged(volume))
        draft.tell_node(ApplyVolume(volume))


def set_equalizer(command: SetEqualizer, draft: Draft) -> None:
    if not draft.state.policy.player.equalizer.change:
        raise EqualizerDisabled
    equalize(draft, effective_gains(command.gains))


def equalize(draft: Draft, gains: tuple[float, ...]) -> None:
    """Set the equalizer to gains that are known to be good."""
    if gains != draft.state.equalizer:
        draft.emit(EqualizerChanged(gains))
        draft.tell_node(ApplyFilters(gains, draft.state.filters))


def effective_gains(gains: tuple[float, ...]) -> tuple[float, ...]:
    """Return what a node will make of these gains; refuse a wrong count or range."""
    if len(gains) != BANDS:
        raise WrongBandCount(len(gains))
    return tuple(_effective(band, gain) for band, gain in enumerate(gains))


def _effective(band: int, gain: float) -> float:
    if not (math.isfinite(gain) and LOWEST_GAIN <= gain <= HIGHEST_ACCEPTED_GAIN):
        raise OutOfRange(f"equalizer[{band}]", gain, LOWEST_GAIN, HIGHEST_ACCEPTED_GAIN)
    return min(gain, HIGHEST_NODE_GAIN)


def set_filters(command: SetFilters, draft: Draft) -> None:
    if not draft.state.policy.player.equalizer.change:
        raise EqualizerDisabled
    check(command.filters)
    filter_by(draft, command.filters)


def filter_by(draft: Draft, filters: Filters) -> None:
    """Set the filters to some that are known to be good."""
    if filters == draft.state.filters:
        return
    playhead = draft.state.playhead
    if playhead is not None:
        playhead = playhead.changed(draft.now, draft.state.length_ms, rate=filters.rate)
    draft.emit(FiltersChanged(filters, playhead))
    draft.tell_node(ApplyFilters(draft.state.equalizer, filters))
