"""The simulator's own control: a page to seat people in voice, and JSON to do that and to write."""

import json
from collections.abc import Callable

from aiohttp import web

from sim.discord.errors import RefusedError, UnknownThingError
from sim.discord.messages import MessageBoard
from sim.discord.model import Channel, Guild, Person
from sim.discord.pages import page
from sim.discord.rest.answers import json_answer
from sim.discord.wire import JsonObject
from sim.discord.world import World

Seat = tuple[Guild, Channel]
Room = tuple[Guild, list[Channel]]


class ControlPage:
    """Serves ``/``, ``/sim/voice`` and ``/sim/messages``."""

    def __init__(self, world: World, messages: MessageBoard) -> None:
        self._world = world
        self._messages = messages

    def install(self, app: web.Application) -> None:
        app.router.add_get("/", self.show)
        app.router.add_post("/", self.apply)
        app.router.add_post("/sim/voice", self.voice)
        app.router.add_post("/sim/messages", self.write)

    async def show(self, _request: web.Request) -> web.Response:
        people = [person for person in self._world.people.values() if not person.bot]
        rows = [(person, self._seats(person), self._rooms(person)) for person in people]
        return page("control.html", rows=rows)

    async def apply(self, request: web.Request) -> web.Response:
        form = await request.post()
        leaves = form.get("action") == "leave"
        channel_id = None if leaves else str(form.get("channel_id", ""))
        try:
            self._seat(str(form.get("user_id", "")), channel_id)
        except (RefusedError, UnknownThingError) as error:
            return page("problem.html", status=400, problem=str(error))
        return web.Response(status=303, headers={"Location": "/"})

    async def voice(self, request: web.Request) -> web.Response:
        """Seat ``user_id`` in ``channel_id``, or take them out when that is null."""

        def seat(body: JsonObject) -> JsonObject:
            user_id, channel_id = str(body["user_id"]), body["channel_id"]
            self._seat(user_id, None if channel_id is None else str(channel_id))
            return {"user_id": user_id, "channel_id": channel_id}

        return await self._done(request, seat, "send user_id and channel_id")

    async def write(self, request: web.Request) -> web.Response:
        """Let ``user_id`` write ``content`` in ``channel_id``."""

        def post(body: JsonObject) -> JsonObject:
            author, room = str(body["user_id"]), self._world.channel(str(body["channel_id"]))
            self._world.member(room.guild_id, author)
            return {"id": self._messages.post(author, room.id, content=str(body["content"])).id}

        return await self._done(request, post, "send user_id, channel_id and content")

    async def _done(
        self, request: web.Request, do: Callable[[JsonObject], JsonObject], wanted: str
    ) -> web.Response:
        if request.content_type != "application/json":
            return json_answer({"error": "send application/json"}, status=415)
        try:
            return json_answer(do(json.loads(await request.read())))
        except (RefusedError, UnknownThingError) as error:
            return json_answer({"error": str(error)}, status=400)
        except (ValueError, KeyError, TypeError, RecursionError):
            return json_answer({"error": wanted}, status=400)

    def _seat(self, user_id: str, channel_id: str | None) -> None:
        self._world.person(user_id)
        if channel_id is None:
            self._world.leave_voice(user_id)
        else:
            self._world.join_voice(user_id, channel_id)

    def _seats(self, person: Person) -> list[Seat]:
        guilds = self._world.guilds_of(person.id)
        states = [(guild, guild.voice_states.get(person.id)) for guild in guilds]
        return [
            (guild, guild.channels[state.channel_id])
            for guild, state in states
            if state and state.channel_id
        ]

    def _rooms(self, person: Person) -> list[Room]:
        return [
            (guild, [channel for channel in guild.channels.values() if channel.kind.is_voice])
            for guild in self._world.guilds_of(person.id)
        ]
