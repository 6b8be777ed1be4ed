"""Why the player refuses: five kinds, and the leaves below them with structured fields."""

from dataclasses import dataclass


class PlayerError(Exception):
    """Anything the player refuses to do, or cannot do at the moment."""


class Invalid(PlayerError):
    """The request itself makes no sense."""


class Denied(PlayerError):
    """The caller may not do this."""


class Missing(PlayerError):
    """What the request speaks of is not there."""


class Conflict(PlayerError):
    """The request does not fit the present state."""


class Unavailable(PlayerError):
    """Something outside of the player does not answer."""


@dataclass(eq=False)
class OutOfRange(Invalid):
    """A number lies outside of its limits; both limits are allowed values."""

    field: str
    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.field} must be between {self.low:g} and {self.high:g}, not {self.value:g}."


@dataclass(eq=False)
class WrongBandCount(Invalid):
    count: int

    def __str__(self) -> str:
        return f"equalizer needs exactly 15 gains, not {self.count}."


@dataclass(eq=False)
class QueueFull(Invalid):
    limit: int

    def __str__(self) -> str:
        return f"The queue holds at most {self.limit} tracks."


@dataclass(eq=False)
class BadFilter(OutOfRange):
    """A filter's parameter is out of its range."""


@dataclass(eq=False)
class QueueShareFull(Denied):
    """The guild limits how many entries one person may have in the queue."""

    limit: int

    def __str__(self) -> str:
        return f"Each person may have at most {self.limit} tracks in this queue."


@dataclass(eq=False)
class Blacklisted(Denied):
    """The track's title or author holds a word that the guild does not want."""

    title: str

    def __str__(self) -> str:
        return f"“{self.title}” is on this server's blacklist."


@dataclass(eq=False)
class TrackTooLong(Denied):
    title: str
    limit_s: int

    def __str__(self) -> str:
        minutes, seconds = divmod(self.limit_s, 60)
        return f"“{self.title}” is longer than the {minutes}:{seconds:02} allowed here."


class VolumeFixed(Denied):
    def __init__(self) -> None:
        super().__init__("The volume cannot be changed on this server.")


class UnknownVote(Missing):
    def __init__(self) -> None:
        super().__init__("This vote is over.")


class NoElector(Denied):
    def __init__(self) -> None:
        super().__init__("Only listeners in the bot's channel who can hear may vote.")


class TooManyVotes(Conflict):
    def __init__(self) -> None:
        super().__init__("Too many votes are open already. Join one of them, or wait.")


class NothingToUndo(Conflict):
    def __init__(self) -> None:
        super().__init__("There is no edit of yours to take back.")


class NotInVoice(Denied):
    """The caller sits in no voice channel, or in another one than the player."""

    def __init__(self, reason: str = "Join a voice channel of this server first.") -> None:
        super().__init__(reason)


class NotDJ(Denied):
    def __init__(self) -> None:
        super().__init__("You need to be a DJ of this server to do this.")


class EqualizerDisabled(Denied):
    def __init__(self) -> None:
        super().__init__("The equalizer is switched off on this server.")


class NothingPlaying(Conflict):
    def __init__(self) -> None:
        super().__init__("Nothing is playing.")


class NothingBefore(Conflict):
    def __init__(self) -> None:
        super().__init__("There is no previous track.")


class NotSeekable(Conflict):
    def __init__(self) -> None:
        super().__init__("This track is a live stream; it has no position to seek to.")


class UnknownEntry(Missing):
    def __init__(self) -> None:
        super().__init__("This entry is no longer in the queue.")


@dataclass(eq=False)
class GroundMoved(Conflict):
    """The caller's view of the player is older than its present state."""

    expected: int
    actual: int

    def __str__(self) -> str:
        return f"The player has changed since revision {self.expected}; it is at {self.actual}."


@dataclass(eq=False)
class NothingFound(Missing):
    query: str

    def __str__(self) -> str:
        return f"Nothing was found for “{self.query}”."


@dataclass(eq=False)
class SourceUnavailable(Invalid):
    """No connected node can search this source."""

    source: str

    def __str__(self) -> str:
        return f"The source {self.source} is not available here."


@dataclass(eq=False)
class LoadFailed(Unavailable):
    """The source could not deliver; `reason` is the node's sentence, `source` what was searched."""

    reason: str
    source: str | None = None

    def __str__(self) -> str:
        if self.source is not None:
            return f"{self.source} could not be searched: {self.reason}"
        return f"The track could not be loaded: {self.reason}"


class NodeDown(Unavailable):
    def __init__(self) -> None:
        super().__init__("No audio node is connected right now. Playback goes on when one is.")


class DiscordDown(Unavailable):
    def __init__(self) -> None:
        super().__init__("Discord does not answer right now. Try again in a moment.")


class JoinFailed(Unavailable):
    def __init__(
        self, reason: str = "The bot could not join the voice channel: full, or not permitted."
    ) -> None:
        super().__init__(reason)
