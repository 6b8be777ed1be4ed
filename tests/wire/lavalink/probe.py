"""A bare client of a node: REST with the password, and everything that the websocket says."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, NamedTuple, Self

import aiohttp

from sim.lavalink.clock import ManualClock
from sim.lavalink.node import NodeOptions, SimulatedNode

GUILD = "112233445566778899"
USER = "998877665544332211"
VOICE = {"token": "t0k3n", "endpoint": "voice.example:443", "sessionId": "v01ce", "channelId": "42"}
DEADLINE_S = 5.0
DEFAULTS = NodeOptions()


class Answer(NamedTuple):
    status: int
    headers: Any
    text: str
    body: Any


class Probe:
    """One websocket of one node, with the REST calls that belong to its session."""

    def __init__(
        self, node: SimulatedNode, http: aiohttp.ClientSession, clock: ManualClock | None
    ) -> None:
        self.node = node
        self.http = http
        self.session_id = ""
        self.seen: list[dict[str, Any]] = []
        self.handshake: Any = None
        self.clock = clock
        self._socket: aiohttp.ClientWebSocketResponse | None = None

    async def __aenter__(self) -> Self:
        await self.connect()
        return self

    async def __aexit__(self, *exception: object) -> None:
        assert self._socket is not None
        await self._socket.close()

    async def connect(self, **headers: str) -> dict[str, Any]:
        """Open the websocket and return its first message."""
        if self._socket is not None:
            await self._socket.close()
        wanted = {"User-Id": USER, "Client-Name": "Probe/1.0", **headers}
        self._socket = await self.http.ws_connect(
            f"{self.node.base_url}/v4/websocket", headers=wanted
        )
        self.handshake = self._socket._response.headers
        ready = await self.next()
        self.session_id = ready["sessionId"]
        return ready

    async def next(self, op: str = "", type: str = "") -> dict[str, Any]:  # noqa: A002
        """Return the next message of a kind, passing over others."""
        assert self._socket is not None
        while True:
            message: dict[str, Any] = await self._socket.receive_json(timeout=DEADLINE_S)
            self.seen.append(message)
            if (not op or message["op"] == op) and (not type or message.get("type") == type):
                return message

    async def event(self, type: str) -> dict[str, Any]:  # noqa: A002
        return await self.next("event", type)

    async def close_code(self) -> int | None:
        """Read until the websocket ends, and return how it ended."""
        assert self._socket is not None
        async with asyncio.timeout(DEADLINE_S):
            async for message in self._socket:
                self.seen.append(message.json())
        return self._socket.close_code

    async def hang_up(self) -> None:
        """Close the websocket from this side, and wait until the node has noticed."""
        assert self._socket is not None
        await self._socket.close()
        await until(lambda: all(session.paused for session in self.node.sessions))

    def kinds(self) -> list[str]:
        """Return what was seen so far, events by their type."""
        return [message.get("type", message["op"]) for message in self.seen]

    def advance(self, seconds: float) -> None:
        """Let the node's time pass, with all that is due in it."""
        assert self.clock is not None
        self.clock.advance(seconds)
        self.node.catch_up()

    async def request(self, method: str, path: str, json: object = None, **query: str) -> Answer:
        url = f"{self.node.base_url}{path}"
        async with self.http.request(method, url, json=json, params=query) as response:
            text = await response.text()
            is_json = response.content_type == "application/json"
            body = await response.json() if is_json else None
            return Answer(response.status, response.headers, text, body)

    async def get(self, path: str, **query: str) -> Answer:
        return await self.request("GET", path, **query)

    async def load(self, identifier: str) -> dict[str, Any]:
        found: dict[str, Any] = (await self.get("/v4/loadtracks", identifier=identifier)).body
        return found

    def player_path(self, guild: str = GUILD) -> str:
        return f"/v4/sessions/{self.session_id}/players/{guild}"

    async def patch(self, *, no_replace: object = False, **body: object) -> Answer:
        flag = str(no_replace).lower()
        return await self.request("PATCH", self.player_path(), body, noReplace=flag)

    async def play(self, url: str, **body: object) -> dict[str, Any]:
        """Play what is at an address with a voice connection; return the player."""
        answer = await self.patch(track={"identifier": url}, voice=VOICE, **body)
        assert answer.status == 200, answer.text
        player: dict[str, Any] = answer.body
        return player

    async def player(self) -> dict[str, Any]:
        player: dict[str, Any] = (await self.get(self.player_path())).body
        return player


@asynccontextmanager
async def probing(options: NodeOptions = DEFAULTS) -> AsyncIterator[Probe]:
    """Start a node whose time stands still, with a client connected to it."""
    clock = ManualClock()
    node = SimulatedNode(replace(options, clock=clock))
    await node.start()
    headers = {"Authorization": node.options.password}
    try:
        async with aiohttp.ClientSession(headers=headers) as http:
            probe = Probe(node, http, clock)
            async with probe:
                yield probe
    finally:
        await node.stop()


async def until(condition: Callable[[], bool]) -> None:
    """Wait for a condition, but not for ever."""
    deadline = time.monotonic() + DEADLINE_S
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        await asyncio.sleep(0.005)
