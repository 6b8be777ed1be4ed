"""Everybody's wishlist: what is on it, and how it is gone through."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import structlog

from player.core.errors import PlayerError
from player.core.sentence import Sentence
from player.holder import Holder, person_of
from player.playlists.keeping import Keeping
from player.playlists.playlist import PlaylistId
from player.resolving.batch import Batch
from player.resolving.errors import AlreadyRunning
from player.resolving.resolution import Resolution, ResolutionState
from player.resolving.resolutions import Resolutions
from player.resolving.wanted_track import WantedTrack
from player.wishlist.errors import AlreadyWished, UnknownWish, WishlistBusy, WishlistFull
from player.wishlist.ports import WishStore
from player.wishlist.song import Category, Song, WishedId, made_id
from player.wishlist.wish import Wish, WishId

log = structlog.get_logger()

WISHES_PER_HOLDER = 2000
PURPOSE = "wishlist"
NOT_TRIED = Sentence("Not looked for yet.")


class WishChange(StrEnum):
    """What has happened to a wish."""

    ADDED = "added"
    FAILED = "failed"
    FULFILLED = "fulfilled"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class WishNews:
    """Something that happened to a wish; of a fulfilled one, in which playlist the track is now."""

    wish: Wish
    change: WishChange
    playlist_id: PlaylistId | None = None


Tell = Callable[[Holder, WishNews], None]


@dataclass(frozen=True, slots=True)
class Wanting:
    """A wish as somebody makes it."""

    song: Song
    reason: str
    source_type: str = "api"
    playlist_id: PlaylistId | None = None


class Wishlist:
    """Keeps wishes, has them resolved, and puts what is found where it is wanted.

    It is the `Purpose` of the batches that it has resolved.
    """

    def __init__(
        self,
        store: WishStore,
        resolutions: Resolutions,
        keeping: Keeping,
        tell: Tell,
        now: Callable[[], int],
    ) -> None:
        self._store = store
        self._resolutions = resolutions
        self._keeping = keeping
        self._tell = tell
        self._now = now

    async def list_of(
        self, holder: Holder, category: Category | None, start: int, count: int
    ) -> tuple[Sequence[Wish], int]:
        return await self._store.list_of(holder, category, start, count)

    async def add(self, holder: Holder, wanting: Wanting) -> Wish:
        """Put something on the list.

        Raises `AlreadyWished`, `WishlistFull`, or what speaks against the playlist.
        """
        person = person_of(holder)
        if wanting.playlist_id is not None and person is not None:
            await self._keeping.demand_playlist(person, wanting.playlist_id)
        return await self._insert(holder, wanting)

    async def want(
        self, holder: Holder, wanted: WantedTrack, reason: str, playlist_id: PlaylistId | None
    ) -> None:
        """Put what a playlist lacks on the list, unless it is there or there is no more room."""
        title = wanted.title or wanted.shown
        song = Song(
            id=made_id(title, wanted.artists),
            title=title,
            artists=wanted.artists,
            album=wanted.album,
            duration_ms=wanted.duration_ms,
            url=wanted.url,
        )
        try:
            await self._insert(holder, Wanting(song, reason, "playlist", playlist_id))
        except AlreadyWished:
            return
        except WishlistFull as full:
            log.info("wish_not_kept", holder=holder, reason=str(full))

    async def remove(self, holder: Holder, track_id: WishedId) -> Wish:
        """Take something off the list; raise `UnknownWish`."""
        wish = await self._store.remove(holder, track_id)
        if wish is None:
            raise UnknownWish
        self._tell(holder, WishNews(wish, WishChange.REMOVED))
        return wish

    async def process(self, holder: Holder) -> int:
        """Try everything on the list now; return how much that is, or raise `WishlistBusy`."""
        wishes = await self._store.due(holder, None)
        try:
            await self._start(holder, wishes)
        except AlreadyRunning:
            raise WishlistBusy from None
        return len(wishes)

    async def process_due(self) -> None:
        """Try what is due on all lists, except on those that are being gone through."""
        now = self._now()
        for holder in await self._store.due_holders(now):
            try:
                await self._start(holder, await self._store.due(holder, now))
            except PlayerError as refusal:
                log.info("wishlist_put_off", holder=holder, reason=str(refusal))

    def running(self, holder: Holder) -> Batch | None:
        """Return how far a holder's list has been gone through; None where nobody does."""
        running = self._resolutions.running(holder)
        return next((batch for batch in running if batch.purpose == PURPOSE), None)

    async def clear(self, holder: Holder) -> None:
        await self._store.clear(holder)

    async def took(self, batch: Batch, resolution: Resolution) -> None:
        """Put a track that was found where it is wanted (`player.resolving.ports.Purpose`)."""
        wish = await self._wish(batch, resolution)
        track = resolution.outcome.track
        if wish is None or track is None:
            return
        person, playlist_id = person_of(wish.holder), None
        if person is not None:
            playlist_id = await self._keeping.keep(person, track, wish.playlist_id)
        await self._store.remove(wish.holder, wish.song.id)
        self._tell(wish.holder, WishNews(wish, WishChange.FULFILLED, playlist_id))

    async def ended(self, batch: Batch, resolutions: Sequence[Resolution]) -> None:
        """Write down what was tried in vain, and when it is tried again."""
        for resolution in resolutions:
            wish = await self._wish(batch, resolution)
            if wish is not None and (tried := _tried(wish, resolution)) != wish:
                await self._store.note(tried)
                self._tell(wish.holder, WishNews(tried, WishChange.FAILED))

    async def _insert(self, holder: Holder, wanting: Wanting) -> Wish:
        now = self._now()
        wish = Wish(
            id=WishId(secrets.token_hex(12)),
            holder=holder,
            song=wanting.song,
            added_at=now,
            due_at=now,
            reason=wanting.reason,
            source_type=wanting.source_type,
            playlist_id=wanting.playlist_id,
        )
        await self._store.insert(wish, WISHES_PER_HOLDER)
        self._tell(holder, WishNews(wish, WishChange.ADDED))
        return wish

    async def _wish(self, batch: Batch, resolution: Resolution) -> Wish | None:
        """Return what was wished for, if it is still on the list."""
        wish = await self._store.find(WishId(resolution.wanted.ref or ""))
        return wish if wish is not None and wish.holder == batch.holder else None

    async def _start(self, holder: Holder, wishes: Sequence[Wish]) -> None:
        if wishes:
            wanted = [_wanted(wish) for wish in wishes]
            await self._resolutions.resolve(
                holder, wanted, PURPOSE, title=Sentence("Wishlist"), alone=f"{PURPOSE} {holder}"
            )


def _wanted(wish: Wish) -> WantedTrack:
    song = wish.song
    return WantedTrack(
        title=song.title,
        artists=song.artists,
        album=song.album,
        duration_ms=song.duration_ms,
        url=song.url,
        ref=wish.id,
    )


def _tried(wish: Wish, resolution: Resolution) -> Wish:
    outcome, at = resolution.outcome, resolution.ended_at
    if at is None or outcome.reason is None or outcome.state is ResolutionState.CANCELLED:
        return wish
    return wish.put_off(outcome.reason, at) if outcome.outage else wish.failed(outcome.reason, at)
