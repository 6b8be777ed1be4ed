"""How the whole of Auxcord is doing: its parts, its nodes, and what has just happened."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from player.activity import Activities
from web.health import Health


class Load(Protocol):
    """The latest figures that a node gave about itself; the processor's share is 0 to 1."""

    @property
    def players(self) -> int: ...

    @property
    def playing(self) -> int: ...

    @property
    def cpu(self) -> float: ...

    @property
    def memory_used(self) -> int: ...

    @property
    def uptime_ms(self) -> int: ...


class Node(Protocol):
    """One audio node; `problem` says why it is not connected."""

    @property
    def name(self) -> str: ...

    @property
    def connected(self) -> bool: ...

    @property
    def version(self) -> str | None: ...

    @property
    def sources(self) -> Sequence[str]: ...

    @property
    def problem(self) -> str | None: ...

    @property
    def load(self) -> Load: ...


@dataclass(frozen=True, slots=True)
class System:
    """What admins watch; `since` is when we began, by a clock that only goes forward."""

    health: Health
    nodes: Callable[[], Sequence[Node]]
    activities: Activities
    since: float = field(default_factory=time.monotonic)

    @property
    def uptime_s(self) -> int:
        return int(time.monotonic() - self.since)
