"""Lets somebody know which nodes come and go, beside whoever plays on them."""

from collections.abc import Callable

from player.lavalink.connection import ConnectionOwner, Held, NodeConnection
from player.lavalink.tracks import Json

Watch = Callable[[str, bool], None]
"""Hears of a node by its name, and whether it is connected from now on."""


class WatchedOwner:
    """Hands everything on to the connections' owner, and tells a watcher of ups and downs."""

    def __init__(self, owner: ConnectionOwner, watch: Watch) -> None:
        self._owner = owner
        self._watch = watch

    def came_up(self, connection: NodeConnection, held: Held) -> None:
        self._watch(connection.name, True)
        self._owner.came_up(connection, held)

    def went_down(self, connection: NodeConnection) -> None:
        self._watch(connection.name, False)
        self._owner.went_down(connection)

    def gave_up(self, connection: NodeConnection) -> None:
        self._owner.gave_up(connection)

    def heard(self, connection: NodeConnection, message: Json) -> None:
        self._owner.heard(connection, message)
