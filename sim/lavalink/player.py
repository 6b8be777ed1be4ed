"""One guild's player: commands take effect at once, the timetable does what comes later."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sim.lavalink import events
from sim.lavalink.clock import NodeClock
from sim.lavalink.fate import BROKE_OFF, ENDS_WELL, UNPLAYABLE, Fate, Turn
from sim.lavalink.filters import FilterSet
from sim.lavalink.options import NodeOptions
from sim.lavalink.playback import PlaybackClock
from sim.lavalink.playing import Ahead, Playing
from sim.lavalink.timetable import Action, Appointment, Timetable
from sim.lavalink.track import Json, Track
from sim.lavalink.voice import VoiceConnection, VoiceState

MAX_VOLUME: Final = 1000
LOAD_FAILURE_AFTER_MS: Final = 150
CLEANUP_AFTER_MS: Final = 60_000
CLEANUP_CHECK_MS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Engine:
    """What every player of a node runs on."""

    clock: NodeClock
    timetable: Timetable
    options: NodeOptions
    fate_of: Callable[[Track], Fate] = lambda _: ENDS_WELL


class Player:
    """Plays at most one track; announces what happens to it."""

    def __init__(self, guild_id: str, engine: Engine, announce: Callable[[Json], None]) -> None:
        self.guild_id = guild_id
        self.volume = 100
        self.paused = False
        self.filters = FilterSet()
        self.playing: Playing | None = None
        self.voice = VoiceConnection(engine.options.voice_ping_ms)
        self.heard_since_ms: float | None = None
        self._engine = engine
        self._announce = announce
        self._updates: Appointment | None = None
        self._next: Appointment | None = None
        self._cleanup: Appointment | None = None

    def play(self, track: Track, *, position_ms: int, end_time_ms: int | None, data: Json) -> None:
        if self.playing is not None:
            self._end(self.playing, "replaced")
        clock = PlaybackClock(self._engine.clock.now_ms, track.length_ms, position_ms)
        playing = Playing(track, self._engine.fate_of(track), clock, data)
        playing.set_end_time(end_time_ms)
        self.playing = playing
        self._announce(events.track_start(self.guild_id, playing.wire()))
        self._begin_updates()
        self.send_update()
        if playing.refuses_to_load:
            self._after(LOAD_FAILURE_AFTER_MS, lambda: self._refuse(playing))
        self._plan()
        self._watch_for_cleanup()

    def stop(self) -> None:
        if self.playing is not None:
            self._end(self.playing, "stopped")

    def pause(self, paused: bool) -> None:
        self.paused = paused
        self._plan()

    def set_volume(self, volume: int) -> None:
        self.volume = min(max(volume, 0), MAX_VOLUME)

    def seek(self, position_ms: int) -> None:
        if self.playing is None:
            return
        self.playing.seek(position_ms)
        self.send_update()
        self._plan()

    def set_end_time(self, end_time_ms: int | None) -> None:
        if self.playing is not None:
            self.playing.set_end_time(end_time_ms)
            self._plan()

    def set_user_data(self, data: Json) -> None:
        if self.playing is not None:
            self.playing.user_data = data

    def set_filters(self, filters: FilterSet) -> None:
        self.filters = filters
        self._plan()
        self.send_update()

    def connect_voice(self, state: VoiceState) -> None:
        if self.voice.connect(state):
            self._plan()
            self._watch_for_cleanup()
            self.send_update()

    def close_voice(self, code: int, reason: str, *, by_remote: bool) -> None:
        self.voice.close()
        self._plan()
        self._watch_for_cleanup()
        message = events.websocket_closed(self.guild_id, code, reason, by_remote=by_remote)
        self._announce(message)
        self.send_update()

    def destroy(self) -> None:
        self.stop()
        self.voice.close()

    def send_update(self) -> None:
        self._announce(events.player_update(self.guild_id, self._state()))

    def wire(self) -> Json:
        return {
            "guildId": self.guild_id,
            "track": None if self.playing is None else self.playing.wire(),
            "volume": self.volume,
            "paused": self.paused,
            "state": self._state(),
            "voice": self.voice.state.wire(),
            "filters": self.filters.wire(),
        }

    def _state(self) -> Json:
        return {
            "time": self._engine.clock.epoch_ms(),
            "position": 0 if self.playing is None else self.playing.position_ms,
            "connected": self.voice.connected,
            "ping": self.voice.ping_ms,
        }

    @property
    def _is_consumed(self) -> bool:
        """Say whether anybody takes audio from this player."""
        return self.voice.connected or not self._engine.options.require_voice

    def _plan(self) -> None:
        """Run or halt the position as things stand now, and plan what happens to the track next."""
        _call_off(self._next)
        playing = self.playing
        audible = self._is_consumed and not self.paused
        self._note_heard(heard=playing is not None and audible)
        if playing is None:
            return
        playing.run(audible=audible, speed=self.filters.speed)
        if not audible:
            return
        if playing.is_dead:
            self._end(playing, "loadFailed")
        elif playing.is_stalled:
            self._plan_stuck_report(playing)
        elif ahead := playing.next_turn():
            self._next = self._after(ahead.wait_ms, lambda: self._take_turn(playing, ahead))

    def _note_heard(self, *, heard: bool) -> None:
        if not heard:
            self.heard_since_ms = None
        elif self.heard_since_ms is None:
            self.heard_since_ms = self._engine.clock.now_ms()

    def _take_turn(self, playing: Playing, ahead: Ahead) -> None:
        playing.settle(ahead.at_ms)
        if ahead.turn is Turn.STALL:
            self._plan()
            return
        if ahead.turn is Turn.BREAK:
            self._announce(events.track_exception(self.guild_id, playing.wire(), BROKE_OFF))
        self._end(playing, "finished")

    def _plan_stuck_report(self, playing: Playing) -> None:
        if not playing.stuck_reported:
            threshold_ms = self._engine.options.stuck_threshold_ms
            self._next = self._after(threshold_ms, lambda: self._report_stuck(playing))

    def _report_stuck(self, playing: Playing) -> None:
        playing.stuck_reported = True
        threshold_ms = self._engine.options.stuck_threshold_ms
        self._announce(events.track_stuck(self.guild_id, playing.wire(), threshold_ms))
        self.send_update()

    def _refuse(self, playing: Playing) -> None:
        """Report a track that fails before its first sound; it ends once somebody would hear it."""
        if self.playing is not playing:
            return
        playing.is_dead = True
        self._announce(events.track_exception(self.guild_id, playing.wire(), UNPLAYABLE))
        self._plan()

    def _watch_for_cleanup(self) -> None:
        """Plan the end of a track that nobody consumes, on the real server's grid of 10 seconds."""
        _call_off(self._cleanup)
        playing = self.playing
        if playing is None or self._is_consumed:
            return
        expiry_ms = self._engine.clock.now_ms() + CLEANUP_AFTER_MS
        check_ms = math.ceil(expiry_ms / CLEANUP_CHECK_MS) * CLEANUP_CHECK_MS
        self._cleanup = self._engine.timetable.at(check_ms, lambda: self._end(playing, "cleanup"))

    def _end(self, playing: Playing, reason: str) -> None:
        _call_off(self._updates, self._next, self._cleanup)
        self.playing = None
        self._note_heard(heard=False)
        self._announce(events.track_end(self.guild_id, playing.wire(), reason))

    def _begin_updates(self) -> None:
        interval_ms = self._engine.options.update_interval * 1000
        self._updates = self._engine.timetable.every(interval_ms, self.send_update)

    def _after(self, delay_ms: float, action: Action) -> Appointment:
        return self._engine.timetable.at(self._engine.clock.now_ms() + delay_ms, action)


def _call_off(*appointments: Appointment | None) -> None:
    for appointment in appointments:
        if appointment is not None:
            appointment.cancel()
