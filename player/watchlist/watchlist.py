"""Whom people follow, and what was found of them."""

from collections.abc import Callable, Sequence

from player.holder import Holder, person_of
from player.playlists.keeping import Keeping
from player.playlists.playlist import PlaylistId
from player.watchlist.errors import UnknownArtist, UnknownFind
from player.watchlist.followed import ArtistId, Find, FindId, Followed
from player.watchlist.ports import FindStore, FollowedStore, Standing, StandingStore

ARTISTS_PER_HOLDER = 500


class Watchlist:
    """Keeps who follows whom; a holder follows an artist once, by id and by name."""

    def __init__(
        self,
        store: FollowedStore,
        finds: FindStore,
        standings: StandingStore,
        keeping: Keeping,
        now: Callable[[], int],
    ) -> None:
        self._store = store
        self._finds = finds
        self._standings = standings
        self._keeping = keeping
        self._now = now

    async def follow(
        self, holder: Holder, artist_id: str, name: str, image_url: str | None = None
    ) -> bool:
        """Follow an artist, and say whether that is new; raise `TooManyArtists`."""
        followed = Followed(holder, ArtistId(artist_id), name, self._now(), image_url)
        return await self._store.follow(followed, ARTISTS_PER_HOLDER)

    async def unfollow(self, holder: Holder, artist_id: str) -> Followed:
        """Follow an artist no more, and forget what was found; raise `UnknownArtist`."""
        followed = await self._store.remove(holder, ArtistId(artist_id))
        if followed is None:
            raise UnknownArtist
        await self._finds.remove_artist(holder, followed.id)
        return followed

    async def list_of(self, holder: Holder) -> Sequence[Followed]:
        """Return whom a holder follows, by name."""
        return await self._store.list_of(holder)

    async def keys_of(self, holder: Holder) -> frozenset[str]:
        """Return the keys of the names of those whom a holder follows."""
        return frozenset(followed.key for followed in await self._store.list_of(holder))

    async def finds_of(self, holder: Holder, start: int, count: int) -> tuple[Sequence[Find], int]:
        return await self._finds.list_of(holder, start, count)

    async def find(self, holder: Holder, find_id: FindId) -> Find:
        """Return a find of this holder; raise `UnknownFind`."""
        found = await self._finds.find(holder, find_id)
        if found is None:
            raise UnknownFind
        return found

    async def standing(self, holder: Holder) -> Standing:
        return await self._standings.of(holder)

    async def aim(self, holder: Holder, playlist_id: PlaylistId | None) -> None:
        """Have finds put into a playlist of one's own, or into none; raise what speaks against."""
        person = person_of(holder)
        if playlist_id is not None and person is not None:
            await self._keeping.demand_playlist(person, playlist_id)
        await self._standings.aim(holder, playlist_id)

    async def clear(self, holder: Holder) -> None:
        """Forget whom a holder follows and all that was found."""
        await self._store.clear(holder)
        await self._finds.clear(holder)
        await self._standings.clear(holder)
