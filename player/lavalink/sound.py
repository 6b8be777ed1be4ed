"""Turns the equalizer and the other filters into what a node takes (pure)."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, fields
from typing import Any

import lavalink

from player.core.filters import Filters

LOWEST_GAIN = -0.25
HIGHEST_GAIN = 1.0

ON_THE_NODE: dict[str, tuple[str, type[Any]]] = {
    "timescale": ("timescale", lavalink.Timescale),
    "karaoke": ("karaoke", lavalink.Karaoke),
    "tremolo": ("tremolo", lavalink.Tremolo),
    "vibrato": ("vibrato", lavalink.Vibrato),
    "rotation": ("rotation", lavalink.Rotation),
    "distortion": ("distortion", lavalink.Distortion),
    "channel_mix": ("channelMix", lavalink.ChannelMix),
    "low_pass": ("lowPass", lavalink.LowPass),
}
"""Our name of each filter, the node's name of it, and the library's class, whose parameters are
ours."""

ALL_FILTERS = frozenset({"equalizer", *(name for name, _ in ON_THE_NODE.values())})


def node_filters(
    gains: Sequence[float], filters: Filters, offered: AbstractSet[str]
) -> list[Any] | None:
    """Return the whole set for a node that offers these filters; None if it offers none."""
    if not offered & ALL_FILTERS:
        return None
    chosen: list[Any] = []
    bounded = [min(max(float(gain), LOWEST_GAIN), HIGHEST_GAIN) for gain in gains]
    # No filter at all spares the node the work of filtering with neutral gains.
    if any(bounded) and "equalizer" in offered:
        chosen.append(lavalink.Equalizer(bounded))
    for field in fields(filters):
        values = getattr(filters, field.name)
        name, make = ON_THE_NODE[field.name]
        if values is not None and name in offered:
            chosen.append(make(**asdict(values)))
    return chosen
