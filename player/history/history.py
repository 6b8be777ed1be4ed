"""The one way in which plays and stays are written, whoever tells of them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from player.core.errors import Missing
from player.core.sentence import Sentence
from player.history.play import Play, PlayId, StayId
from player.history.ports import PlayStore, StayStore
from player.history.stay import Stay


class UnknownStay(Missing):
    def __init__(self) -> None:
        super().__init__(Sentence("Session not found"))


class UnknownPlay(Missing):
    def __init__(self) -> None:
        super().__init__(Sentence("Track play not found"))


class History:
    """What was played; `now` is Unix time in milliseconds."""

    def __init__(self, plays: PlayStore, stays: StayStore, now: Callable[[], int]) -> None:
        self.plays = plays
        self.stays = stays
        self.now = now

    async def stay(self, stay_id: StayId) -> Stay:
        """Return a stay; raises `UnknownStay`."""
        stay = await self.stays.get(stay_id)
        if stay is None:
            raise UnknownStay
        return stay

    async def play(self, play_id: PlayId) -> Play:
        """Return a play; raises `UnknownPlay`."""
        play = await self.plays.get(play_id)
        if play is None:
            raise UnknownPlay
        return play

    async def save_stay(self, stay: Stay) -> None:
        await self.stays.save(stay)

    async def end_stay(self, stay_id: StayId, at: int | None = None) -> Stay:
        """End a stay, once; raises `UnknownStay`."""
        stay = await self.stay(stay_id)
        ended = stay.ended(self.now() if at is None else at)
        if ended != stay:
            await self.stays.save(ended)
        return ended

    async def begin(self, play: Play) -> None:
        """Write that a track has begun; once is enough."""
        await self.plays.add(play)

    async def end(self, play: Play) -> Play:
        """Write a play that is over, and return it; one that was over before stays as it was."""
        written = await self.plays.end(play)
        return play if written else await self.play(play.id)

    async def end_play(
        self, play_id: PlayId, at: int | None = None, played_ms: int | None = None
    ) -> Play:
        """End a play that goes on, once, and return it; raises `UnknownPlay`."""
        play = await self.play(play_id)
        if play.ended_at is not None:
            return play
        ended_at = max(play.started_at, self.now() if at is None else at)
        await self.plays.end(replace(play, ended_at=ended_at, played_ms=played_ms))
        return await self.play(play_id)

    async def tell(self, plays: Sequence[Play]) -> Sequence[Play]:
        """Write plays that people told us of; return those that are new."""
        return await self.plays.tell(plays)
