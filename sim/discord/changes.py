"""What may be said about a voice seat, a message, a guild, a channel or a role when it changes."""

from typing import TypedDict

from sim.discord.model import Overwrite
from sim.discord.snowflakes import Snowflake
from sim.discord.wire import JsonObject


class VoiceFlags(TypedDict, total=False):
    self_deaf: bool
    self_mute: bool
    deaf: bool
    mute: bool
    self_video: bool
    suppress: bool


class MessageParts(TypedDict, total=False):
    content: str
    embeds: list[JsonObject]
    components: list[JsonObject]
    flags: int


class GuildChange(TypedDict, total=False):
    name: str
    icon: str | None
    description: str | None
    owner_id: Snowflake
    afk_channel_id: Snowflake | None


class ChannelParts(TypedDict, total=False):
    position: int
    parent_id: Snowflake | None
    overwrites: list[Overwrite]
    topic: str | None
    user_limit: int


class ChannelChange(ChannelParts, total=False):
    name: str


class RoleParts(TypedDict, total=False):
    color: int
    hoist: bool
    mentionable: bool


class RoleChange(RoleParts, total=False):
    name: str
    permissions: int
    position: int
