"""A running world that API tests share, brought back to its beginning between them."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import httpx2
from pydantic import TypeAdapter

from auth.identity import GuildId, UserId
from player.core.bands import FLAT
from player.core.commands import PolicyChanged
from player.core.filters import NO_FILTERS
from player.core.policy import DEFAULT_POLICY, Policy
from player.core.requests import Stop
from player.session import THE_SYSTEM, Session
from sim.discord import seed
from tests.support.discord import eventually
from tests.support.world import World
from web.openapi_operation import operation_of

HARBOUR = seed.HARBOUR
Json = Any


Seats = dict[tuple[str, str], tuple[str, bool]]
"""Who sits where, as (guild, person) → (channel, deafened)."""


class Api:
    """The HTTP API as clients see it; sign-ins are kept, because they are limited per minute."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._signed_in: dict[str, httpx2.AsyncClient] = {}
        self._at_first = self._seats()

    @property
    def player(self) -> Session:
        return self.world.session(HARBOUR)

    async def person(self, user_id: str = seed.NOOR) -> httpx2.AsyncClient:
        """Return the browser of somebody who is signed in, anew if a test has ended that."""
        client = self._signed_in.get(user_id)
        if client is None or (await client.get("/user/me")).status_code != 200:
            self._signed_in[user_id] = await self.world.sign_in(user_id)
        return self._signed_in[user_id]

    async def listener(
        self,
        user_id: str = seed.NOOR,
        channel: str = seed.MAIN_DECK,
        guild: str = HARBOUR,
    ) -> httpx2.AsyncClient:
        """Return the browser of somebody who is signed in and sits in a voice channel."""
        self.world.discord.world.join_voice(user_id, channel)
        await eventually(lambda: self._sits(guild, user_id, channel))
        return await self.person(user_id)

    async def post(self, client: httpx2.AsyncClient, path: str, body: object) -> httpx2.Response:
        """Send a JSON body, which may be `null` too."""
        headers = {"Content-Type": "application/json"}
        return await client.post(path, content=json.dumps(body), headers=headers)

    async def with_queue(self, client: httpx2.AsyncClient, *queries: str) -> list[Json]:
        """Add tracks by their links; return the entries in the order of addition."""
        added = []
        for query in queries:
            answer = await client.post("/tracks/add", params={"query": query})
            added += data(answer, self)["tracks"]
        return added

    def links(self, count: int) -> list[str]:
        """Return links to so many different tracks, none of which ends during a test."""
        catalogue = self.world.node.catalogue
        songs = [track for track in catalogue.tracks if catalogue.song_of(track)]
        return [track.uri for track in songs if track.uri][:count]

    async def rules(self, policy: Policy) -> None:
        """Give Harbour other settings until the next test."""
        await self._adopt(GuildId(HARBOUR), policy)
        await eventually(lambda: self.player.state.policy == policy)

    async def _adopt(self, guild_id: GuildId, policy: Policy) -> None:
        services = self.world.parts.services

        def adopt(guild_id: GuildId, policy: Policy) -> None:
            services.players.observe(guild_id, PolicyChanged(policy))

        await services.policies.change(guild_id, lambda _present: policy, adopt)

    async def reset(self) -> None:
        """Empty every player and log, revoke all keys, and put everybody back where they sat."""
        self.world.limits.buckets.clear()
        # A test that failed may have left the node slow, or about to fail.
        self.world.node.delay(0)
        self.world.node.fail_next_loads(0)
        services = self.world.parts.services
        for key in await services.keys.list_all():
            await services.keys.revoke(key.id)
        for guild_id in map(GuildId, seed.GUILDS_WITH_BOT):
            if services.policies.of(guild_id) != DEFAULT_POLICY:
                await self._adopt(guild_id, DEFAULT_POLICY)
        await eventually(lambda: self.player.state.node_connected)
        for session in services.players.all():
            await _empty(session)
        self._reseat()
        await eventually(self._all_seen)
        await services.audit.flush()
        await services.audit._store._documents.delete_many({})

    def _seats(self) -> Seats:
        guilds = self.world.discord.world.guilds
        return {
            (guild, state.user_id): (state.channel_id, state.self_deaf)
            for guild in guilds
            for state in self.world.discord.voice_states(guild)
            if state.channel_id and state.user_id != self.world.discord.world.bot_id
        }

    def _reseat(self) -> None:
        discord = self.world.discord.world
        for (guild, user_id), place in self._seats().items():
            if self._at_first.get((guild, user_id)) != place:
                discord.leave_voice(user_id, guild)
        for (_, user_id), (channel, deaf) in self._at_first.items() - self._seats().items():
            discord.join_voice(user_id, channel, self_deaf=deaf)

    def _all_seen(self) -> bool:
        """Say whether our server knows who sits where in the guilds that have the bot."""
        directory = self.world.parts.services.directory
        seen = {
            (guild, user_id): (seat.channel_id, seat.deafened)
            for guild in seed.GUILDS_WITH_BOT
            for user_id in self.world.discord.world.people
            if (seat := directory.seat(GuildId(guild), UserId(user_id)))
            and user_id != self.world.discord.world.bot_id
        }
        return seen == {
            who: place for who, place in self._at_first.items() if who[0] in seed.GUILDS_WITH_BOT
        }

    def _sits(self, guild: str, user_id: str, channel: str) -> bool:
        seat = self.world.parts.services.directory.seat(GuildId(guild), UserId(user_id))
        return seat is not None and seat.channel_id == channel


