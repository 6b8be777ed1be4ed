"""Everybody's favourite tracks: toggled by link, listed, and recognised wherever they appear."""

from collections.abc import Callable, Sequence

from auth.identity import UserId
from player.core.track import Track
from player.playlists.errors import NotOneTrack
from player.playlists.ports import FavouriteStore, TrackKey
from player.ports import Loaded
from player.search import Search

FAVOURITES_PER_USER = 5000

Changed = Callable[[UserId, Track, bool], None]
"""Hears that a track has become somebody's favourite, or is none any more."""


class Favourites:
    """Keeps what people like; a favourite whose source is gone can still be taken off."""

    def __init__(self, store: FavouriteStore, search: Search, changed: Changed) -> None:
        self._store = store
        self._search = search
        self._changed = changed

    async def toggle(self, user_id: UserId, url: str) -> tuple[Track, bool]:
        """Return the track at this address, and whether it is a favourite now.

        Raises `NotOneTrack`, `TooManyFavourites`, or whatever the search refuses with.
        """
        track = await self._store.find(user_id, url)
        if track is None:
            track = _only(await self._search.find(url))
        is_liked = await self._store.toggle(user_id, track, FAVOURITES_PER_USER)
        self._changed(user_id, track, is_liked)
        return track, is_liked

    async def like(self, user_id: UserId, track: Track) -> None:
        """Make a track a favourite, if it is none yet; raise `TooManyFavourites`."""
        if not await self._store.among(user_id, [track]):
            await self._store.toggle(user_id, track, FAVOURITES_PER_USER)
            self._changed(user_id, track, True)

    async def found(
        self, user_id: UserId, words: str, start: int, count: int
    ) -> tuple[Sequence[Track], int]:
        """Return favourites whose title and author have all of the words, and how many there are.

        Without words all are meant.
        """
        if not words.split():
            return await self.list_of(user_id, start, count), await self.count(user_id)
        everything = await self.list_of(user_id)
        fitting = [track for track in everything if _fits(track, words)]
        return fitting[start : start + count], len(fitting)

    async def drop(self, user_id: UserId, url: str) -> None:
        """Take a favourite off, if it is one; raise whatever the store refuses with."""
        if await self._store.find(user_id, url) is not None:
            await self.toggle(user_id, url)

    async def among(self, user_id: UserId, tracks: Sequence[Track]) -> frozenset[TrackKey]:
        """Return (source, identifier) of those of the tracks that this person likes."""
        return await self._store.among(user_id, tracks) if tracks else frozenset()

    async def count(self, user_id: UserId) -> int:
        return await self._store.count(user_id)

    async def list_of(
        self, user_id: UserId, start: int = 0, count: int = FAVOURITES_PER_USER
    ) -> Sequence[Track]:
        """Return favourites, the latest first."""
        return await self._store.list_of(user_id, start, count)


def _only(loaded: Loaded) -> Track:
    if loaded.collection is not None:
        raise NotOneTrack
    return loaded.tracks[0]


def _fits(track: Track, words: str) -> bool:
    text = f"{track.title} {track.author}".casefold()
    return all(word in text for word in words.casefold().split())
