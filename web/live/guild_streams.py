"""Tells the open streams of a guild what changes in its player."""

from auth.identity import GuildId
from player.bus import Recorded
from player.registry import Players
from web.live.frames import Cursor, encode
from web.live.hub import Hub, Present
from web.live.projection import Faces, patch, snapshot
from web.live.subscription import Subscription, Viewer
from web.live.topic import TopicName


class GuildStreams:
    """The streams that show players; revisions of a player are places in its stream."""

    def __init__(self, hub: Hub, players: Players, faces: Faces) -> None:
        self._hub = hub
        self._players = players
        self._faces = faces

    def record(self, recorded: Recorded) -> None:
        """Take in a change (a listener on the bus) and hand it on."""
        name = _topic_of(recorded.guild_id)
        self._hub.publish(name, recorded.seq, lambda cursor: self._frame(recorded, cursor))

    def subscribe(self, guild_id: GuildId, after: str | None, viewer: Viewer) -> Subscription:
        """Open a stream that goes on after the given place, or else begins with a snapshot."""
        session = self._players.of(guild_id)
        present = Present(session.seq, lambda: snapshot(session.state, self._faces))
        return self._hub.subscribe(_topic_of(guild_id), present, after, viewer)

    def surroundings_changed(self, guild_id: GuildId) -> None:
        """Take in that seats, roles or settings have changed (a watcher of the guilds)."""
        self._hub.tell_viewers(_topic_of(guild_id))

    def _frame(self, recorded: Recorded, cursor: Cursor) -> bytes | None:
        if recorded.after.discord_connected and not recorded.before.discord_connected:
            # Discord is back and may know people and channels by other names than before.
            return encode("reset", snapshot(recorded.after, self._faces), cursor)
        changes = patch(recorded, self._faces)
        return encode("patch", changes, cursor) if changes else None


def _topic_of(guild_id: GuildId) -> TopicName:
    return TopicName(f"guild {guild_id}")
