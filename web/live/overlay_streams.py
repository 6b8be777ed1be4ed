"""Tells the open now-playing overlays of a guild what plays there, and nothing of anybody."""

from typing import Any

from auth.identity import GuildId
from player.bus import Recorded
from player.core.state import PlayerState
from player.registry import Players
from web.live.frames import encode
from web.live.hub import Hub, Present
from web.live.subscription import EndReason, Subscription, Viewer
from web.live.topic import TopicName

Picture = dict[str, Any]


class OverlayStreams:
    """The streams of overlays; revisions of a player are places in them."""

    def __init__(self, hub: Hub, players: Players) -> None:
        self._hub = hub
        self._players = players

    def record(self, recorded: Recorded) -> None:
        """Take in a change (a listener on the bus) and hand on what overlays show of it."""
        before, after = overlay_picture(recorded.before), overlay_picture(recorded.after)
        if before != after:
            name = _topic_of(recorded.guild_id)
            self._hub.publish(name, recorded.seq, lambda cursor: encode("patch", after, cursor))

    def subscribe(self, guild_id: GuildId, after: str | None, viewer: Viewer) -> Subscription:
        """Open a stream that goes on after the given place, or else begins with a reset."""
        session = self._players.of(guild_id)
        present = Present(session.seq, lambda: overlay_picture(session.state))
        return self._hub.subscribe(_topic_of(guild_id), present, after, viewer)

    def end(self, guild_id: GuildId) -> None:
        """End all streams of a guild at once, because their key works no more."""
        self._hub.end(_topic_of(guild_id), EndReason.NO_ACCESS, lambda _viewer: True)


def overlay_picture(state: PlayerState) -> Picture:
    """Return all that an overlay shows: the track without who asked for it, and where it stands."""
    entry, playhead = state.current, state.playhead
    if entry is None or playhead is None:
        return {
            "entry": None,
            "position": 0,
            "at": 0,
            "rate": 1.0,
            "paused": True,
            "stalled": False,
        }
    track = entry.track
    return {
        "entry": {
            "id": entry.id,
            "title": track.title,
            "author": track.author,
            "thumbnail": track.artwork_url,
            "stream": track.is_stream,
            "length": track.length_ms,
        },
        "position": playhead.position_ms,
        "at": playhead.at,
        "rate": playhead.rate,
        "paused": playhead.paused,
        "stalled": playhead.stalled,
    }


def _topic_of(guild_id: GuildId) -> TopicName:
    return TopicName(f"overlay {guild_id}")
