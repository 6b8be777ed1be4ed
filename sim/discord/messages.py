"""Messages in the text of channels: posting, editing and reading them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Unpack

from sim.discord import wire
from sim.discord.changes import MessageParts
from sim.discord.dispatches import Dispatch
from sim.discord.errors import UnknownThingError
from sim.discord.intents import Intent
from sim.discord.model import Channel
from sim.discord.snowflakes import Snowflake
from sim.discord.wire import JsonObject
from sim.discord.world import World


@dataclass
class Message:
    """One message; embeds and components are kept as the sender gave them."""

    id: Snowflake
    channel_id: Snowflake
    author_id: Snowflake
    sent_at: datetime
    content: str = ""
    embeds: list[JsonObject] = field(default_factory=list)
    components: list[JsonObject] = field(default_factory=list)
    flags: int = 0
    edited_at: datetime | None = None


class MessageBoard:
    """Keeps the latest messages of every channel."""

    kept_per_channel = 500

    def __init__(self, world: World) -> None:
        self._world = world
        self._by_channel: dict[Snowflake, list[Message]] = {}

    def post(
        self, author_id: Snowflake, channel_id: Snowflake, **parts: Unpack[MessageParts]
    ) -> Message:
        channel = self._world.channel(channel_id)
        message = Message(self._world.mint.fresh(), channel_id, author_id, self._now(), **parts)
        shelf = self._by_channel.setdefault(channel_id, [])
        shelf.append(message)
        del shelf[: -self.kept_per_channel]
        channel.last_message_id = message.id
        self._announce("MESSAGE_CREATE", channel, message)
        return message

    def edit(self, message: Message, **parts: Unpack[MessageParts]) -> Message:
        for name, value in parts.items():
            setattr(message, name, value)
        message.edited_at = self._now()
        self._announce("MESSAGE_UPDATE", self._world.channel(message.channel_id), message)
        return message

    def get(self, channel_id: Snowflake, message_id: Snowflake) -> Message:
        for message in self._by_channel.get(channel_id, []):
            if message.id == message_id:
                return message
        raise UnknownThingError("message")

    def latest(self, channel_id: Snowflake, *, limit: int = 50, **around: int) -> list[Message]:
        """Newest first; ``before`` and ``after`` are ids that bound the answer."""
        before, after = around.get("before", 1 << 64), around.get("after", -1)
        shelf = self._by_channel.get(channel_id, [])
        found = [message for message in shelf if after < int(message.id) < before]
        # With ``after`` Discord counts from that message on, else back from the newest.
        kept = found[:limit] if "after" in around else found[-limit:]
        return kept[::-1]

    def render(self, message: Message) -> JsonObject:
        return {
            "id": message.id,
            "type": 0,
            "channel_id": message.channel_id,
            "author": wire.user(self._world.person(message.author_id)),
            "content": message.content,
            "timestamp": wire.timestamp(message.sent_at),
            "edited_timestamp": wire.timestamp(message.edited_at) if message.edited_at else None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [],
            "embeds": message.embeds,
            "components": message.components,
            "pinned": False,
            "flags": message.flags,
        }

    def _announce(self, name: str, channel: Channel, message: Message) -> None:
        member = self._world.guild(channel.guild_id).members.get(message.author_id)
        extras: JsonObject = {"guild_id": channel.guild_id}
        if member is not None:
            extras["member"] = wire.member_without_user(member)

        def shape(intents: int) -> JsonObject:
            payload = self.render(message) | extras
            own = message.author_id == self._world.bot_id
            if own or intents & Intent.MESSAGE_CONTENT:
                return payload
            return payload | {"content": "", "embeds": [], "components": []}

        self._world.announce(Dispatch(name, channel.guild_id, Intent.GUILD_MESSAGES, shape))

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._world.clock(), UTC)
