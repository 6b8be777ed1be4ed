"""Connects the guilds' sessions with the nodes that play for them."""

from collections.abc import Callable
from functools import partial

import structlog

from auth.identity import GuildId
from player.core.commands import NodeLost, NodeTrackEnded
from player.core.effects import DestroyPlayer, NodeEffect, PlayTrack
from player.core.errors import NodeDown, Unavailable
from player.lavalink.address import Patience
from player.lavalink.background import Background
from player.lavalink.connection import Held, NodeConnection
from player.lavalink.fleet import Fleet
from player.lavalink.guild_player import GuildPlayer
from player.lavalink.messages import read_event
from player.lavalink.settling import Settling
from player.lavalink.tracks import Json
from player.ports import Observe

log = structlog.get_logger()


class Assignment:
    """Every guild's place among the nodes.

    A session is told `NodeLost` when its node drops or does not answer, and `NodeReady` when the
    same node is back, or else when another one has the voice credentials. Between the two,
    effects raise `NodeDown`; whenever they do, a `NodeReady` follows as soon as a node answers.
    """

    def __init__(
        self, fleet: Fleet, observe: Observe, now: Callable[[], int], patience: Patience
    ) -> None:
        self._fleet = fleet
        self._observe = observe
        self._now = now
        self._patience = patience
        self._background = Background()
        self._settling = Settling(fleet, self._background, patience)
        self._players: dict[GuildId, GuildPlayer] = {}
        self._ended_unseen: dict[GuildId, NodeTrackEnded] = {}

    def serves(self, guild_id: GuildId) -> bool:
        player = self._players.get(guild_id)
        if player is not None and player.attached:
            return player.serving
        return bool(self._fleet.up)

    async def attach(self, guild_id: GuildId) -> None:
        """Tell the session how things stand, and from now on whenever that changes."""
        player = self._player(guild_id)
        player.attached, player.serving = True, False
        ended = self._ended_unseen.pop(guild_id, None)
        if ended is not None:
            player.report(ended)
        is_decided = await self._settling.attempt(player)
        if not player.serving:
            player.report(NodeLost())
        if not is_decided:
            self._settling.begin(player)

    async def perform(self, guild_id: GuildId, effect: NodeEffect) -> None:
        player = self._players.get(guild_id)
        if isinstance(effect, DestroyPlayer):
            if player is not None:
                await self._destroy(player)
        elif player is None or not player.serving:
            raise NodeDown
        else:
            await self._perform(player, effect)

    def voice_state(self, guild_id: GuildId, data: Json) -> None:
        player = self._player(guild_id)
        if player.voice.state_updated(data):
            self._background.run(self._hand_over_voice(player))

    def voice_server(self, guild_id: GuildId, data: Json) -> None:
        player = self._player(guild_id)
        if player.voice.server_updated(data):
            self._background.run(self._hand_over_voice(player))

    async def close(self) -> None:
        await self._background.close()
        for player in self._players.values():
            player.serving = False

    # What the connections say.

    def came_up(self, connection: NodeConnection, held: Held) -> None:
        for guild_id in held:
            player = self._players.get(guild_id)
            if player and player.was_served and player.connection is not connection:
                self._settling.evict(player, connection)
        for player in self._waiting():
            self._settling.begin(player, connection, held.get(player.guild_id))

    def went_down(self, connection: NodeConnection) -> None:
        is_anything_up = bool(self._fleet.up)
        for player in self._players.values():
            if player.connection is connection or not is_anything_up:
                _lose(player)

    def gave_up(self, connection: NodeConnection) -> None:
        log.info("node_given_up", node=connection.name)
        for player in self._waiting():
            self._settling.begin(player)

    def heard(self, connection: NodeConnection, message: Json) -> None:
        guild_id = GuildId(str(message["guildId"]))
        player = self._players.get(guild_id)
        if player is None or not player.attached:
            self._heard_early(guild_id, message)
        elif player.connection is connection or not player.was_served:
            player.heard(message)

    def _heard_early(self, guild_id: GuildId, message: Json) -> None:
        """Keep, for a session that is yet to come, that its track ended while we were away."""
        event = read_event(message) if message["op"] == "event" else None
        if isinstance(event, NodeTrackEnded):
            self._ended_unseen[guild_id] = event

    # What the sessions want.

    async def _perform(self, player: GuildPlayer, effect: NodeEffect) -> None:
        async with player.lock:
            if not player.serving:
                raise NodeDown
            if player.connection is None and not isinstance(effect, PlayTrack):
                # There is no player yet that this could change; `PlayTrack` says it all.
                return
            self._settling.assign(player)
            try:
                await player.perform(effect)
            except NodeDown:
                self._doubt(player)
                raise

    async def _destroy(self, player: GuildPlayer) -> None:
        async with player.lock:
            left = player.leave()
            if left is not None and left.is_up:
                try:
                    await player.destroy_at(left)
                except Unavailable:
                    self._settling.evict(player, left)
        if player.attached and not player.serving:
            # The guild need not wait for that one node any longer.
            self._settling.begin(player)

    async def _hand_over_voice(self, player: GuildPlayer) -> None:
        async with player.lock:
            if not player.serving:
                return
            try:
                self._settling.assign(player)
                await player.tell_voice()
            except NodeDown:
                self._doubt(player)
            except Unavailable as fault:
                log.warning("voice_refused", guild_id=player.guild_id, reason=str(fault))

    def _doubt(self, player: GuildPlayer) -> None:
        """Treat a node that is connected, but did not answer, as lost for this guild."""
        if player.serving:
            player.distrusted = player.connection
            _lose(player)
            self._settling.begin(player)

    def _waiting(self) -> list[GuildPlayer]:
        return [one for one in self._players.values() if one.attached and not one.serving]

    def _player(self, guild_id: GuildId) -> GuildPlayer:
        player = self._players.get(guild_id)
        if player is None:
            report = partial(self._observe, guild_id)
            player = GuildPlayer(guild_id, report, self._now, self._patience)
            self._players[guild_id] = player
        return player


def _lose(player: GuildPlayer) -> None:
    if player.serving:
        player.serving = False
        player.report(NodeLost())
