"""Looks the lines of a list up at the audio nodes: few at a time, and the same one only once."""

import asyncio
from collections.abc import Sequence

from player.core.errors import LoadFailed, NodeDown, PlayerError, Unavailable
from player.core.track import Track
from player.playlists.picking import picked
from player.playlists.wanted import Wanted
from player.ports import Loaded
from player.search import Search

AT_ONCE = 4
"""So many lookups run at a time, out of politeness to the sources."""

PATIENCE_S = (1.0, 2.0, 4.0, 8.0)
"""How long to wait for a node that is away, before each further try."""

Answer = tuple[Track, ...] | str
"""What a line led to: its track, all tracks of a list, or a sentence on why there are none."""


class Lookups:
    """The lookups of one import."""

    def __init__(self, search: Search, patience_s: Sequence[float] = PATIENCE_S) -> None:
        self._search = search
        self._patience_s = patience_s
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._known: dict[tuple[str | None, str], Answer] = {}

    async def find_all(self, batch: Sequence[Wanted]) -> list[Answer]:
        """Return what each line leads to; raise `Unavailable` when nothing can be asked at all."""
        unknown = {_asks(wanted): wanted for wanted in batch if _asks(wanted) not in self._known}
        answers = await asyncio.gather(
            *(self._find(wanted) for wanted in unknown.values()), return_exceptions=True
        )
        for asked, answer in zip(unknown, answers, strict=True):
            if isinstance(answer, BaseException):
                raise answer
            self._known[asked] = answer
        return [self._known[_asks(wanted)] for wanted in batch]

    async def _find(self, wanted: Wanted) -> Answer:
        async with self._gate:
            for seconds in self._patience_s:
                try:
                    return await self._find_now(wanted)
                except NodeDown:
                    await asyncio.sleep(seconds)
            return await self._find_now(wanted)

    async def _find_now(self, wanted: Wanted) -> Answer:
        try:
            return picked(await self._look_up(wanted))
        except LoadFailed as failure:
            return str(failure)
        except Unavailable:
            raise
        except PlayerError as refusal:
            return str(refusal)

    async def _look_up(self, wanted: Wanted) -> Loaded:
        """Follow the link; where it leads nowhere, search for what the line says of the track."""
        if wanted.url is None:
            return await self._search.find(wanted.query)
        try:
            return await self._search.find(wanted.url)
        except NodeDown:
            raise
        except PlayerError:
            if not wanted.query:
                raise
        return await self._search.find(wanted.query)


def _asks(wanted: Wanted) -> tuple[str | None, str]:
    return wanted.url, wanted.query
