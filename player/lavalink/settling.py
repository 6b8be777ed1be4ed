"""Brings guilds to nodes: chooses one, takes over what still plays there, removes leftovers."""

import asyncio

import structlog

from player.core.commands import NodePlayback, NodeReady
from player.core.errors import NodeDown, Unavailable
from player.lavalink.address import Patience
from player.lavalink.background import Background
from player.lavalink.calls import NodeRefused
from player.lavalink.connection import NodeConnection
from player.lavalink.fleet import Fleet
from player.lavalink.guild_player import GuildPlayer
from player.lavalink.tracks import Json

log = structlog.get_logger()

EVICTION_TRIES = 3


class Settling:
    """Finds a home for a guild that has none, so that its session can be told `NodeReady`.

    A guild stays with its node. When the node drops, the guild waits for the outcome of the
    node's first try to come back, as the music may have gone on there; then any other node will do.
    """

    def __init__(self, fleet: Fleet, background: Background, patience: Patience) -> None:
        self._fleet = fleet
        self._background = background
        self._patience = patience

    def begin(
        self,
        player: GuildPlayer,
        source: NodeConnection | None = None,
        found: Json | None = None,
    ) -> None:
        """Settle a guild in the background; `found` is `source`'s fresh word on its player."""
        self._background.run(self._persist(player, source, found))

    async def attempt(
        self,
        player: GuildPlayer,
        source: NodeConnection | None = None,
        found: Json | None = None,
    ) -> bool:
        """Try once; return False if a node failed us, so that another try may do better."""
        async with player.lock:
            home = None if player.serving else self._home(player)
            if home is None:
                return True
            try:
                playing = await self._move_in(player, home, found if source is home else None)
            except NodeDown:
                player.distrusted = home
                return False
            if home.is_up:
                player.serving = player.was_served = True
                player.distrusted = None
                player.report(NodeReady(playing))
            return True

    def assign(self, player: GuildPlayer) -> None:
        """Give a guild whose session knows a node is ready the best one; raise `NodeDown`."""
        if player.connection is None:
            best = self._best(player)
            if best is None:
                raise NodeDown
            self._move(player, best)

    def evict(self, player: GuildPlayer, connection: NodeConnection) -> None:
        """Remove, in the background, a player that a guild has left behind on a node."""
        self._background.run(self._evict(player, connection))

    async def _persist(
        self, player: GuildPlayer, source: NodeConnection | None, found: Json | None
    ) -> None:
        failures = 0
        while not await self.attempt(player, source, found):
            source = found = None
            failures += 1
            await asyncio.sleep(self._patience.pause_s(failures))

    def _home(self, player: GuildPlayer) -> NodeConnection | None:
        """Return the node for a guild that has none; None if it has to wait for one."""
        mine = player.connection
        if mine is not None and mine.is_up and mine is not player.distrusted:
            return mine
        if mine is not None and mine.is_hopeful:
            return None
        if not player.was_served:
            holder = next((one for one in self._fleet.up if player.guild_id in one.holds), None)
            if holder is not None:
                return holder
            if any(one.may_resume for one in self._fleet.connections):
                return None
        return self._best(player)

    def _best(self, player: GuildPlayer) -> NodeConnection | None:
        endpoint = player.voice.credentials.endpoint if player.voice.credentials else None
        return self._fleet.best(endpoint, player.distrusted) or self._fleet.best(endpoint)

    async def _move_in(
        self, player: GuildPlayer, home: NodeConnection, found: Json | None
    ) -> NodePlayback | None:
        if player.connection is None and player.guild_id not in home.holds:
            # Nothing is to be played yet; which node is best will be seen when something is.
            return None
        self._move(player, home)
        playing = await player.take_over(found)
        try:
            await player.tell_voice()
        except NodeRefused as refusal:
            log.warning("voice_refused", guild_id=player.guild_id, reason=str(refusal))
        return playing

    def _move(self, player: GuildPlayer, home: NodeConnection) -> None:
        if player.connection is not home:
            log.info("guild_placed", guild_id=player.guild_id, node=home.name)
        player.move_to(home)
        for other in self._fleet.up:
            if other is not home and player.guild_id in other.holds:
                self.evict(player, other)

    async def _evict(self, player: GuildPlayer, connection: NodeConnection) -> None:
        for failures in range(1, EVICTION_TRIES + 1):
            async with player.lock:
                is_home = player.connection is connection
                if is_home or not connection.is_up or player.guild_id not in connection.holds:
                    return
                try:
                    await player.destroy_at(connection)
                except Unavailable as fault:
                    log.warning(
                        "eviction_failed",
                        guild_id=player.guild_id,
                        node=connection.name,
                        reason=str(fault),
                    )
                else:
                    log.info("player_evicted", guild_id=player.guild_id, node=connection.name)
                    return
            await asyncio.sleep(self._patience.pause_s(failures))
