"""Puts what people keep into their libraries: the tracks of their playlists, and favourites."""

import asyncio
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from auth.identity import UserId
from player.core.track import Track
from player.library.mention import Mention, mention_of
from player.library.ports import LibraryWriter
from player.library.whose import Whose, of_person

AT_ONCE = 500
"""So many tracks are written in one transaction, so that none takes long."""

SOON_DONE = 500
"""So many tracks are waited for by somebody who reads."""


@dataclass(frozen=True, slots=True)
class _Change:
    whose: Whose
    kept: Sequence[Mention]
    lost: Sequence[Mention]


class LibraryKeeper:
    """Remembers changes until they are written, in the order in which they happened."""

    def __init__(self, store: LibraryWriter) -> None:
        self._store = store
        self._waiting: deque[_Change] = deque()
        self._writing = asyncio.Lock()

    def change(self, owner: UserId, kept: Iterable[Track] = (), lost: Iterable[Track] = ()) -> None:
        """Hear that somebody keeps some tracks, and others not any more."""
        gained, gone = map(mention_of, kept), map(mention_of, lost)
        while True:
            change = _Change(of_person(owner), [*islice(gained, AT_ONCE)], [*islice(gone, AT_ONCE)])
            if not change.kept and not change.lost:
                return
            self._waiting.append(change)

    def like(self, owner: UserId, track: Track, is_liked: bool) -> None:
        """Hear that a track has become somebody's favourite, or is none any more."""
        self.change(owner, [track] if is_liked else [], [] if is_liked else [track])

    async def catch_up(self) -> None:
        """Write what waits before somebody reads, if that is soon done.

        A large playlist comes in bit by bit rather than keeping its owner waiting.
        """
        if sum(len(change.kept) + len(change.lost) for change in self._waiting) <= SOON_DONE:
            await self.flush()

    async def flush(self) -> None:
        """Write what waits; what cannot be written waits on."""
        async with self._writing:
            while self._waiting:
                change = self._waiting[0]
                await self._store.keep(change.whose, change.kept, change.lost)
                self._waiting.popleft()
