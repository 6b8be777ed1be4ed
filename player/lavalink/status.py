"""How a node is doing, for pages about health (pure)."""

from dataclasses import dataclass

from player.lavalink.tracks import Json


@dataclass(frozen=True, slots=True)
class Load:
    """The latest figures that a node gave about itself; shares of the processor are 0 to 1."""

    players: int = 0
    playing: int = 0
    cpu: float = 0.0
    memory_used: int = 0
    uptime_ms: int = 0


@dataclass(frozen=True, slots=True)
class NodeStatus:
    """One node as a health page shows it; `problem` says why it is not connected."""

    name: str
    connected: bool
    version: str | None
    sources: tuple[str, ...]
    problem: str | None
    load: Load = Load()

    @property
    def players(self) -> int:
        return self.load.players

    @property
    def playing(self) -> int:
        return self.load.playing

    @property
    def cpu(self) -> float:
        return self.load.cpu


def read_load(stats: Json) -> Load:
    """Read a stats message; what a node leaves out counts as nothing."""
    cpu, memory = stats.get("cpu") or {}, stats.get("memory") or {}
    return Load(
        players=int(stats.get("players", 0)),
        playing=int(stats.get("playingPlayers", 0)),
        cpu=float(cpu.get("systemLoad", 0.0)),
        memory_used=int(memory.get("used", 0)),
        uptime_ms=int(stats.get("uptime", 0)),
    )


def completed(stats: Json) -> dict[str, object]:
    """Return a stats message with everything in it that the library insists on."""
    nothing = {"uptime": 0, "players": 0, "playingPlayers": 0}
    memory = {"free": 0, "used": 0, "allocated": 0, "reservable": 0}
    cpu = {"cores": 0, "systemLoad": 0.0, "lavalinkLoad": 0.0}
    return {
        **nothing,
        **stats,
        "memory": memory | dict(stats.get("memory") or {}),
        "cpu": cpu | dict(stats.get("cpu") or {}),
    }
