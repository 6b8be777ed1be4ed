"""REST operations on channels and on the messages in them."""

from aiohttp import web

from sim.discord import wire
from sim.discord.changes import MessageParts
from sim.discord.errors import ApiError, invalid_field, missing_access, missing_permissions
from sim.discord.messages import MessageBoard
from sim.discord.model import Channel, ChannelKind
from sim.discord.permissions import Permission
from sim.discord.rest.callers import Access, Caller
from sim.discord.rest.routing import Route, json_object, path_id, whole_number
from sim.discord.wire import JsonObject
from sim.discord.world import World

BOT = Access(bot=True)
LONGEST_CONTENT = 2000
LONGEST_LIST = 10


class ChannelOperations:
    """What a bot may read and write in channels, within its permissions."""

    def __init__(self, world: World, messages: MessageBoard) -> None:
        self._world = world
        self._messages = messages

    def routes(self) -> list[Route]:
        channel, message = "/channels/{channel_id}", "/channels/{channel_id}/messages/{message_id}"
        return [
            Route("GET", channel, self.channel, BOT),
            Route("GET", f"{channel}/messages", self.list_messages, BOT),
            Route("POST", f"{channel}/messages", self.post_message, BOT),
            Route("GET", message, self.message, BOT),
            Route("PATCH", message, self.edit_message, BOT),
        ]

    async def channel(self, request: web.Request, _caller: Caller) -> JsonObject:
        return wire.channel(self._visible_channel(request))

    async def list_messages(self, request: web.Request, _caller: Caller) -> list[JsonObject]:
        channel = self._written_channel(request)
        if not self._allows(channel, Permission.READ_MESSAGE_HISTORY):
            return []
        limit = whole_number(request, "limit", 50, low=1, high=100)
        bounds = {
            name: whole_number(request, name, 0, low=0, high=1 << 64)
            for name in ("before", "after")
            if name in request.query
        }
        found = self._messages.latest(channel.id, limit=limit, **bounds)
        return [self._messages.render(message) for message in found]

    async def post_message(self, request: web.Request, caller: Caller) -> JsonObject:
        channel = self._written_channel(request)
        if not self._allows(channel, Permission.SEND_MESSAGES):
            raise missing_permissions()
        parts = _message_parts(await json_object(request))
        if not any((parts.get("content"), parts.get("embeds"), parts.get("components"))):
            raise ApiError(400, 50006, "Cannot send an empty message")
        return self._messages.render(self._messages.post(caller.user_id, channel.id, **parts))

    async def message(self, request: web.Request, _caller: Caller) -> JsonObject:
        channel, message_id = self._written_channel(request), path_id(request, "message_id")
        return self._messages.render(self._messages.get(channel.id, message_id))

    async def edit_message(self, request: web.Request, caller: Caller) -> JsonObject:
        channel = self._written_channel(request)
        message = self._messages.get(channel.id, path_id(request, "message_id"))
        if message.author_id != caller.user_id:
            raise ApiError(403, 50005, "Cannot edit a message authored by another user")
        parts = _message_parts(await json_object(request))
        return self._messages.render(self._messages.edit(message, **parts))

    def _visible_channel(self, request: web.Request) -> Channel:
        channel = self._world.channel(path_id(request, "channel_id"))
        is_member = self._world.bot_id in self._world.guild(channel.guild_id).members
        if not is_member or not self._allows(channel, Permission.VIEW_CHANNEL):
            raise missing_access()
        return channel

    def _written_channel(self, request: web.Request) -> Channel:
        channel = self._visible_channel(request)
        if channel.kind is ChannelKind.CATEGORY:
            raise ApiError(400, 50008, "Cannot send messages in a non-text channel")
        return channel

    def _allows(self, channel: Channel, permission: Permission) -> bool:
        granted = self._world.permissions(channel.guild_id, self._world.bot_id, channel)
        return bool(granted & permission)


def _message_parts(body: JsonObject) -> MessageParts:
    parts = MessageParts()
    content = body.get("content")
    if content is not None:
        parts["content"] = _content(content)
    elif "content" in body:
        parts["content"] = ""
    if isinstance(flags := body.get("flags"), int):
        parts["flags"] = flags
    if "embeds" in body:
        parts["embeds"] = _objects(body, "embeds")
    if "components" in body:
        parts["components"] = _objects(body, "components")
    return parts


def _content(value: object) -> str:
    if not isinstance(value, str):
        raise invalid_field("content", "STRING_TYPE_CONVERT", "Could not interpret as string.")
    if len(value) > LONGEST_CONTENT:
        told = f"Must be {LONGEST_CONTENT} or fewer in length."
        raise invalid_field("content", "BASE_TYPE_MAX_LENGTH", told)
    return value


def _objects(body: JsonObject, name: str) -> list[JsonObject]:
    value = body[name] or []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise invalid_field(name, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
    if len(value) > LONGEST_LIST:
        raise invalid_field(
            name, "BASE_TYPE_BAD_LENGTH", f"Must be {LONGEST_LIST} or fewer in length."
        )
    return value
