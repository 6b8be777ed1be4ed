"""What becomes of a track once it is played: most end well, some go wrong on purpose."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from sim.lavalink.track import Json


class Turn(Enum):
    """The moments in the life of a playing track that the node has to act on."""

    END = "end"
    BREAK = "break"
    STALL = "stall"


@dataclass(frozen=True, slots=True)
class Trouble:
    """An exception as it is reported for tracks that fail and for lookups that go wrong."""

    message: str
    severity: str
    cause: str

    def wire(self) -> Json:
        return {
            "message": self.message,
            "severity": self.severity,
            "cause": self.cause,
            "causeStackTrace": f"{self.cause}\n\tat sim.lavalink.node(Simulated Source)\n",
        }


@dataclass(frozen=True, slots=True)
class Fate:
    """How a track goes wrong: before its first sound, or by breaking or stalling at a position."""

    refuses_to_load: bool = False
    breaks_at_ms: int | None = None
    stalls_at_ms: int | None = None

    def turns(self) -> list[tuple[int, Turn]]:
        planned = ((self.breaks_at_ms, Turn.BREAK), (self.stalls_at_ms, Turn.STALL))
        return [(at_ms, turn) for at_ms, turn in planned if at_ms is not None]


ENDS_WELL: Final = Fate()

UNPLAYABLE: Final = Trouble(
    "This recording can not be played.",
    "common",
    "com.sedmelluq.discord.lavaplayer.tools.FriendlyException: This recording can not be played.",
)
BROKE_OFF: Final = Trouble(
    "Something broke when playing the track.",
    "fault",
    "java.io.EOFException: the recording ends in the middle of a frame",
)
LOOKUP_FAILED: Final = Trouble(
    "Something went wrong while looking up the track.",
    "fault",
    "java.lang.RuntimeException: the source answered with nonsense",
)
UNSUITABLE: Final = Trouble(
    "This video is private.",
    "common",
    "com.sedmelluq.discord.lavaplayer.tools.FriendlyException: This video is private.",
)
UNREACHABLE: Final = Trouble(
    "Connecting to the URL failed.",
    "suspicious",
    "java.net.UnknownHostException: a simulated node reaches no other host",
)
