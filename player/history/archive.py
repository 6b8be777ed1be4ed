"""The sessions and plays of other bots, which tell us of them as they happen."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from auth.identity import GuildId, UserId
from player.core.errors import Conflict, Invalid
from player.core.sentence import Sentence
from player.history.history import History
from player.history.play import Origin, Play, PlayId, StayId
from player.history.stay import Stay

CLOCKS_DIFFER_MS = 5 * 60_000


class InTheFuture(Invalid):
    def __init__(self) -> None:
        super().__init__(Sentence("The time must not lie in the future."))


class StayOver(Conflict):
    def __init__(self) -> None:
        super().__init__(Sentence("The session is over. Start another one."))


class RecordedHere(Conflict):
    """What our own player measures is not for others to change."""

    def __init__(self) -> None:
        super().__init__(Sentence("Auxcord's own player records this; nobody else can."))


@dataclass(frozen=True, slots=True)
class Told:
    """A track as another bot tells of it; the fields are those of `Play`."""

    title: str
    artist: str
    source: str
    source_id: str
    url: str
    duration_ms: int
    requester: UserId
    listeners: tuple[UserId, ...]


class Archive:
    """Writes what other bots tell us; `now` is Unix time in milliseconds."""

    def __init__(self, history: History, now: Callable[[], int]) -> None:
        self._history = history
        self._now = now

    async def open(self, guild_id: GuildId) -> Stay:
        stay = Stay(StayId(uuid4().hex), guild_id, self._now())
        await self._history.save_stay(stay)
        return stay

    async def close(self, stay: Stay, at: int | None) -> Stay:
        """End a stay, once; raises `RecordedHere`, `InTheFuture`."""
        self._check_time(at)
        if stay.ended_at is None:
            _check_stay(stay)
        return await self._history.end_stay(stay.id, at)

    async def begin(self, stay: Stay, told: Told) -> Play:
        """Write that a track has begun, with all who hear it; raises `RecordedHere`, `StayOver`."""
        _check_stay(stay)
        if stay.ended_at is not None:
            raise StayOver
        play = Play(
            id=PlayId(uuid4().hex),
            origin=Origin.ARCHIVE,
            title=told.title,
            artist=told.artist,
            started_at=self._now(),
            listeners=tuple(dict.fromkeys(told.listeners)),
            guild_id=stay.guild_id,
            stay_id=stay.id,
            source=told.source,
            source_id=told.source_id,
            url=told.url,
            duration_ms=told.duration_ms,
            requester=told.requester,
        )
        await self._history.begin(play)
        return play

    async def end(self, play: Play, at: int | None, played_ms: int | None) -> Play:
        """End a play, once; raises `RecordedHere`, `InTheFuture`."""
        self._check_time(at)
        if play.ended_at is None and play.origin is not Origin.ARCHIVE:
            raise RecordedHere
        return await self._history.end_play(play.id, at, played_ms)

    def _check_time(self, at: int | None) -> None:
        if at is not None and at > self._now() + CLOCKS_DIFFER_MS:
            raise InTheFuture


def _check_stay(stay: Stay) -> None:
    """Refuse a stay of our own player, which is the only one to know the channel."""
    if stay.channel_id is not None:
        raise RecordedHere
