"""Keeps all nodes connected in the background, and picks the best of them."""

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from typing import Any

import lavalink
import structlog

from player.ending import end
from player.lavalink.address import NodeAddress, NodeSessions, Patience
from player.lavalink.connection import ConnectionOwner, NodeConnection
from player.lavalink.library_log import tame_library_log

log = structlog.get_logger()


class Fleet:
    """The nodes we know, each under the care of its own `NodeConnection`."""

    def __init__(
        self,
        addresses: Sequence[NodeAddress],
        bot_id: int,
        sessions: NodeSessions,
        patience: Patience,
    ) -> None:
        self.connections: tuple[NodeConnection, ...] = ()
        self._addresses = addresses
        self._bot_id = bot_id
        self._sessions = sessions
        self._patience = patience
        self._client: Any = None
        self._keeping: list[asyncio.Task[Any]] = []

    def start(self, owner: ConnectionOwner) -> None:
        """Begin to connect in the background; `owner` hears what comes of it."""
        tame_library_log()
        client = self._client = lavalink.Client(self._bot_id)
        client.add_event_hook(self._on_message, event=lavalink.IncomingWebSocketMessage)
        client.add_event_hook(self._on_disconnected, event=lavalink.NodeDisconnectedEvent)
        self.connections = tuple(
            NodeConnection(address, client, owner, self._patience) for address in self._addresses
        )
        remembered = asyncio.create_task(self._remembered(), name="lavalink sessions")
        self._keeping = [remembered] + [
            asyncio.create_task(self._keep(one, remembered), name=f"lavalink node {one.name}")
            for one in self.connections
        ]

    async def close(self) -> None:
        """Disconnect; the nodes play on for as long as they keep our sessions."""
        keeping, self._keeping = self._keeping, []
        if not keeping:
            return
        self._client.clear_event_hooks()
        await end(*keeping)
        await self._client.close()

    @property
    def up(self) -> list[NodeConnection]:
        """Return the connected nodes, the least busy first."""
        connected = [connection for connection in self.connections if connection.is_up]
        return sorted(connected, key=lambda connection: float(connection.node.penalty))

    def best(
        self, endpoint: str | None = None, avoid: NodeConnection | None = None
    ) -> NodeConnection | None:
        """Return the least busy node, of the voice endpoint's region if there is one there."""
        if self._client is None:
            return None
        nodes = self._client.node_manager
        usable = {id(one.node) for one in self.connections if one.is_up and one is not avoid}
        closed = [node for node in nodes.nodes if id(node) not in usable]
        region = nodes.get_region(endpoint) if endpoint else None
        return self._behind(nodes.find_ideal_node(region, exclude=closed))

    async def _keep(
        self, connection: NodeConnection, remembered: Awaitable[Mapping[str, str]]
    ) -> None:
        connection.session_id = (await remembered).get(connection.name)
        await connection.keep(self._remember)

    async def _remembered(self) -> dict[str, str]:
        try:
            async with asyncio.timeout(self._patience.attempt_s):
                return await self._sessions.load()
        except Exception:  # Without its memory the fleet merely starts afresh.
            log.exception("node_sessions_not_loaded")
            return {}

    async def _remember(self, name: str, session_id: str) -> None:
        try:
            async with asyncio.timeout(self._patience.attempt_s):
                await self._sessions.save(name, session_id)
        except Exception:  # The music matters more than a takeover after a restart.
            log.exception("node_session_not_saved", node=name)

    async def _on_message(self, event: Any) -> None:  # noqa: ANN401 - The library has no types.
        # The library runs this for every message as a task of its own, but starts these tasks in
        # the order of arrival; as nothing here awaits, the order is kept.
        connection = self._behind(event.node)
        if connection is None or not isinstance(event.data, dict):
            return
        try:
            connection.heard(event.data)
        except (KeyError, TypeError, ValueError):
            log.exception("node_message_not_understood", node=connection.name)

    async def _on_disconnected(self, event: Any) -> None:  # noqa: ANN401 - The same.
        connection = self._behind(event.node)
        if connection is not None:
            await connection.dropped()

    def _behind(self, node: Any) -> NodeConnection | None:  # noqa: ANN401 - The same.
        if node is None:
            return None
        return next((one for one in self.connections if one.node is node), None)