async def _empty(session: Session) -> None:
    """Make a player as good as new, except that the bot stays where it is.

    Coming and going for every test would take longer: Discord takes 120 messages a minute.
    """
    await session.settled()
    if session.state.current is not None:
        await session.submit(Stop(), THE_SYSTEM)
        await session.settled()
    session._state = replace(
        session.state,
        queue=(),
        history=(),
        repeat=False,
        repeat_track=False,
        shuffle=False,
        volume=100,
        equalizer=FLAT,
        filters=NO_FILTERS,
        votes=(),
        last_edit=None,
        last_passed=None,
    )


def data(answer: httpx2.Response, api: Api | None = None) -> Json:
    """Return what a successful answer carries, having checked its envelope and its shape."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/json"
    envelope = answer.json()
    assert set(envelope) == {"status", "data"}
    assert envelope["status"] == "success"
    if api is not None:
        _check_shape(api, answer.request, envelope["data"])
    return envelope["data"]


def refusal(answer: httpx2.Response, status: int, code: int | str, field: str | None = None) -> str:
    """Return the sentence of a refusal, having checked the rest of it."""
    assert answer.status_code == status, answer.text
    envelope = answer.json()
    assert envelope["status"] == "error"
    problem = envelope["data"]
    assert problem["code"] == str(code), problem
    assert problem.get("field") == field, problem
    sentence: str = problem["message"]
    assert sentence.endswith((".", "?"))
    return sentence


def _check_shape(api: Api, request: httpx2.Request, value: Json) -> None:
    app = api.world.parts.app
    routes = app.url_map.bind("localhost")
    endpoint, _ = routes.match(request.url.path, request.method)
    operation = operation_of(app.view_functions[endpoint])
    assert operation is not None
    TypeAdapter(operation.data).validate_python(value, strict=True)


async def until_refused(ask: Callable[[], Awaitable[httpx2.Response]]) -> tuple[int, str]:
    """Ask until it is too often; return how often it went well, and how long one has to wait.

    On a slow machine more than the limit goes well, because time passes meanwhile.
    """
    for count in range(1_000):
        answer = await ask()
        if answer.status_code == 429:
            refusal(answer, 429, 429)
            return count, answer.headers["Retry-After"]
    raise AssertionError("Nothing was refused; does the test use the `documented_limits`?")
