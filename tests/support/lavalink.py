"""Stands between simulated Lavalink nodes and a session: builds adapters, keeps what they say."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import TypeVar

from auth.identity import GuildId
from player.core.bands import FLAT
from player.core.commands import NodeLost, NodeReady, Observation
from player.core.effects import PlayTrack
from player.core.track import PlayId, Track
from player.lavalink.address import NodeAddress, Patience
from player.lavalink.nodes import LavalinkNodes, unix_ms
from sim.lavalink.node import NodeOptions, SimulatedNode

BOT_ID = 9000
GUILD = GuildId("4001")
OTHER_GUILD = GuildId("4002")
PASSWORD = "correct horse"
QUICK = Patience(
    attempt_s=5.0,
    request_s=5.0,
    load_s=5.0,
    first_pause_s=0.05,
    longest_pause_s=0.2,
    refused_pause_s=0.3,
    steady_s=0.0,
    resume_s=30,
)
"""Patience for tests: nothing here waits for long."""

OPTIONS = NodeOptions(password=PASSWORD, timescale=1.0, update_interval=0.05, require_voice=False)
DEADLINE_S = 20.0

_T = TypeVar("_T", bound=Observation)


class RememberedSessions:
    """Keeps session ids in memory, as a database would over a restart."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}

    async def load(self) -> dict[str, str]:
        return dict(self.ids)

    async def save(self, name: str, session_id: str) -> None:
        self.ids[name] = session_id


class Journal:
    """Everything that was observed about the guilds, in order; reading moves on."""

    def __init__(self) -> None:
        self.entries: list[tuple[GuildId, Observation]] = []
        self._news = asyncio.Event()
        self._read: dict[GuildId, int] = {}

    def observe(self, guild_id: GuildId, observation: Observation) -> None:
        self.entries.append((guild_id, observation))
        self._news.set()

    def all(self, guild_id: GuildId = GUILD) -> list[Observation]:
        return [observation for guild, observation in self.entries if guild == guild_id]

    def of(self, kind: type[_T], guild_id: GuildId = GUILD) -> list[_T]:
        return [one for one in self.all(guild_id) if isinstance(one, kind)]

    def connection_story(self, guild_id: GuildId = GUILD) -> list[NodeReady | NodeLost]:
        """Return only what was said about having a node."""
        return [one for one in self.all(guild_id) if isinstance(one, NodeReady | NodeLost)]

    async def next(
        self,
        kind: type[_T],
        where: Callable[[_T], bool] = lambda _observation: True,
        guild_id: GuildId = GUILD,
    ) -> _T:
        """Return the next observation of a kind after the last one that was read."""
        async with asyncio.timeout(DEADLINE_S):
            while True:
                self._news.clear()
                everything = self.all(guild_id)
                for index in range(self._read.get(guild_id, 0), len(everything)):
                    found = everything[index]
                    if isinstance(found, kind) and where(found):
                        self._read[guild_id] = index + 1
                        return found
                await self._news.wait()


@dataclass
class World:
    """Nodes and adapters of one test; everything is stopped at its end."""

    journal: Journal = field(default_factory=Journal)
    sessions: RememberedSessions = field(default_factory=RememberedSessions)
    nodes: list[SimulatedNode] = field(default_factory=list)
    adapters: list[LavalinkNodes] = field(default_factory=list)

    async def node(self, name: str = "alpha", options: NodeOptions = OPTIONS) -> SimulatedNode:
        node = SimulatedNode(replace(options, name=name))
        await node.start()
        self.nodes.append(node)
        return node

    async def adapter(
        self,
        *nodes: SimulatedNode,
        password: str = PASSWORD,
        patience: Patience = QUICK,
        now: Callable[[], int] = unix_ms,
    ) -> LavalinkNodes:
        addresses = [NodeAddress(node.name, "127.0.0.1", node.port, password) for node in nodes]
        adapter = LavalinkNodes(
            addresses, BOT_ID, self.journal.observe, self.sessions, now, patience=patience
        )
        self.adapters.append(adapter)
        await adapter.start()
        return adapter

    async def ready(self, *nodes: SimulatedNode) -> LavalinkNodes:
        """Return an adapter whose nodes are all connected, with `GUILD` attached."""
        adapter = await self.adapter(*nodes)
        await until(lambda: all(status.connected for status in adapter.status()))
        await adapter.attach(GUILD)
        await self.journal.next(NodeReady)
        return adapter

    async def __aenter__(self) -> "World":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for adapter in self.adapters:
            await adapter.close()
        for node in self.nodes:
            await node.stop()


def play(
    track: Track,
    play_id: int = 1,
    position_ms: int = 0,
    *,
    paused: bool = False,
    volume: int = 100,
    equalizer: tuple[float, ...] = FLAT,
) -> PlayTrack:
    return PlayTrack(track, PlayId(play_id), position_ms, paused, volume, equalizer)


async def loaded(adapter: LavalinkNodes, identifier: str) -> Track:
    """Return the first track of what an identifier leads to."""
    return (await adapter.load(identifier)).tracks[0]


def voice_state(
    channel_id: str | None, session_id: str = "voice-session", guild_id: GuildId = GUILD
) -> dict[str, object]:
    data = {
        "guild_id": guild_id,
        "user_id": str(BOT_ID),
        "channel_id": channel_id,
        "session_id": session_id,
    }
    return {"t": "VOICE_STATE_UPDATE", "d": data}


def voice_server(
    token: str = "voice-token",
    endpoint: str | None = "rotterdam1.example:443",
    guild_id: GuildId = GUILD,
) -> dict[str, object]:
    data = {"guild_id": guild_id, "token": token, "endpoint": endpoint}
    return {"t": "VOICE_SERVER_UPDATE", "d": data}


async def until(condition: Callable[[], bool]) -> None:
    """Wait until something is so; fail when it is not so before the deadline."""
    give_up_at = time.monotonic() + DEADLINE_S
    while not condition():
        if time.monotonic() > give_up_at:
            raise TimeoutError("The condition did not come true.")
        await asyncio.sleep(0.005)


async def refused(call: Awaitable[object], kind: type[Exception]) -> Exception:
    """Return the error that a call ends with."""
    try:
        await call
    except kind as fault:
        return fault
    raise AssertionError(f"No {kind.__name__} was raised.")
