"""A client's session: its players, and its messages on their way to it or waiting for it."""

from collections.abc import Callable

from sim.lavalink import events
from sim.lavalink.errors import PlayerMissingError
from sim.lavalink.player import Engine, Player
from sim.lavalink.timetable import Appointment
from sim.lavalink.track import Json

Outlet = Callable[[Json], None]


class Session:
    """What belongs to one websocket, and outlives it for a while if the client asked for that."""

    def __init__(self, session_id: str, user_id: str, client_name: str, engine: Engine) -> None:
        self.id = session_id
        self.user_id = user_id
        self.client_name = client_name
        self.resuming = False
        self.timeout_s = 60
        self.players: dict[str, Player] = {}
        self.expiry: Appointment | None = None
        self.statistics: Appointment | None = None
        self._engine = engine
        self._outlet: Outlet | None = None
        self._held: list[Json] = []

    @property
    def is_paused(self) -> bool:
        return self._outlet is None

    def send(self, message: Json) -> None:
        """Send to the client; while it is away, keep everything but player updates."""
        if self._outlet is not None:
            self._outlet(message)
        elif message["op"] != "playerUpdate":
            self._held.append(message)

    def open(self, outlet: Outlet) -> None:
        self._outlet = outlet
        self.send(events.ready(self.id, resumed=False))

    def resume(self, outlet: Outlet) -> None:
        """Greet the client that came back, and tell it what it missed."""
        self._outlet = outlet
        self.send(events.ready(self.id, resumed=True))
        held, self._held = self._held, []
        for message in held:
            self.send(message)
        for player in self.players.values():
            player.send_update()

    def pause(self) -> None:
        self._outlet = None

    def player(self, guild_id: str) -> Player:
        if guild_id not in self.players:
            raise PlayerMissingError
        return self.players[guild_id]

    def player_or_new(self, guild_id: str) -> Player:
        if guild_id not in self.players:
            self.players[guild_id] = Player(guild_id, self._engine, self.send)
        return self.players[guild_id]

    def destroy_player(self, guild_id: str) -> None:
        player = self.players.pop(guild_id, None)
        if player is not None:
            player.destroy()

    def close(self) -> None:
        """End everything that belongs to the session; nobody is told."""
        self._outlet = None
        for appointment in (self.expiry, self.statistics):
            if appointment is not None:
                appointment.cancel()
        for guild_id in list(self.players):
            self.destroy_player(guild_id)
        self._held.clear()
