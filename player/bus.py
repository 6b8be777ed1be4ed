"""Carries what happened to whoever listens, without ever reaching back into a session."""

from collections.abc import Callable
from dataclasses import dataclass

import structlog

from auth.identity import Actor, GuildId
from player.core.events import Event
from player.core.state import PlayerState

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Recorded:
    """One accepted command: its events, and the state on both sides of them.

    `seq` counts the accepted commands of this guild; `at` is Unix time in milliseconds.
    """

    guild_id: GuildId
    seq: int
    at: int
    actor: Actor
    events: tuple[Event, ...]
    before: PlayerState
    after: PlayerState


Listener = Callable[[Recorded], None]
Watcher = Callable[[GuildId], None]


class Bus:
    """Hands every record to every listener, in order, in the moment it happens."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> None:
        self._listeners.append(listener)

    def publish(self, recorded: Recorded) -> None:
        """Deliver a record; a listener's failure is logged and hurts nobody else."""
        for listener in self._listeners:
            try:
                listener(recorded)
            except Exception:
                log.exception("bus_listener_failed", guild_id=recorded.guild_id, seq=recorded.seq)


class GuildChanges:
    """Tells every watcher that something about a guild has changed: people, names, seats."""

    def __init__(self) -> None:
        self._watchers: list[Watcher] = []

    def watch(self, watcher: Watcher) -> None:
        self._watchers.append(watcher)

    def tell(self, guild_id: GuildId) -> None:
        """Tell all; a watcher's failure is logged and hurts nobody else."""
        for watcher in self._watchers:
            try:
                watcher(guild_id)
            except Exception:
                log.exception("guild_watcher_failed", guild_id=guild_id)
