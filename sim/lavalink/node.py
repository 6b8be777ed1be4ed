"""A simulated Lavalink node as one object: start it, look into it, make it go wrong, stop it."""

import asyncio
from collections import deque
from typing import Final

from aiohttp import web

from sim.lavalink.access import MIDDLEWARES, add_version
from sim.lavalink.catalogue import Catalogue, catalogue
from sim.lavalink.clock import NodeClock
from sim.lavalink.faults import Faults
from sim.lavalink.lookup import Lookup
from sim.lavalink.options import NodeOptions
from sim.lavalink.player import Engine
from sim.lavalink.routes import routes_of
from sim.lavalink.session import Session
from sim.lavalink.sessions import Sessions
from sim.lavalink.snapshots import (
    PlayerSnapshot,
    SessionSnapshot,
    snapshot_player,
    snapshot_session,
)
from sim.lavalink.sockets import ABNORMAL_CLOSURE, Sockets
from sim.lavalink.stats import frame_stats, node_stats
from sim.lavalink.timetable import Timetable
from sim.lavalink.track import Json
from sim.lavalink.works import WORKS, SeenRequest, Works

__all__ = ["NodeOptions", "SimulatedNode"]

GOING_AWAY: Final = 1001
REQUESTS_KEPT: Final = 1000
MAX_BODY_BYTES: Final = 16 * 1024 * 1024
MAX_LINE_BYTES: Final = 64 * 1024

_SHUTDOWN_S: Final = 0.05


class SimulatedNode:
    """A Lavalink v4 node on loopback that can die and come back on the same port."""

    def __init__(self, options: NodeOptions | None = None) -> None:
        self.options = options or NodeOptions()
        self.requests: deque[SeenRequest] = deque(maxlen=REQUESTS_KEPT)
        self._port = self.options.port
        self._faults = Faults()
        self._works: Works | None = None
        self._runner: web.AppRunner | None = None
        self._timekeeper: asyncio.Task[None] | None = None

    @property
    def name(self) -> str:
        return self.options.name

    @property
    def port(self) -> int:
        """Return the port; it is known after the first start and stays the same from then on."""
        return self._port

    @property
    def base_url(self) -> str:
        return f"http://{self.options.host}:{self._port}"

    @property
    def is_running(self) -> bool:
        return self._runner is not None

    @property
    def catalogue(self) -> Catalogue:
        return catalogue(self.options.seed)

    async def start(self) -> None:
        """Bind the port and serve; raise OSError if somebody else has it."""
        if self._runner is not None:
            return
        works = _build(self.options, self._faults, self.requests)
        runner = web.AppRunner(
            _application(works),
            access_log=None,
            shutdown_timeout=_SHUTDOWN_S,
            max_line_size=MAX_LINE_BYTES,
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, self.options.host, self._port).start()
        except OSError:
            await runner.cleanup()
            raise
        self._port = runner.addresses[0][1]
        works.lookup.base_url = self.base_url
        self._works, self._runner = works, runner
        self._timekeeper = asyncio.create_task(works.timetable.run())

    async def stop(self, *, abrupt: bool = False) -> None:
        """Die: close the port, end every websocket (1001, or torn off), forget everything."""
        if self._runner is None or self._works is None or self._timekeeper is None:
            return
        works, runner, timekeeper = self._works, self._runner, self._timekeeper
        self._works, self._runner, self._timekeeper = None, None, None
        timekeeper.cancel()
        await asyncio.gather(timekeeper, return_exceptions=True)
        works.sessions.close()
        await works.sockets.drop_all(ABNORMAL_CLOSURE if abrupt else GOING_AWAY)
        await runner.cleanup()

    async def drop_sockets(self, code: int = ABNORMAL_CLOSURE) -> int:
        """End every websocket with a close code, by default without any; return how many."""
        return 0 if self._works is None else await self._works.sockets.drop_all(code)

    def fail_next_loads(self, count: int = 1) -> None:
        """Answer the next lookups with the load type `error`."""
        self._faults.failing_loads = count

    def fail_next_requests(self, count: int = 1, status: int = 500) -> None:
        """Answer the next REST requests with an error."""
        self._faults.failing_requests, self._faults.failure_status = count, status

    def delay(self, seconds: float) -> None:
        """Wait so many real seconds before each REST answer from now on; 0 ends that."""
        self._faults.delay_s = seconds

    def close_voice(
        self,
        guild_id: int | str,
        code: int = 4014,
        reason: str = "Disconnected.",
        *,
        by_remote: bool = True,
    ) -> None:
        """Let Discord close the voice connection of a guild's player."""
        for session in self._sessions():
            if player := session.players.get(str(guild_id)):
                player.close_voice(code, reason, by_remote=by_remote)

    def catch_up(self) -> None:
        """Do what is due by the clock right now; needed after an injected clock has advanced."""
        if self._works is not None:
            self._works.timetable.catch_up()

    @property
    def sessions(self) -> list[SessionSnapshot]:
        return [snapshot_session(session) for session in self._sessions()]

    def players(self, guild_id: int | str) -> PlayerSnapshot | None:
        """Return the player of a guild, that of the newest session if several have one."""
        for session in reversed(self._sessions()):
            if player := session.players.get(str(guild_id)):
                return snapshot_player(session, player)
        return None

    def _sessions(self) -> list[Session]:
        self.catch_up()
        return [] if self._works is None else list(self._works.sessions)


def _application(works: Works) -> web.Application:
    app = web.Application(middlewares=MIDDLEWARES, client_max_size=MAX_BODY_BYTES)
    app.on_response_prepare.append(add_version)
    app.add_routes(routes_of(works.options))
    app[WORKS] = works
    return app


def _build(options: NodeOptions, faults: Faults, requests: deque[SeenRequest]) -> Works:
    clock = NodeClock(options.clock, options.epoch, options.timescale)
    timetable = Timetable(clock)
    music = catalogue(options.seed)
    engine = Engine(clock, timetable, options, music.fate_of)

    def statistics(session: Session) -> Json:
        load = node_stats(sessions.players(), clock.now_ms())
        frames = frame_stats(session.players.values(), clock.now_ms())
        return {"op": "stats", **load, "frameStats": frames}

    sessions = Sessions(engine, statistics)
    lookup = Lookup(music, options.sources)
    return Works(options, clock, timetable, sessions, Sockets(), lookup, faults, requests)
