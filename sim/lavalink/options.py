"""The settings of a simulated node, checked when they are made."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from sim.lavalink.filters import FILTER_NAMES
from sim.lavalink.sources import SOURCE_NAMES

LAVASEARCH: Final = "lavasearch-plugin"
LAVALYRICS: Final = "lavalyrics-plugin"
PLUGINS: Final = frozenset({LAVASEARCH, LAVALYRICS})

LOOPBACK: Final = "127.0.0.1"


@dataclass(frozen=True, kw_only=True)
class NodeOptions:
    """How one node is built and how it behaves.

    `timescale` says how fast the node's own time runs beside `clock` (20.0 plays a minute in three
    seconds). Unix timestamps on the wire stay those of the real day.

    `require_voice=False` departs from the real server on purpose: there, nobody consumes audio
    without a voice connection, so a position stays 0 and the track is cleaned up after a minute.
    Here it lets tracks play without any Discord.
    """

    host: str = LOOPBACK
    port: int = 0
    password: str = field(default="youshallnotpass", repr=False)
    name: str = "alpha"
    seed: int = 7
    timescale: float = 1.0
    update_interval: float = 5.0
    require_voice: bool = True
    plugins: frozenset[str] = frozenset()
    sources: frozenset[str] = SOURCE_NAMES
    disabled_filters: frozenset[str] = frozenset()
    stuck_threshold_ms: int = 10_000
    voice_ping_ms: int = 24
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    epoch: Callable[[], float] = field(default=time.time, repr=False)

    def __post_init__(self) -> None:
        if self.host != LOOPBACK:
            raise ValueError(f"A simulated node binds {LOOPBACK} only, not {self.host!r}.")
        if not self.password:
            raise ValueError("A node needs a password.")
        if self.timescale <= 0 or self.update_interval <= 0:
            raise ValueError("timescale and update_interval must be greater than 0.")
        _refuse_unknown("plugins", self.plugins, PLUGINS)
        _refuse_unknown("sources", self.sources, SOURCE_NAMES)
        _refuse_unknown("filters", self.disabled_filters, frozenset(FILTER_NAMES))


def _refuse_unknown(what: str, given: frozenset[str], known: frozenset[str]) -> None:
    unknown = given - known
    if unknown:
        raise ValueError(
            f"Unknown {what}: {', '.join(sorted(unknown))}; known: {', '.join(sorted(known))}."
        )
