"""A short way to write down a guild with its roles, channels and members."""

from datetime import UTC, datetime, timedelta

from sim.discord.model import Channel, ChannelKind, Guild, Member, Overwrite, Role, VoiceState
from sim.discord.permissions import Permission
from sim.discord.snowflakes import Snowflake

EVERYDAY = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.READ_MESSAGE_HISTORY
    | Permission.ADD_REACTIONS
    | Permission.CONNECT
    | Permission.SPEAK
    | Permission.USE_VAD
    | Permission.CHANGE_NICKNAME
    | Permission.USE_APPLICATION_COMMANDS
)


class Blueprint:
    """Builds one guild step by step; ``guild`` is the result."""

    def __init__(
        self, guild_id: Snowflake, name: str, owner_id: Snowflake, icon: str | None
    ) -> None:
        self.guild = Guild(guild_id, name, owner_id, icon)
        self.role(guild_id, "@everyone", EVERYDAY)
        self._category: Snowflake | None = None

    def role(
        self, role_id: Snowflake, name: str, granted: int, *, color: int = 0, bot: str | None = None
    ) -> None:
        self.guild.roles[role_id] = Role(
            role_id,
            name,
            int(granted),
            position=len(self.guild.roles),
            color=color,
            hoist=bool(color),
            managed=bot is not None,
            bot_id=bot,
        )

    def category(self, channel_id: Snowflake, name: str) -> None:
        """Open a category; the channels that follow belong to it."""
        self._category = None
        self._channel(channel_id, name, ChannelKind.CATEGORY)
        self._category = channel_id

    def text(
        self, channel_id: Snowflake, name: str, topic: str | None = None, *rules: Overwrite
    ) -> None:
        self._channel(channel_id, name, ChannelKind.TEXT, *rules).topic = topic

    def voice(
        self, channel_id: Snowflake, name: str, *rules: Overwrite, user_limit: int = 0
    ) -> None:
        self._channel(channel_id, name, ChannelKind.VOICE, *rules).user_limit = user_limit

    def stage(self, channel_id: Snowflake, name: str, topic: str) -> None:
        self._channel(channel_id, name, ChannelKind.STAGE).topic = topic

    def member(
        self,
        user_id: Snowflake,
        joined: str,
        *roles: Snowflake,
        nick: str | None = None,
        avatar: str | None = None,
    ) -> None:
        """Add a member who joined on the day ``joined``, at a time of day of their own."""
        midnight = datetime.fromisoformat(joined).replace(tzinfo=UTC)
        joined_at = midnight + timedelta(milliseconds=int(user_id) % 86_400_000)
        self.guild.members[user_id] = Member(user_id, joined_at, list(roles), nick, avatar)

    def sitting(
        self, user_id: Snowflake, channel_id: Snowflake, *, self_deaf: bool = False
    ) -> None:
        """Seat a member in voice from the start, on a session id of their own."""
        session_id = f"{int(user_id) * 0x9E3779B97F4A7C15 % (1 << 128):032x}"
        self.guild.voice_states[user_id] = VoiceState(
            user_id, channel_id, session_id, self_deaf=self_deaf
        )

    def _channel(
        self, channel_id: Snowflake, name: str, kind: ChannelKind, *rules: Overwrite
    ) -> Channel:
        siblings = [c for c in self.guild.channels.values() if c.parent_id == self._category]
        channel = Channel(
            channel_id, self.guild.id, name, kind, len(siblings), self._category, list(rules)
        )
        self.guild.channels[channel_id] = channel
        return channel
