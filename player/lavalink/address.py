"""Says where a Lavalink node is, and how patient we are with it."""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class NodeAddress:
    """One node as the operator names it; `region` is `asia`, `eu`, `us` or anything else."""

    name: str
    host: str
    port: int
    password: str = field(repr=False)
    secure: bool = False
    region: str = "global"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long we wait, in seconds.

    `attempt_s` bounds each step of connecting, `request_s` a call about a player, `load_s` a
    lookup. A node that cannot be reached is tried again after `first_pause_s`, then after twice as
    long each time up to `longest_pause_s`; one that refuses our password after `refused_pause_s`.
    A connection that lasted `steady_s` is renewed at once. `resume_s` is how long a node keeps a
    session, and plays on, while we are away.
    """

    attempt_s: float = 5.0
    request_s: float = 5.0
    load_s: float = 10.0
    first_pause_s: float = 1.0
    longest_pause_s: float = 30.0
    refused_pause_s: float = 60.0
    steady_s: float = 5.0
    resume_s: int = 60

    def pause_s(self, failures: int) -> float:
        """Return how long to wait after so many failures in a row."""
        doublings = min(max(failures - 1, 0), 16)
        return min(self.first_pause_s * 2.0**doublings, self.longest_pause_s)


DEFAULT_PATIENCE = Patience()


class NodeSessions(Protocol):
    """Where the sessions' ids outlive the process, so that the next one can take the music over."""

    async def load(self) -> dict[str, str]:
        """Return the last session id of each node, by the node's name."""
        ...

    async def save(self, name: str, session_id: str) -> None: ...
