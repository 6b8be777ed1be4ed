"""Everybody's playlists: who may read and edit them, and how edits at once all come through."""

import asyncio
import hmac
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from weakref import WeakValueDictionary

from auth.identity import Person, UserId
from player.core.track import Track
from player.playlists.errors import (
    BadName,
    EditedTooOften,
    NameTaken,
    NotTheOwner,
    UnknownPlaylist,
    WrongPlaylistKey,
)
from player.playlists.item import Contributor
from player.playlists.playlist import (
    NAME_LIMIT,
    Playlist,
    PlaylistId,
    PlaylistKind,
    PlaylistSummary,
)
from player.playlists.ports import PlaylistStore

PLAYLISTS_PER_USER = 10
ATTEMPTS = 50

Edit = Callable[[Playlist], Playlist]


@dataclass(frozen=True, slots=True)
class Edited:
    """What somebody has made of a playlist: there was none before, or is none after it."""

    before: Playlist | None
    after: Playlist | None
    by: UserId

    @property
    def owner(self) -> UserId | None:
        playlist = self.after or self.before
        return playlist.owner if playlist else None

    @property
    def added(self) -> tuple[Track, ...]:
        """Return the tracks of the entries that have come."""
        return _only_in(self.after, self.before)

    @property
    def removed(self) -> tuple[Track, ...]:
        """Return the tracks of the entries that have gone."""
        return _only_in(self.before, self.after)


Watcher = Callable[[Edited], None]


class Playlists:
    """Keeps playlists; the owner may do all, whoever has the key may read and edit."""

    def __init__(self, store: PlaylistStore, watcher: Watcher) -> None:
        self._store = store
        self._watcher = watcher
        self._turns: WeakValueDictionary[PlaylistId, asyncio.Lock] = WeakValueDictionary()

    async def list_of(self, owner: UserId) -> Sequence[PlaylistSummary]:
        return await self._store.list_of(owner)

    async def create(
        self,
        owner: Person,
        name: str,
        *,
        url: str | None = None,
        image: str = "",
        tracks: tuple[Track, ...] = (),
        playlist_id: PlaylistId | None = None,
    ) -> Playlist:
        """Create a url playlist when there is a link, else a meta playlist with these tracks.

        Raises `BadName`, `NameTaken`, `TooManyPlaylists`, or `PlaylistFull`.
        """
        kind = PlaylistKind.META if url is None else PlaylistKind.URL
        playlist = Playlist(
            id=playlist_id or PlaylistId(secrets.token_hex(12)),
            owner=owner.id,
            author=owner.display_name,
            name=checked_name(name),
            kind=kind,
            key=_new_key(),
            image=image,
            url=url,
        )
        if tracks:
            playlist = playlist.with_tracks(tracks, by=contributor(owner))
        await self._store.insert(playlist, PLAYLISTS_PER_USER)
        self._watcher(Edited(None, playlist, owner.id))
        return playlist

    async def create_numbered(
        self,
        owner: Person,
        name: str,
        tracks: tuple[Track, ...] = (),
        playlist_id: PlaylistId | None = None,
    ) -> Playlist:
        """Create a meta playlist under this name, with a number after it where it is taken."""
        numbered = (f"{name} ({number})" for number in range(2, PLAYLISTS_PER_USER + 2))
        for candidate in (name, *numbered):
            try:
                return await self.create(owner, candidate, tracks=tracks, playlist_id=playlist_id)
            except NameTaken:
                continue
        raise NameTaken(name)

    async def read(
        self, playlist_id: PlaylistId, reader: UserId, key: str | None = None
    ) -> Playlist:
        """Return a playlist to its owner or to somebody with its key.

        Raises `UnknownPlaylist`, or `WrongPlaylistKey` for everybody else.
        """
        playlist = await self._store.get(playlist_id)
        if playlist is None:
            raise UnknownPlaylist
        if playlist.owner != reader and not _opens(playlist, key):
            raise WrongPlaylistKey
        return playlist

    async def edit(
        self, playlist_id: PlaylistId, editor: UserId, key: str | None, edit: Edit
    ) -> Playlist:
        """Apply an edit to the latest revision, again whenever another process was faster.

        Here the edits of one playlist wait for each other, so that none is made in vain.
        """
        async with self._turn(playlist_id):
            for _ in range(ATTEMPTS):
                playlist = await self.read(playlist_id, editor, key)
                wanted = edit(playlist)
                if wanted == playlist:
                    return playlist
                edited = replace(wanted, revision=playlist.revision + 1)
                if await self._store.replace(edited):
                    self._watcher(Edited(playlist, edited, editor))
                    return edited
        raise EditedTooOften

    async def deliver(
        self,
        playlist_id: PlaylistId,
        delivery: str,
        tracks: tuple[Track, ...],
        *,
        replacing: bool = False,
    ) -> Playlist:
        """Put in what a job has found for the owner, once; raise `UnknownPlaylist`."""
        playlist = await self._store.get(playlist_id)
        if playlist is None:
            raise UnknownPlaylist
        return await self.edit(
            playlist_id,
            playlist.owner,
            None,
            lambda one: one.taking_in(delivery, tracks, replacing=replacing),
        )

    async def rotate_key(self, playlist_id: PlaylistId, owner: UserId) -> Playlist:
        """Give the playlist a new key; the old one opens it no more."""
        await self._owned(playlist_id, owner)
        return await self.edit(playlist_id, owner, None, lambda one: one.with_key(_new_key()))

    async def delete(self, playlist_id: PlaylistId, owner: UserId) -> None:
        deleted = await self._owned(playlist_id, owner)
        await self._store.delete(playlist_id)
        self._watcher(Edited(deleted, None, owner))

    async def forget(self, person: UserId) -> None:
        """Delete somebody's playlists, and their name from the entries of all others."""
        for summary in await self._store.list_of(person):
            await self.delete(summary.id, person)
        await self._store.forget_contributor(person)

    async def clone(
        self, playlist_id: PlaylistId, owner: Person, key: str | None, name: str | None = None
    ) -> Playlist:
        """Copy a playlist that one may read into one's own."""
        original = await self.read(playlist_id, owner.id, key)
        return await self.create(
            owner,
            original.name if name is None else name,
            url=original.url,
            image=original.image,
            tracks=original.tracks,
        )

    async def _owned(self, playlist_id: PlaylistId, owner: UserId) -> Playlist:
        playlist = await self._store.get(playlist_id)
        if playlist is None:
            raise UnknownPlaylist
        if playlist.owner != owner:
            raise NotTheOwner
        return playlist

    def _turn(self, playlist_id: PlaylistId) -> asyncio.Lock:
        return self._turns.setdefault(playlist_id, asyncio.Lock())


def _only_in(one: Playlist | None, other: Playlist | None) -> tuple[Track, ...]:
    """Return the tracks of entries in one state of a playlist that the other one has not."""
    theirs = {item.id for item in other.items} if other else frozenset()
    return tuple(item.track for item in one.items if item.id not in theirs) if one else ()


def contributor(person: Person) -> Contributor:
    return Contributor(person.id, person.display_name)


def checked_name(name: str) -> str:
    """Return the name as it is stored; raise `BadName` when it is empty or too long."""
    clean = " ".join(name.split())
    if not 1 <= len(clean) <= NAME_LIMIT or not clean.isprintable():
        raise BadName(NAME_LIMIT)
    return clean


def _opens(playlist: Playlist, key: str | None) -> bool:
    if key is None:
        return False
    return hmac.compare_digest(playlist.key.encode(), key.encode(errors="replace"))


def _new_key() -> str:
    return secrets.token_urlsafe(18)
