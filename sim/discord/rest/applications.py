"""REST operations on the application: itself, its slash commands, answers to their use."""

from aiohttp import web

from sim.discord import wire
from sim.discord.errors import ApiError, invalid_field, missing_access, unauthorized, unknown
from sim.discord.interactions import Interactions
from sim.discord.rest.answers import json_answer
from sim.discord.rest.callers import Access, Caller
from sim.discord.rest.routing import API_PREFIXES, Route, json_body, json_object, path_id
from sim.discord.snowflakes import Snowflake
from sim.discord.wire import JsonObject
from sim.discord.world import World

BOT = Access(bot=True)


class ApplicationOperations:
    """What an application may read and set about itself."""

    def __init__(self, world: World, interactions: Interactions) -> None:
        self._world = world
        self._interactions = interactions

    def install(self, app: web.Application) -> None:
        for prefix in API_PREFIXES:
            path = f"{prefix}/interactions/{{interaction_id}}/{{token}}/callback"
            app.router.add_post(path, self.respond)

    def routes(self) -> list[Route]:
        commands = "/applications/{application_id}/commands"
        of_guild = "/applications/{application_id}/guilds/{guild_id}/commands"
        return [
            Route("GET", "/applications/@me", self.application, BOT),
            Route("GET", "/oauth2/applications/@me", self.application, BOT),
            Route("GET", commands, self.commands, BOT),
            Route("PUT", commands, self.replace_commands, BOT),
            Route("GET", of_guild, self.commands, BOT),
            Route("PUT", of_guild, self.replace_commands, BOT),
        ]

    async def application(self, _request: web.Request, _caller: Caller) -> JsonObject:
        return self.described()

    def described(self) -> JsonObject:
        world = self._world
        owner = next(person for person in world.people.values() if not person.bot)
        return wire.application(world.bot, owner, len(world.guilds_of(world.bot_id)))

    async def commands(self, request: web.Request, caller: Caller) -> list[JsonObject]:
        return self._interactions.commands(self._owned_place(request, caller))

    async def replace_commands(self, request: web.Request, caller: Caller) -> list[JsonObject]:
        guild_id = self._owned_place(request, caller)
        body = await json_body(request)
        if not isinstance(body, list) or not all(isinstance(one, dict) for one in body):
            raise ApiError(400, 50035, "Invalid Form Body")
        names = [one.get("name") for one in body]
        if not all(isinstance(name, str) and 1 <= len(name) <= 32 for name in names):
            told = "Must be between 1 and 32 in length."
            raise invalid_field("name", "BASE_TYPE_BAD_LENGTH", told)
        return self._interactions.replace_commands(body, guild_id)

    async def respond(self, request: web.Request) -> web.Response:
        """Take the answer to an interaction; the token in the path is the credential."""
        interaction_id = path_id(request, "interaction_id")
        token = request.match_info["token"]
        self._interactions.respond(interaction_id, token, await json_object(request))
        if request.query.get("with_response", "").lower() in ("1", "true"):
            return json_answer({"interaction": {"id": interaction_id, "type": 2}})
        return web.Response(status=204)

    def _owned_place(self, request: web.Request, caller: Caller) -> Snowflake | None:
        if path_id(request, "application_id") != caller.user_id:
            raise unauthorized()
        if "guild_id" not in request.match_info:
            return None
        guild = self._world.guilds.get(path_id(request, "guild_id"))
        if guild is None:
            raise unknown("guild")
        if caller.user_id not in guild.members:
            raise missing_access()
        return guild.id
