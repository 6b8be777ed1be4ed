"""The Lavalink nodes, seen as the one audio node that the player asks for."""

import time
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus

from auth.identity import GuildId
from player.core.effects import NodeEffect
from player.core.errors import LoadFailed, NodeDown, SourceUnavailable
from player.core.sentence import Sentence
from player.core.track import Collection, Track
from player.lavalink.address import DEFAULT_PATIENCE, NodeAddress, NodeSessions, Patience
from player.lavalink.assignment import Assignment
from player.lavalink.calls import NodeRefused, NodeSlow, answered
from player.lavalink.connection import ConnectionOwner, NodeConnection
from player.lavalink.fleet import Fleet
from player.lavalink.lyrics import read_lyrics
from player.lavalink.status import NodeStatus
from player.lavalink.tracks import Json, read_lists, read_loaded
from player.lavalink.watched import Watch, WatchedOwner
from player.lyrics import Lyrics, LyricsFailed, LyricsUnsupported
from player.ports import ListKind, Loaded, Observe


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
        self._owner: ConnectionOwner = self._assignment

    async def start(self) -> None:
        """Begin to connect; returns at once, and no node need be up."""
        self._fleet.start(self._owner)

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
        for connection in _differing(self._up()):
            loaded = read_loaded(await self._ask(connection, "loadtracks", identifier=identifier))
            if loaded.tracks or loaded.collection:
                break
        return loaded

    async def lists(self, query: str, kind: ListKind) -> tuple[Collection, ...]:
        """Find lists, most of them without their tracks, by `<prefix>:<words>`."""
        able = [one for one in self._up() if one.description.finds_lists]
        if not able:
            raise SourceUnavailable(Sentence("playlist search"))
        for connection in _differing(able):
            answer = await self._ask(connection, "loadsearch", query=query, types=kind)
            if found := read_lists(answer, kind):
                return found
        return ()

    def finds_lists(self) -> bool:
        """Say whether any connected node has LavaSearch."""
        return any(one.description.finds_lists for one in self._fleet.up)

    async def lyrics(self, track: Track) -> Lyrics | None:
        """Find what is sung in a track; a node with other sources is asked where one knows none."""
        able = [one for one in self._up() if one.description.knows_lyrics]
        if not able:
            raise LyricsUnsupported
        for connection in _differing(able):
            if lyrics := await self._lyrics_at(connection, track):
                return lyrics
        return None

    def sources(self) -> frozenset[str]:
        """Return the names of the source managers that connected nodes have."""
        return frozenset().union(*(one.description.sources for one in self._fleet.up))

    def watch(self, watch: Watch) -> None:
        """Have somebody told of nodes that come and go; before the start."""
        self._owner = WatchedOwner(self._owner, watch)

    def status(self) -> tuple[NodeStatus, ...]:
        return tuple(connection.status for connection in self._fleet.connections)

    def _is_our_own(self, data: Json) -> bool:
        return str(data.get("user_id")) == str(self._bot_id)

    async def _lyrics_at(self, connection: NodeConnection, track: Track) -> Lyrics | None:
        call = connection.node.request("GET", "lyrics", params={"track": track.encoded})
        try:
            answer = await answered(call, self._patience.load_s)
        except NodeSlow as fault:
            raise LyricsFailed(Sentence("the source took too long.")) from fault
        except NodeRefused as fault:
            if fault.status == HTTPStatus.NOT_FOUND:
                return None
            raise LyricsFailed(str(fault)) from fault
        return read_lyrics(answer) if isinstance(answer, dict) else None

    def _up(self) -> list[NodeConnection]:
        """Return the connected nodes, the least busy first; raise `NodeDown` if there are none."""
        if not self._fleet.up:
            raise NodeDown
        return self._fleet.up

    async def _ask(self, connection: NodeConnection, path: str, **parameters: str) -> Json:
        call = connection.node.request("GET", path, params=parameters)
        try:
            answer = await answered(call, self._patience.load_s)
        except NodeSlow as fault:
            raise LoadFailed(Sentence("the source took too long.")) from fault
        except NodeRefused as fault:
            raise LoadFailed(str(fault)) from fault
        # The library says True where the node has nothing to say (status 204).
        return answer if isinstance(answer, dict) else {}


def _differing(connections: Sequence[NodeConnection]) -> list[NodeConnection]:
    """Return the first node of each kind, a kind being a set of sources."""
    kinds: dict[frozenset[str], NodeConnection] = {}
    for connection in connections:
        kinds.setdefault(connection.description.sources, connection)
    return list(kinds.values())
