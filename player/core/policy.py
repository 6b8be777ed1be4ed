"""A guild's rules for its player: the settings that managers choose, with their defaults."""

from dataclasses import dataclass, field
from enum import StrEnum

from auth.identity import ChannelId, RoleId, UserId
from player.core.bands import FLAT

VOLUME_CEILING = 1000
"""The highest volume that a Lavalink node takes, in percent."""


class NeutralType(StrEnum):
    """How many votes a neutral DJ's action needs."""

    PERCENT = "pt"
    """`value` percent of the listeners."""
    TOTAL = "tt"
    """`value` votes, or everybody where fewer listen."""
    INVERSE = "iv"
    """Everybody but `value` listeners."""


@dataclass(frozen=True, slots=True)
class VolumeRules:
    """Volumes are percent, 0 to `VOLUME_CEILING`."""

    limit: int = 200
    default: int = 100
    change: bool = True
    step: int = 10


@dataclass(frozen=True, slots=True)
class EqualizerRules:
    change: bool = True
    default: tuple[float, ...] = FLAT


@dataclass(frozen=True, slots=True)
class PlayerRules:
    """How the player behaves by itself.

    `stay` is the documented 24h mode, `timeout_s` the idle time after which the bot leaves,
    `ensure` demands that who controls the player sits in its channel. The limits are off at 0.
    """

    shuffle: bool = False
    repeat: bool = False
    stay: bool = False
    search: str = "yt:"
    timeout_s: int = 300
    ensure: bool = True
    fallback: bool = True
    equalizer: EqualizerRules = EqualizerRules()
    autoplay: bool = False
    fair_queue: bool = False
    queue_limit: int = 5000
    queue_limit_per_user: int = 0
    max_track_length_s: int = 0


@dataclass(frozen=True, slots=True)
class Blacklist:
    words: tuple[str, ...] = ()
    enabled: bool = False


@dataclass(frozen=True, slots=True)
class Circle:
    """A set of members: these users, those who have one of these roles, or everyone."""

    users: frozenset[UserId] = field(default_factory=frozenset)
    roles: frozenset[RoleId] = field(default_factory=frozenset)
    everyone: bool = False

    def includes(self, user_id: UserId, roles: frozenset[RoleId]) -> bool:
        return self.everyone or user_id in self.users or not self.roles.isdisjoint(roles)


@dataclass(frozen=True, slots=True)
class DJRules:
    """Who is a DJ, who is a neutral DJ, and what a neutral DJ's votes must reach."""

    default: Circle = Circle(everyone=True)
    neutral: Circle = Circle()
    neutral_type: NeutralType = NeutralType.PERCENT
    neutral_value: int = 50


@dataclass(frozen=True, slots=True)
class ChannelRules:
    """The text channel of the now-playing message, and how that message looks.

    `color` is an RGB integer. `playlists` allows members to edit playlists on the server.
    """

    color: int = 0x5865F2
    url: str = ""
    channel: ChannelId | None = None
    command: ChannelId | None = None
    playlists: bool = True


@dataclass(frozen=True, slots=True)
class ProfileRules:
    """What the guild's voice profiles tell to whom, and whether we count in them.

    `private` keeps profiles and transactions to members. With `earning`, time in voice, music heard
    and messages written are counted, and are worth experience: for a minute in voice, for a minute
    of music, and for a message.
    """

    private: bool = False
    earning: bool = False
    voice_experience: int = 5
    listening_experience: int = 5
    message_experience: int = 1


@dataclass(frozen=True, slots=True)
class Policy:
    """All settings of one guild."""

    volume: VolumeRules = VolumeRules()
    player: PlayerRules = PlayerRules()
    blacklist: Blacklist = Blacklist()
    dj: DJRules = DJRules()
    channel: ChannelRules = ChannelRules()
    profiles: ProfileRules = ProfileRules()


DEFAULT_POLICY = Policy()
