"""REST operations on guilds: the guild itself, its channels, roles, members and voice states."""

from collections.abc import Callable

from aiohttp import web

from sim.discord import wire
from sim.discord.errors import invalid_field, missing_access, unknown
from sim.discord.intents import Intent
from sim.discord.model import Guild, Member
from sim.discord.rest.callers import Access, Caller
from sim.discord.rest.routing import Route, path_id, whole_number
from sim.discord.wire import JsonObject
from sim.discord.world import World

BOT = Access(bot=True)


class GuildOperations:
    """What a bot may read about the guilds it is in."""

    def __init__(self, world: World, privileged_intents: int) -> None:
        self._world = world
        self._may_list_members = bool(privileged_intents & Intent.GUILD_MEMBERS)

    def routes(self) -> list[Route]:
        guild = "/guilds/{guild_id}"
        return [
            Route("GET", guild, self.guild, BOT),
            Route("GET", f"{guild}/channels", self.channels, BOT),
            Route("GET", f"{guild}/roles", self.roles, BOT),
            Route("GET", f"{guild}/members", self.members, BOT),
            Route("GET", f"{guild}/members/search", self.search, BOT),
            Route("GET", f"{guild}/members/{{user_id}}", self.member, BOT),
            Route("GET", f"{guild}/voice-states/{{user_id}}", self.voice_state, BOT),
        ]

    async def guild(self, request: web.Request, _caller: Caller) -> JsonObject:
        guild = self._guild_of_bot(request)
        counts = {
            "approximate_member_count": len(guild.members),
            "approximate_presence_count": len(guild.members),
        }
        wanted = request.query.get("with_counts", "").lower() in ("1", "true")
        return wire.guild(guild) | (counts if wanted else {})

    async def channels(self, request: web.Request, _caller: Caller) -> list[JsonObject]:
        return [wire.channel(channel) for channel in self._guild_of_bot(request).channels.values()]

    async def roles(self, request: web.Request, _caller: Caller) -> list[JsonObject]:
        return [wire.role(role) for role in self._guild_of_bot(request).roles.values()]

    async def members(self, request: web.Request, _caller: Caller) -> list[JsonObject]:
        guild = self._guild_of_bot(request)
        if not self._may_list_members:
            raise missing_access()
        limit = whole_number(request, "limit", 1, low=1, high=1000)
        after = whole_number(request, "after", 0, low=0, high=1 << 64)
        return self._members(guild, limit, lambda member: int(member.user_id) > after)

    async def search(self, request: web.Request, _caller: Caller) -> list[JsonObject]:
        guild = self._guild_of_bot(request)
        limit = whole_number(request, "limit", 1, low=1, high=1000)
        query = request.query.get("query", "")
        if not query:
            raise invalid_field("query", "BASE_TYPE_REQUIRED", "This field is required")
        return self._members(guild, limit, lambda member: self._world.goes_by(member, query))

    async def member(self, request: web.Request, _caller: Caller) -> JsonObject:
        guild, user_id = self._guild_of_bot(request), path_id(request, "user_id")
        person = self._world.person(user_id)
        return wire.member(person, self._world.member(guild.id, user_id))

    async def voice_state(self, request: web.Request, caller: Caller) -> JsonObject:
        guild = self._guild_of_bot(request)
        is_own = request.match_info["user_id"] == "@me"
        user_id = caller.user_id if is_own else path_id(request, "user_id")
        state = self._world.voice_state(guild.id, user_id)
        member = wire.member(self._world.person(user_id), guild.members[user_id])
        return wire.voice_state(state) | {"guild_id": guild.id, "member": member}

    def _guild_of_bot(self, request: web.Request) -> Guild:
        guild = self._world.guilds.get(path_id(request, "guild_id"))
        if guild is None:
            raise unknown("guild")
        if self._world.bot_id not in guild.members:
            raise missing_access()
        return guild

    def _members(
        self, guild: Guild, limit: int, wanted: Callable[[Member], bool]
    ) -> list[JsonObject]:
        by_id = sorted(guild.members.values(), key=lambda member: int(member.user_id))
        found = [member for member in by_id if wanted(member)][:limit]
        return [wire.member(self._world.person(member.user_id), member) for member in found]
