"""What tests and demonstrations see of a node's inside: values that do not change any more."""

from dataclasses import dataclass

from sim.lavalink.player import Player
from sim.lavalink.session import Session
from sim.lavalink.track import Json


@dataclass(frozen=True, slots=True)
class PlayerSnapshot:
    """A player at one moment; `identifier` and `title` are None while it plays nothing."""

    session_id: str
    guild_id: str
    identifier: str | None
    title: str | None
    source: str | None
    position_ms: int
    paused: bool
    volume: int
    filters: Json
    connected: bool
    voice_channel_id: str | None
    end_time_ms: int | None
    user_data: Json


@dataclass(frozen=True, slots=True)
class SessionSnapshot:
    """A session at one moment; a paused one waits for its client to come back."""

    id: str
    user_id: str
    client_name: str
    paused: bool
    resuming: bool
    timeout_s: int
    guild_ids: tuple[str, ...]


def snapshot_player(session: Session, player: Player) -> PlayerSnapshot:
    playing = player.playing
    track = None if playing is None else playing.track
    return PlayerSnapshot(
        session_id=session.id,
        guild_id=player.guild_id,
        identifier=None if track is None else track.identifier,
        title=None if track is None else track.title,
        source=None if track is None else track.source,
        position_ms=0 if playing is None else playing.position_ms,
        paused=player.paused,
        volume=player.volume,
        filters=player.filters.wire(),
        connected=player.voice.connected,
        voice_channel_id=player.voice.state.channel_id,
        end_time_ms=None if playing is None else playing.end_time_ms,
        user_data={} if playing is None else playing.user_data,
    )


def snapshot_session(session: Session) -> SessionSnapshot:
    return SessionSnapshot(
        id=session.id,
        user_id=session.user_id,
        client_name=session.client_name,
        paused=session.is_paused,
        resuming=session.resuming,
        timeout_s=session.timeout_s,
        guild_ids=tuple(session.players),
    )
