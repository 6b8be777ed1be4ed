"""The sessions of a node: opened, left behind, resumed and, in the end, forgotten."""

import secrets
import string
from collections.abc import Callable, Iterator
from typing import Final

from sim.lavalink.errors import SessionMissingError
from sim.lavalink.player import Engine, Player
from sim.lavalink.session import Outlet, Session
from sim.lavalink.track import Json

ID_LENGTH: Final = 16
STATISTICS_INTERVAL_MS: Final = 60_000

_ALPHABET: Final = string.ascii_lowercase + string.digits


class Sessions:
    """Every session that has a websocket or may still be resumed."""

    def __init__(self, engine: Engine, statistics: Callable[[Session], Json]) -> None:
        self._engine = engine
        self._statistics = statistics
        self._sessions: dict[str, Session] = {}

    def __iter__(self) -> Iterator[Session]:
        return iter(list(self._sessions.values()))

    def players(self) -> list[Player]:
        return [player for session in self for player in session.players.values()]

    def get(self, session_id: str) -> Session:
        """Return a session with a client; those that wait for theirs count as missing."""
        session = self._sessions.get(session_id)
        if session is None or session.is_paused:
            raise SessionMissingError
        return session

    def reclaim(self, session_id: str | None) -> Session | None:
        """Return the waiting session that a client comes back for, and stop its expiry."""
        session = self._sessions.get(session_id or "")
        if session is None or session.expiry is None:
            return None
        session.expiry.cancel()
        session.expiry = None
        return session

    def add(self, user_id: str, client_name: str) -> Session:
        """Return a new session, which nobody is connected to yet."""
        session_id = "".join(secrets.choice(_ALPHABET) for _ in range(ID_LENGTH))
        session = Session(session_id, user_id, client_name, self._engine)
        self._sessions[session_id] = session
        return session

    def connect(self, session: Session, outlet: Outlet, *, resumed: bool) -> None:
        """Greet the client; one that came back hears what it missed."""
        if resumed:
            session.resume(outlet)
            return
        session.open(outlet)
        session.statistics = self._engine.timetable.every(
            STATISTICS_INTERVAL_MS, lambda: session.send(self._statistics(session))
        )

    def lose(self, session: Session) -> None:
        """Let a session wait for its client, or end it if the client did not ask for that."""
        if not session.resuming or session.id not in self._sessions:
            self._forget(session)
            return
        session.pause()
        expiry_ms = self._engine.clock.now_ms() + session.timeout_s * 1000
        session.expiry = self._engine.timetable.at(expiry_ms, lambda: self._forget(session))

    def close(self) -> None:
        for session in self:
            self._forget(session)

    def _forget(self, session: Session) -> None:
        self._sessions.pop(session.id, None)
        session.close()
