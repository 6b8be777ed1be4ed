"""REST operations on users: oneself, one's guilds, and other people by id."""

from aiohttp import web

from sim.discord import wire
from sim.discord.errors import unknown
from sim.discord.rest.callers import Access, Caller
from sim.discord.rest.routing import Route, path_id, whole_number
from sim.discord.wire import JsonObject
from sim.discord.world import World

BOT = Access(bot=True)


class UserOperations:
    """What bots and signed-in people may read about users."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[Route]:
        identify = Access(bot=True, person=True, scope="identify")
        guilds = Access(bot=True, person=True, scope="guilds")
        own_member = Access(person=True, scope="guilds.members.read")
        return [
            Route("GET", "/users/@me", self.me, identify),
            Route("GET", "/users/@me/guilds", self.my_guilds, guilds),
            Route("GET", "/users/@me/guilds/{guild_id}/member", self.my_member, own_member),
            Route("GET", "/users/{user_id}", self.user, BOT),
        ]

    async def me(self, _request: web.Request, caller: Caller) -> JsonObject:
        person = self._world.person(caller.user_id)
        payload = wire.own_user(person)
        if caller.is_bot or "email" in caller.scopes:
            payload |= {"verified": True, "email": self._email(caller)}
        return payload

    async def my_guilds(self, request: web.Request, caller: Caller) -> list[JsonObject]:
        limit = whole_number(request, "limit", 200, low=1, high=200)
        after = whole_number(request, "after", 0, low=0, high=1 << 64)
        before = whole_number(request, "before", 1 << 64, low=0, high=1 << 64)
        mine = sorted(self._world.guilds_of(caller.user_id), key=lambda guild: int(guild.id))
        shown = [guild for guild in mine if after < int(guild.id) < before][:limit]
        with_counts = request.query.get("with_counts", "").lower() in ("1", "true")
        return [self._listed(guild.id, caller.user_id, with_counts) for guild in shown]

    async def my_member(self, request: web.Request, caller: Caller) -> JsonObject:
        guild = self._world.guilds.get(path_id(request, "guild_id"))
        if guild is None or caller.user_id not in guild.members:
            raise unknown("guild")
        return wire.member(self._world.person(caller.user_id), guild.members[caller.user_id])

    async def user(self, request: web.Request, _caller: Caller) -> JsonObject:
        return wire.user(self._world.person(path_id(request, "user_id")))

    def _listed(self, guild_id: str, user_id: str, with_counts: bool) -> JsonObject:
        guild = self._world.guild(guild_id)
        payload = wire.guild_in_list(guild, user_id, self._world.permissions(guild_id, user_id))
        count = len(guild.members)
        counts = {"approximate_member_count": count, "approximate_presence_count": count}
        return payload | counts if with_counts else payload

    def _email(self, caller: Caller) -> str | None:
        if caller.is_bot:
            return None
        return f"{self._world.person(caller.user_id).username}@example.invalid"
