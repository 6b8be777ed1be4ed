"""Everything that a running node consists of, in the hands of its routes."""

from collections import deque
from dataclasses import dataclass
from typing import Any, NamedTuple

from aiohttp import web

from sim.lavalink.clock import NodeClock
from sim.lavalink.faults import Faults
from sim.lavalink.lookup import Lookup
from sim.lavalink.options import NodeOptions
from sim.lavalink.sessions import Sessions
from sim.lavalink.sockets import Sockets
from sim.lavalink.timetable import Timetable


class SeenRequest(NamedTuple):
    """A request as it came in; `body` is the JSON of it, or None."""

    method: str
    path: str
    body: Any
    query: dict[str, str]


@dataclass(frozen=True, slots=True)
class Works:
    """The parts of a node between its start and its stop."""

    options: NodeOptions
    clock: NodeClock
    timetable: Timetable
    sessions: Sessions
    sockets: Sockets
    lookup: Lookup
    faults: Faults
    requests: deque[SeenRequest]


WORKS = web.AppKey("WORKS", Works)
