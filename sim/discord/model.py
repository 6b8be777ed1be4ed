"""What exists in the simulated Discord: people, guilds and what guilds are made of."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from sim.discord.snowflakes import Snowflake


class ChannelKind(IntEnum):
    """Discord's channel types, as far as this world has them."""

    TEXT = 0
    VOICE = 2
    CATEGORY = 4
    STAGE = 13

    @property
    def is_voice(self) -> bool:
        return self in (ChannelKind.VOICE, ChannelKind.STAGE)


class OverwriteKind(IntEnum):
    """Whom a channel overwrite is about."""

    ROLE = 0
    MEMBER = 1


@dataclass
class Person:
    """A Discord account; ``note`` is shown on the simulator's own pages only."""

    id: Snowflake
    username: str
    global_name: str | None = None
    avatar: str | None = None
    bot: bool = False
    discriminator: str = "0"
    locale: str = "en-GB"
    note: str = ""

    @property
    def display_name(self) -> str:
        return self.global_name or self.username


@dataclass
class Role:
    """A role of a guild; the one whose id equals the guild's is @everyone."""

    id: Snowflake
    name: str
    permissions: int
    position: int = 0
    color: int = 0
    hoist: bool = False
    managed: bool = False
    mentionable: bool = False
    bot_id: Snowflake | None = None


@dataclass(frozen=True)
class Overwrite:
    """Permissions given or taken in one channel."""

    id: Snowflake
    kind: OverwriteKind
    allow: int = 0
    deny: int = 0


@dataclass
class Channel:
    """A channel of a guild, categories included."""

    id: Snowflake
    guild_id: Snowflake
    name: str
    kind: ChannelKind
    position: int = 0
    parent_id: Snowflake | None = None
    overwrites: list[Overwrite] = field(default_factory=list)
    topic: str | None = None
    bitrate: int = 64_000
    user_limit: int = 0
    last_message_id: Snowflake | None = None


@dataclass
class Member:
    """A person's membership in one guild."""

    user_id: Snowflake
    joined_at: datetime
    roles: list[Snowflake] = field(default_factory=list)
    nick: str | None = None
    avatar: str | None = None
    timed_out_until: datetime | None = None


@dataclass(frozen=True)
class VoiceState:
    """Where somebody sits in voice, and how; ``channel_id`` is None only in a farewell."""

    user_id: Snowflake
    channel_id: Snowflake | None
    session_id: str
    self_deaf: bool = False
    self_mute: bool = False
    deaf: bool = False
    mute: bool = False
    self_video: bool = False
    suppress: bool = False


@dataclass
class Guild:
    """A guild with everything in it."""

    id: Snowflake
    name: str
    owner_id: Snowflake
    icon: str | None = None
    description: str | None = None
    locale: str = "en-GB"
    afk_channel_id: Snowflake | None = None
    system_channel_id: Snowflake | None = None
    features: list[str] = field(default_factory=list)
    roles: dict[Snowflake, Role] = field(default_factory=dict)
    channels: dict[Snowflake, Channel] = field(default_factory=dict)
    members: dict[Snowflake, Member] = field(default_factory=dict)
    voice_states: dict[Snowflake, VoiceState] = field(default_factory=dict)
    available: bool = True

    def people_in(self, channel_id: Snowflake) -> list[VoiceState]:
        return [state for state in self.voice_states.values() if state.channel_id == channel_id]
