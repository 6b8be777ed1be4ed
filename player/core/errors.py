"""Why the player refuses: five kinds, and the leaves below them with structured fields."""

from dataclasses import dataclass

from player.core.sentence import Sentence


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
        return Sentence(
            "{field} must be between {low} and {high}, not {value}.",
            field=self.field,
            low=self.low,
            high=self.high,
            value=self.value,
        )


@dataclass(eq=False)
class WrongBandCount(Invalid):
    count: int

    def __str__(self) -> str:
        return Sentence("equalizer needs exactly 15 gains, not {count}.", count=self.count)


@dataclass(eq=False)
class QueueFull(Invalid):
    limit: int

    def __str__(self) -> str:
        return Sentence("The queue holds at most {limit} tracks.", limit=self.limit)


@dataclass(eq=False)
class BadFilter(OutOfRange):
    """A filter's parameter is out of its range."""


@dataclass(eq=False)
class QueueShareFull(Denied):
    """The guild limits how many entries one person may have in the queue."""

    limit: int

    def __str__(self) -> str:
        return Sentence(
            "Each person may have at most {limit} tracks in this queue.", limit=self.limit
        )


@dataclass(eq=False)
class Blacklisted(Denied):
    """The track's title or author holds a word that the guild does not want."""

    title: str

    def __str__(self) -> str:
        return Sentence("“{title}” is on this server's blacklist.", title=self.title)


@dataclass(eq=False)
class TrackTooLong(Denied):
    title: str
    limit_s: int

    def __str__(self) -> str:
        minutes, seconds = divmod(self.limit_s, 60)
        return Sentence(
            "“{title}” is longer than the {limit} allowed here.",
            title=self.title,
            limit=f"{minutes}:{seconds:02}",
        )


class VolumeFixed(Denied):
    def __init__(self) -> None:
        super().__init__(Sentence("The volume cannot be changed on this server."))


class UnknownPlay(Missing):
    def __init__(self) -> None:
        super().__init__(Sentence("One of these tracks is no longer in the history."))


class UnknownVote(Missing):
    def __init__(self) -> None:
        super().__init__(Sentence("This vote is over."))


class NoElector(Denied):
    def __init__(self) -> None:
        super().__init__(Sentence("Only listeners in the bot's channel who can hear may vote."))


class TooManyVotes(Conflict):
    def __init__(self) -> None:
        super().__init__(Sentence("Too many votes are open already. Join one of them, or wait."))


class NothingToUndo(Conflict):
    def __init__(self) -> None:
        super().__init__(Sentence("There is no edit of yours to take back."))


JOIN_FIRST = Sentence("Join a voice channel of this server first.")


class NotInVoice(Denied):
    """The caller sits in no voice channel, or in another one than the player."""

    def __init__(self, reason: str = JOIN_FIRST) -> None:
        super().__init__(reason)


class NotDJ(Denied):
    def __init__(self) -> None:
        super().__init__(Sentence("You need to be a DJ of this server to do this."))


class EqualizerDisabled(Denied):
    def __init__(self) -> None:
        super().__init__(Sentence("The equalizer is switched off on this server."))


class NothingPlaying(Conflict):
    def __init__(self) -> None:
        super().__init__(Sentence("Nothing is playing."))


class NothingBefore(Conflict):
    def __init__(self) -> None:
        super().__init__(Sentence("There is no previous track."))


class NotSeekable(Conflict):
    def __init__(self) -> None:
        super().__init__(Sentence("This track is a live stream; it has no position to seek to."))


class UnknownEntry(Missing):
    def __init__(self) -> None:
        super().__init__(Sentence("This entry is no longer in the queue."))


@dataclass(eq=False)
class GroundMoved(Conflict):
    """The caller's view of the player is older than its present state."""

    expected: int
    actual: int

    def __str__(self) -> str:
        return Sentence(
            "The player has changed since revision {expected}; it is at {actual}.",
            expected=self.expected,
            actual=self.actual,
        )


@dataclass(eq=False)
class NothingFound(Missing):
    query: str

    def __str__(self) -> str:
        return Sentence("Nothing was found for “{query}”.", query=self.query)


@dataclass(eq=False)
class SourceUnavailable(Invalid):
    """No connected node can search this source."""

    source: str

    def __str__(self) -> str:
        return Sentence("The source {source} is not available here.", source=self.source)


@dataclass(eq=False)
class LoadFailed(Unavailable):
    """The source could not deliver; `reason` is the node's sentence, `source` what was searched."""

    reason: str
    source: str | None = None

    def __str__(self) -> str:
        if self.source is not None:
            return Sentence(
                "{source} could not be searched: {reason}", source=self.source, reason=self.reason
            )
        return Sentence("The track could not be loaded: {reason}", reason=self.reason)


class NodeDown(Unavailable):
    def __init__(self) -> None:
        super().__init__(
            Sentence("No audio node is connected right now. Playback goes on when one is.")
        )


class DiscordDown(Unavailable):
    def __init__(self) -> None:
        super().__init__(Sentence("Discord does not answer right now. Try again in a moment."))


NOT_JOINED = Sentence("The bot could not join the voice channel: full, or not permitted.")


class JoinFailed(Unavailable):
    def __init__(self, reason: str = NOT_JOINED) -> None:
        super().__init__(reason)
