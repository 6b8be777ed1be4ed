"""One guild's player, wherever it sits: what its node is told, and what it says."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

import structlog

from auth.identity import GuildId
from player.core.commands import NodePlayback, NodeTrackEnded, Observation, PositionReported
from player.core.effects import NodeEffect, PlayTrack, StopTrack
from player.core.errors import NodeDown
from player.lavalink.address import Patience
from player.lavalink.calls import NodeRefused, answered
from player.lavalink.connection import NodeConnection
from player.lavalink.messages import TrackBegan, read_event, read_running
from player.lavalink.patches import Patch, patch_of
from player.lavalink.plays import Plays
from player.lavalink.tracks import Json
from player.lavalink.voice import Credentials, Voice

log = structlog.get_logger()


class GuildPlayer:
    """A guild's place at a node; `lock` keeps what is asked of the node in one order.

    `connection` is the node that plays for the guild, None while nothing is to be played.
    `serving` says what the session was told last: `NodeReady` or `NodeLost`.
    """

    def __init__(
        self,
        guild_id: GuildId,
        report: Callable[[Observation], None],
        now: Callable[[], int],
        patience: Patience,
    ) -> None:
        self.guild_id = guild_id
        self.report = report
        self.lock = asyncio.Lock()
        self.voice = Voice()
        self.connection: NodeConnection | None = None
        self.distrusted: NodeConnection | None = None
        """A node that is connected, but did not answer about this guild."""
        self.attached = False
        self.serving = False
        self.was_served = False
        """Whether this process has had a node for the guild before."""
        self._now = now
        self._patience = patience
        self._plays = Plays()

    def heard(self, message: Json) -> None:
        """Take in a message of the node that plays for this guild."""
        if message["op"] == "playerUpdate":
            self._heard_position(message["state"])
            return
        match read_event(message):
            case None:
                self._heard_other(message)
            case TrackBegan(play_id):
                self._plays.begin(play_id)
            case NodeTrackEnded() as ended:
                self._plays.end(ended.play_id)
                self.report(ended)
            case trouble:
                self.report(trouble)

    async def perform(self, effect: NodeEffect) -> None:
        """Carry out an effect at the guild's node."""
        patch = patch_of(effect, self._node_up().description.filters)
        if isinstance(effect, PlayTrack):
            self._plays.ask(effect)
            await self._patch(patch, self._untold())
        elif isinstance(effect, StopTrack):
            # Some nodes refuse to stop what has already stopped.
            with suppress(NodeRefused):
                await self._patch(patch)
        elif patch:
            await self._patch(patch)

    async def tell_voice(self) -> None:
        """Hand the voice credentials to the node, unless it has them."""
        if untold := self._untold():
            await self._patch({}, untold)

    async def take_over(self, found: Json | None) -> NodePlayback | None:
        """Make the node's player ours again; return our track if it still runs there.

        `found` is the node's fresh word on the player, if there is one already. A track that
        nobody here has asked for is stopped.
        """
        if found is None and self.guild_id in self._node_up().holds:
            found = await self._fetched()
        if found is None:
            self.voice.untell(self._node_up().session_id)
            return None
        playing = self._plays.adopt(read_running(found), any_play=not self.was_served)
        if playing is None and found.get("track") is not None:
            with suppress(NodeRefused):
                await self._patch(patch_of(StopTrack()))
        return playing

    async def destroy_at(self, connection: NodeConnection) -> None:
        """Take the guild's player off a node; it is fine if there is none."""
        try:
            call = connection.node.destroy_player(self.guild_id)
            await answered(call, self._patience.request_s)
        except NodeRefused as refusal:
            if refusal.status != 404:
                raise
        connection.holds.discard(self.guild_id)
        self.voice.untell(connection.session_id)

    def move_to(self, connection: NodeConnection) -> None:
        """Let this node play for the guild from now on."""
        if connection is not self.connection:
            self.connection = connection
            self._plays.interrupt()

    def leave(self) -> NodeConnection | None:
        """Give up the guild's place; return the node it was at."""
        left, self.connection = self.connection, None
        self._plays.forget()
        return left

    def _heard_position(self, state: Json) -> None:
        if self.serving and self._plays.has_position:
            position_ms, connected = max(0, int(state["position"])), bool(state["connected"])
            self.report(PositionReported(position_ms, self._now(), connected))

    def _heard_other(self, message: Json) -> None:
        if message.get("type") == "WebSocketClosedEvent":
            facts = {key: message.get(key) for key in ("code", "reason", "byRemote")}
            log.warning("voice_socket_closed", guild_id=self.guild_id, **facts)

    async def _fetched(self) -> Json | None:
        """Return what the node says of the guild's player, None if it has none."""
        call = self._node_up().node.get_player(self.guild_id)
        try:
            found: Json = await answered(call, self._patience.request_s)
        except NodeRefused:
            return None
        return found

    def _untold(self) -> Credentials | None:
        return self.voice.untold(self._node_up().session_id)

    async def _patch(self, patch: Patch, voice: Credentials | None = None) -> None:
        connection = self._node_up()
        connection.holds.add(self.guild_id)
        if voice is not None:
            patch = patch | {"voice_state": voice.wire()}
        call = connection.node.update_player(self.guild_id, **patch)
        await answered(call, self._patience.request_s)
        if voice is not None:
            self.voice.tell(connection.session_id, voice)

    def _node_up(self) -> NodeConnection:
        if self.connection is None or not self.connection.is_up:
            raise NodeDown
        return self.connection
