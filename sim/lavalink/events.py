"""The messages that a node sends over the websocket, apart from statistics."""

from sim.lavalink.fate import Trouble
from sim.lavalink.track import Json


def ready(session_id: str, *, resumed: bool) -> Json:
    return {"op": "ready", "resumed": resumed, "sessionId": session_id}


def player_update(guild_id: str, state: Json) -> Json:
    return {"op": "playerUpdate", "guildId": guild_id, "state": state}


def track_start(guild_id: str, track: Json) -> Json:
    return _event("TrackStartEvent", guild_id, track=track)


def track_end(guild_id: str, track: Json, reason: str) -> Json:
    return _event("TrackEndEvent", guild_id, track=track, reason=reason)


def track_exception(guild_id: str, track: Json, trouble: Trouble) -> Json:
    return _event("TrackExceptionEvent", guild_id, track=track, exception=trouble.wire())


def track_stuck(guild_id: str, track: Json, threshold_ms: int) -> Json:
    return _event("TrackStuckEvent", guild_id, track=track, thresholdMs=threshold_ms)


def websocket_closed(guild_id: str, code: int, reason: str, *, by_remote: bool) -> Json:
    return _event("WebSocketClosedEvent", guild_id, code=code, reason=reason, byRemote=by_remote)


def _event(kind: str, guild_id: str, **fields: object) -> Json:
    return {"op": "event", "type": kind, "guildId": guild_id, **fields}
