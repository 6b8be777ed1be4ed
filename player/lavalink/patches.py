"""Turns effects into the one call each of them is to a node (pure)."""

from collections.abc import Set as AbstractSet
from typing import Any

from player.core.effects import (
    ApplyFilters,
    ApplyVolume,
    NodeEffect,
    PauseNode,
    PlayTrack,
    SeekTo,
    StopTrack,
)
from player.lavalink.messages import USER_DATA_KEY
from player.lavalink.sound import ALL_FILTERS, node_filters

LOUDEST = 1000

Patch = dict[str, Any]
"""Keyword arguments of `lavalink.Node.update_player`."""


def patch_of(effect: NodeEffect, offered: AbstractSet[str] = ALL_FILTERS) -> Patch:
    """Return the call that carries an effect out; empty if the node has no means for it.

    `offered` names the filters that the node has.
    """
    match effect:
        case PlayTrack():
            return _play(effect) | _filters(effect, offered)
        case StopTrack():
            return {"encoded_track": None}
        case PauseNode(paused):
            return {"paused": paused}
        case SeekTo(position_ms):
            return {"position": max(0, position_ms)}
        case ApplyVolume(volume):
            return {"volume": _bounded(volume)}
        case ApplyFilters():
            return _filters(effect, offered)
        case _:
            raise ValueError(f"{type(effect).__name__} is not a change of a player.")


def _play(effect: PlayTrack) -> Patch:
    patch: Patch = {
        "encoded_track": effect.track.encoded,
        "user_data": {USER_DATA_KEY: int(effect.play_id)},
        # A node un-pauses whatever it is given, unless it is told otherwise.
        "paused": effect.paused,
        "volume": _bounded(effect.volume),
    }
    if not effect.track.is_stream:
        patch["position"] = max(0, effect.position_ms)
    return patch


def _filters(effect: PlayTrack | ApplyFilters, offered: AbstractSet[str]) -> Patch:
    chosen = node_filters(effect.equalizer, effect.filters, offered)
    return {} if chosen is None else {"filters": chosen}


def _bounded(volume: int) -> int:
    return min(max(volume, 0), LOUDEST)
