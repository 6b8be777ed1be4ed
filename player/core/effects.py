"""What the outside world must be told after a decision, as data."""

from dataclasses import dataclass

from auth.identity import ChannelId
from player.core.filters import NO_FILTERS, Filters
from player.core.track import PlayId, Track


@dataclass(frozen=True, slots=True)
class PlayTrack:
    """Start a track on the node, with everything it needs to sound as it should."""

    track: Track
    play_id: PlayId
    position_ms: int
    paused: bool
    volume: int
    equalizer: tuple[float, ...]
    filters: Filters = NO_FILTERS


@dataclass(frozen=True, slots=True)
class StopTrack:
    pass


@dataclass(frozen=True, slots=True)
class PauseNode:
    paused: bool


@dataclass(frozen=True, slots=True)
class SeekTo:
    position_ms: int


@dataclass(frozen=True, slots=True)
class ApplyVolume:
    volume: int


@dataclass(frozen=True, slots=True)
class ApplyFilters:
    """Set everything that shapes the sound; a node takes the whole set at once."""

    equalizer: tuple[float, ...]
    filters: Filters = NO_FILTERS


@dataclass(frozen=True, slots=True)
class DestroyPlayer:
    """Take the guild's player off its node."""


@dataclass(frozen=True, slots=True)
class JoinChannel:
    channel_id: ChannelId


@dataclass(frozen=True, slots=True)
class LeaveChannel:
    pass


NodeEffect = PlayTrack | StopTrack | PauseNode | SeekTo | ApplyVolume | ApplyFilters | DestroyPlayer


@dataclass(frozen=True, slots=True)
class FindMore:
    """Look for tracks to go on with after `seed`; what is found comes back as `MoreFound`."""

    seed: Track


VoiceEffect = JoinChannel | LeaveChannel
Effect = NodeEffect | VoiceEffect | FindMore
