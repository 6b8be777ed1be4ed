"""The Lavalink nodes, seen as the one audio node that the player asks for."""

import time
from collections.abc import Callable, Mapping, Sequence

from auth.identity import GuildId
from player.core.effects import NodeEffect
from player.core.errors import LoadFailed, NodeDown, SourceUnavailable
from player.core.track import Collection
from player.lavalink.address import DEFAULT_PATIENCE, NodeAddress, NodeSessions, Patience
from player.lavalink.assignment import Assignment
from player.lavalink.calls import NodeRefused, NodeSlow, answered
from player.lavalink.connection import NodeConnection
from player.lavalink.fleet import Fleet
from player.lavalink.status import NodeStatus
from player.lavalink.tracks import Json, read_loaded, read_playlists
from player.ports import Loaded, Observe


def unix_ms() -> int:
    return time.time_ns() // 1_000_000


class LavalinkNodes:
    """Satisfies `AudioNode` with any number of Lavalink v4 nodes.

    `store` keeps the sessions' ids, so that the next process takes over the music of this one.
    """

    def __init__(
        self,
        addresses: Sequence[NodeAddress],
        bot_id: int,
        observe: Observe,
        store: NodeSessions,
        now: Callable[[], int] = unix_ms,
        *,
        patience: Patience = DEFAULT_PATIENCE,
    ) -> None:
        names = [address.name for address in addresses]
        if len(set(names)) != len(names):
            raise ValueError("Every node needs a name of its own.")
        self._bot_id = bot_id
        self._patience = patience
        self._fleet = Fleet(addresses, bot_id, store, patience)
        self._assignment = Assignment(self._fleet, observe, now, patience)

    async def start(self) -> None:
        """Begin to connect; returns at once, and no node need be up."""
        self._fleet.start(self._assignment)

    async def close(self) -> None:
        """Let go of the nodes, which play on while they wait for the next process."""
        await self._assignment.close()
        await self._fleet.close()

    def serves(self, guild_id: GuildId) -> bool:
        return self._assignment.serves(guild_id)

    async def attach(self, guild_id: GuildId) -> None:
        await self._assignment.attach(guild_id)

    async def perform(self, guild_id: GuildId, effect: NodeEffect) -> None:
        """Carry out an effect.

        Raises `NodeDown` when no node answers, in which case a `NodeReady` follows once one does,
        and another `Unavailable` when the node answers that it will not.
        """
        await self._assignment.perform(guild_id, effect)

    def voice_update(self, payload: Mapping[str, object]) -> None:
        """Take a `VOICE_STATE_UPDATE` or `VOICE_SERVER_UPDATE` as Discord dispatched it."""
        data = payload.get("d")
        if not isinstance(data, Mapping) or not data.get("guild_id"):
            return
        guild_id = GuildId(str(data["guild_id"]))
        if payload.get("t") == "VOICE_SERVER_UPDATE":
            self._assignment.voice_server(guild_id, data)
        elif payload.get("t") == "VOICE_STATE_UPDATE" and self._is_our_own(data):
            self._assignment.voice_state(guild_id, data)

    async def load(self, identifier: str) -> Loaded:
        """Resolve an identifier; a node with other sources is asked where one finds nothing."""
        loaded = Loaded()
        for connection in self._differing():
            loaded = read_loaded(await self._ask(connection, "loadtracks", identifier=identifier))
            if loaded.tracks or loaded.collection:
                break
        return loaded

    async def playlists(self, query: str) -> tuple[Collection, ...]:
        """Find playlists, most of them without their tracks, by `<prefix>:<words>`."""
        able = [one for one in self._fleet.up if one.description.finds_playlists]
        if not able:
            raise SourceUnavailable("playlist search") if self._fleet.up else NodeDown
        return read_playlists(await self._ask(able[0], "loadsearch", query=query, types="playlist"))

    def sources(self) -> frozenset[str]:
        """Return the names of the source managers that connected nodes have."""
        return frozenset().union(*(one.description.sources for one in self._fleet.up))

    def status(self) -> tuple[NodeStatus, ...]:
        return tuple(connection.status for connection in self._fleet.connections)

    def _is_our_own(self, data: Json) -> bool:
        return str(data.get("user_id")) == str(self._bot_id)

    def _differing(self) -> list[NodeConnection]:
        """Return the least busy node of each kind, a kind being a set of sources."""
        kinds: dict[frozenset[str], NodeConnection] = {}
        for connection in self._fleet.up:
            kinds.setdefault(connection.description.sources, connection)
        if not kinds:
            raise NodeDown
        return list(kinds.values())

    async def _ask(self, connection: NodeConnection, path: str, **parameters: str) -> Json:
        call = connection.node.request("GET", path, params=parameters)
        try:
            answer = await answered(call, self._patience.load_s)
        except NodeSlow as fault:
            raise LoadFailed("the source took too long.") from fault
        except NodeRefused as fault:
            raise LoadFailed(str(fault)) from fault
        # The library says True where the node has nothing to say (status 204).
        return answer if isinstance(answer, dict) else {}
