"""Everything that a player's mailbox takes: requests, votes, and what the world reports."""

from dataclasses import dataclass
from enum import StrEnum

from auth.identity import ChannelId, UserId
from player.core.effects import Effect
from player.core.policy import Policy
from player.core.requests import Request
from player.core.standing import Badge
from player.core.track import PlayId, Track
from player.core.votes import VoteId


class EndReason(StrEnum):
    """Why the node ended a track (Lavalink v4, TrackEndEvent)."""

    FINISHED = "finished"
    LOAD_FAILED = "loadFailed"
    STOPPED = "stopped"
    REPLACED = "replaced"
    CLEANUP = "cleanup"


@dataclass(frozen=True, slots=True)
class NodeTrackEnded:
    play_id: PlayId
    reason: EndReason


@dataclass(frozen=True, slots=True)
class NodeTrackFailed:
    """The node met an error while playing; its own track end follows."""

    play_id: PlayId
    reason: str


@dataclass(frozen=True, slots=True)
class NodeTrackStuck:
    """No audio for a while; the node does not end the track by itself."""

    play_id: PlayId
    threshold_ms: int


@dataclass(frozen=True, slots=True)
class PositionReported:
    """The node's own position at `at`, our clock; `connected` speaks of its voice connection."""

    position_ms: int
    at: int
    connected: bool


@dataclass(frozen=True, slots=True)
class NodePlayback:
    """What a node was found playing when it became available."""

    play_id: PlayId
    position_ms: int
    paused: bool
    connected: bool


@dataclass(frozen=True, slots=True)
class NodeReady:
    """A node serves this guild (again); `playing` is None unless our own track still runs on it."""

    playing: NodePlayback | None = None


@dataclass(frozen=True, slots=True)
class NodeLost:
    """No node serves this guild."""


@dataclass(frozen=True, slots=True)
class BotVoiceChanged:
    """Discord says where the bot sits in this guild; None is nowhere."""

    channel_id: ChannelId | None


@dataclass(frozen=True, slots=True)
class ListenersChanged:
    """These humans now sit in the bot's channel; the deafened among them hear nothing.

    `badges` are the listeners' own, in the same order.
    """

    listeners: tuple[UserId, ...]
    deafened: tuple[UserId, ...] = ()
    badges: tuple[Badge, ...] = ()


@dataclass(frozen=True, slots=True)
class GatewayReady:
    """The guild became available on a fresh gateway session."""


@dataclass(frozen=True, slots=True)
class GatewayLost:
    """Discord is out of reach; what it last said may be old."""


@dataclass(frozen=True, slots=True)
class EffectFailed:
    """An effect could not be carried out; an `outage` mends itself with the next `NodeReady`."""

    effect: Effect
    reason: str
    outage: bool = False


@dataclass(frozen=True, slots=True)
class TimePassed:
    """A moment has come at which something was to happen by itself."""


@dataclass(frozen=True, slots=True)
class PolicyChanged:
    """The guild's settings are these from now on."""

    policy: Policy


@dataclass(frozen=True, slots=True)
class MoreFound:
    """Tracks that autoplay found to go on with."""

    tracks: tuple[Track, ...]


Observation = (
    NodeTrackEnded
    | NodeTrackFailed
    | NodeTrackStuck
    | PositionReported
    | NodeReady
    | NodeLost
    | BotVoiceChanged
    | ListenersChanged
    | GatewayReady
    | GatewayLost
    | EffectFailed
    | TimePassed
    | PolicyChanged
    | MoreFound
)


@dataclass(frozen=True, slots=True)
class CastVote:
    """Agree to an open vote, or take one's agreement back."""

    vote_id: VoteId
    agree: bool


Command = Request | CastVote | Observation
