"""Keeps one node connected, for ever, and its session alive from one connection to the next."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from enum import Enum
from typing import Any, Protocol

import lavalink
import structlog

from auth.identity import GuildId
from player.core.errors import NodeDown, Unavailable
from player.lavalink.address import NodeAddress, Patience
from player.lavalink.calls import PasswordRefused, answered
from player.lavalink.description import Description, read_description
from player.lavalink.status import Load, NodeStatus, completed, read_load
from player.lavalink.tracks import Json

log = structlog.get_logger()

Held = Mapping[GuildId, Json]
"""The players of a session, as the node describes them."""


class Connectivity(Enum):
    """Whether a node can be used."""

    HOPEFUL = "hopeful"
    """Not connected, but the outcome of the first try since the beginning or a loss is open."""

    UP = "up"
    DOWN = "down"


class ConnectionOwner(Protocol):
    """Whoever is told about a node; every call comes in the order of what happened."""

    def came_up(self, connection: "NodeConnection", held: Held) -> None: ...

    def went_down(self, connection: "NodeConnection") -> None: ...

    def gave_up(self, connection: "NodeConnection") -> None:
        """Hear that the first try to connect (again) has failed; more tries follow."""
        ...

    def heard(self, connection: "NodeConnection", message: Json) -> None:
        """Hear a message about a guild: an event or a player update."""
        ...


class NodeConnection:
    """One node: connected again whenever it is not, resuming its session where that is possible.

    Each try has a library node of its own. The library alone would reconnect without the id of
    the session, and never again after an HTTP error.
    """

    def __init__(
        self,
        address: NodeAddress,
        client: Any,  # noqa: ANN401 - The library carries no types.
        owner: ConnectionOwner,
        patience: Patience,
    ) -> None:
        self.address = address
        self.session_id: str | None = None
        self.node: Any = None
        self.holds: set[GuildId] = set()
        """The guilds for which this node's session has, or may have, a player."""
        self.description = Description()
        self._client = client
        self._owner = owner
        self._patience = patience
        self._connectivity = Connectivity.HOPEFUL
        self._resumed: asyncio.Future[bool] | None = None
        self._dropped = asyncio.Event()
        self._socket: asyncio.Task[None] | None = None
        self._failures = 0
        self._problem: str | None = "Not connected yet."
        self._load = Load()

    @property
    def name(self) -> str:
        return self.address.name

    @property
    def is_up(self) -> bool:
        return self._connectivity is Connectivity.UP

    @property
    def is_hopeful(self) -> bool:
        return self._connectivity is Connectivity.HOPEFUL

    @property
    def may_resume(self) -> bool:
        """Say whether music that was left on this node may soon be within reach again."""
        return self.is_hopeful and self.session_id is not None

    @property
    def status(self) -> NodeStatus:
        return NodeStatus(
            name=self.name,
            connected=self.is_up,
            version=self.description.version,
            sources=tuple(sorted(self.description.sources)),
            problem=self._problem,
            load=self._load if self.is_up else Load(),
        )

    async def keep(self, remember: "RememberSession") -> None:
        """Connect, serve, and begin anew, until cancelled."""
        while True:
            pause_s = await self._round(remember)
            await asyncio.sleep(pause_s)

    def heard(self, message: Json) -> None:
        match message.get("op"):
            case "ready":
                self._greeted(message)
            case "stats":
                self._note_load(message)
            case "playerUpdate" | "event":
                self._owner.heard(self, message)

    async def dropped(self) -> None:
        """Take note that the socket is gone."""
        self._dropped.set()
        if self.is_up:
            self._connectivity = Connectivity.HOPEFUL
            self._problem = "The connection was lost."
            log.warning("node_lost", node=self.name)
            self._owner.went_down(self)
        # Left alone, the library would reconnect at once and spoil the session's resumption.
        await self.node.destroy()

    async def _round(self, remember: "RememberSession") -> float:
        """Live through one connection; return how long to wait before the next."""
        clock = asyncio.get_running_loop().time
        began = clock()
        try:
            await self._live(remember)
        except PasswordRefused:
            self._failed("The node refuses our password.", "node_password_refused")
            return self._patience.refused_pause_s
        except Unavailable as fault:
            self._failed(str(fault), "node_unreachable", cause=_name_of(fault.__cause__))
        except Exception:  # A fault of ours with one node must not end the care for it.
            log.exception("node_connection_broke", node=self.name)
            self._failed("Something went wrong on our side.", "node_unreachable")
        else:
            if clock() - began >= self._patience.steady_s:
                self._failures = 0
                return 0.0
            self._failures += 1
        return self._patience.pause_s(self._failures)

    def _failed(self, problem: str, event: str, **facts: str | None) -> None:
        was_hopeful, self._connectivity = self.is_hopeful, Connectivity.DOWN
        self._failures += 1
        self._problem = problem
        log.warning(event, node=self.name, failures=self._failures, **facts)
        if was_hopeful:
            self._owner.gave_up(self)

    async def _live(self, remember: "RememberSession") -> None:
        former = self.session_id
        try:
            resumed = await self._open()
            held = await self._held() if resumed else await self._end_session(former)
            self._up(held, resumed=resumed)
            await remember(self.name, str(self.session_id))
            await self._dropped.wait()
        finally:
            await self._let_go()

    async def _open(self) -> bool:
        """Connect; return whether the node let us resume the session we had."""
        address = self.address
        self._dropped.clear()
        self.node = self._client.add_node(
            address.host,
            address.port,
            address.password,
            address.region,
            name=address.name,
            ssl=address.secure,
            session_id=self.session_id,
            connect=False,
        )
        # This also proves host and password before a socket is opened, and says how they fail.
        info = await self._ask(self.node.get_info())
        self.description = read_description(info)
        # A resumed session may hear nothing of the node's load for a minute.
        self._note_load(await self._ask(self.node.get_stats()))
        resumed = await self._greeting()
        await self._ask(self.node.update_session(resuming=True, timeout=self._patience.resume_s))
        return resumed

    async def _greeting(self) -> bool:
        """Open the socket and wait for the node's first message."""
        resumed: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._resumed = resumed
        self._socket = await self.node.connect()
        # The library's task ends by itself when the node refuses the handshake.
        await asyncio.wait(
            (resumed, self._socket),
            timeout=self._patience.attempt_s,
            return_when=asyncio.FIRST_COMPLETED,
        )
        if not resumed.done():
            raise NodeDown
        return resumed.result()

    def _greeted(self, message: Json) -> None:
        self.session_id = str(message["sessionId"])
        if self._resumed is not None and not self._resumed.done():
            self._resumed.set_result(bool(message.get("resumed", False)))

    def _note_load(self, stats: Json) -> None:
        self._load = read_load(stats)
        self.node.stats = lavalink.Stats(self.node, completed(stats))

    async def _held(self) -> Held:
        players = await self._ask(self.node.get_players())
        return {GuildId(str(player["guildId"])): player for player in players}

    async def _end_session(self, former: str | None) -> Held:
        """Silence a session of ours that the node did not let us resume, if it lives on.

        That happens when the node has not noticed yet that our former connection is dead.
        """
        if former is None or former == self.session_id:
            return {}
        path = f"sessions/{former}/players"
        with suppress(Unavailable):
            for player in await self._ask(self.node.request("GET", path)):
                await self._ask(self.node.request("DELETE", f"{path}/{player['guildId']}"))
        return {}

    def _up(self, held: Held, *, resumed: bool) -> None:
        if self._dropped.is_set():
            raise NodeDown
        self._connectivity = Connectivity.UP
        self._problem = None
        self.holds = set(held)
        log.info("node_ready", node=self.name, resumed=resumed, players=len(held))
        self._owner.came_up(self, held)

    async def _let_go(self) -> None:
        """Close the socket, leaving the session to be resumed, and forget the library's node."""
        node, socket, self._socket = self.node, self._socket, None
        if node is None:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(self._patience.attempt_s):
                await node.destroy()
        if socket is not None:
            socket.cancel()
            await asyncio.wait({socket})
        self._client.node_manager.remove(node)
        self.node = None

    async def _ask(self, call: Any) -> Any:  # noqa: ANN401 - The library carries no types.
        return await answered(call, self._patience.attempt_s)


class RememberSession(Protocol):
    """Notes down a session's id where the next process finds it; never fails."""

    async def __call__(self, name: str, session_id: str) -> None: ...


def _name_of(fault: BaseException | None) -> str | None:
    return None if fault is None else type(fault).__name__
