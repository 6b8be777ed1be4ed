"""A playlist and its edits, as frozen values."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NewType

from auth.identity import UserId
from player.core.errors import OutOfRange
from player.core.track import Track
from player.playlists.errors import MetaNeeded, PlaylistFull, UnknownItem, UrlNeeded

PlaylistId = NewType("PlaylistId", str)
ItemId = NewType("ItemId", int)

ITEM_LIMIT = 10_000
NAME_LIMIT = 100


class PlaylistKind(StrEnum):
    """A meta playlist holds tracks of its own; a url playlist is a link, loaded at play."""

    META = "meta"
    URL = "url"


@dataclass(frozen=True, slots=True)
class Item:
    """A track in a playlist; ids are never reused within the playlist."""

    id: ItemId
    track: Track


@dataclass(frozen=True, slots=True)
class PlaylistSummary:
    """A playlist without its tracks; `length` counts them."""

    id: PlaylistId
    owner: UserId
    author: str
    name: str
    kind: PlaylistKind
    key: str
    image: str
    url: str | None
    length: int
    revision: int


@dataclass(frozen=True, slots=True)
class Playlist:
    """`key` is the secret that lets anybody who knows it edit; `revision` counts the edits."""

    id: PlaylistId
    owner: UserId
    author: str
    name: str
    kind: PlaylistKind
    key: str
    image: str = ""
    url: str | None = None
    items: tuple[Item, ...] = ()
    next_item_id: ItemId = ItemId(1)
    revision: int = 0

    @property
    def summary(self) -> PlaylistSummary:
        return PlaylistSummary(
            id=self.id,
            owner=self.owner,
            author=self.author,
            name=self.name,
            kind=self.kind,
            key=self.key,
            image=self.image,
            url=self.url,
            length=len(self.items),
            revision=self.revision,
        )

    @property
    def tracks(self) -> tuple[Track, ...]:
        return tuple(item.track for item in self.items)

    @property
    def room(self) -> int:
        """Return how many more tracks fit in."""
        return max(0, ITEM_LIMIT - len(self.items))

    def demand_meta(self) -> None:
        """Raise `MetaNeeded` for a playlist that has no tracks of its own."""
        if self.kind is not PlaylistKind.META:
            raise MetaNeeded

    def renamed(self, name: str) -> "Playlist":
        return replace(self, name=name)

    def with_image(self, image: str) -> "Playlist":
        return replace(self, image=image)

    def with_key(self, key: str) -> "Playlist":
        return replace(self, key=key)

    def with_url(self, url: str) -> "Playlist":
        if self.kind is not PlaylistKind.URL:
            raise UrlNeeded
        return replace(self, url=url)

    def with_tracks(self, tracks: tuple[Track, ...], position: int | None = None) -> "Playlist":
        """Insert tracks so that the first stands at `position`; without one, at the end."""
        self.demand_meta()
        if len(tracks) > self.room:
            raise PlaylistFull(ITEM_LIMIT)
        place = self._place(position, len(self.items))
        added = tuple(
            Item(ItemId(self.next_item_id + offset), track) for offset, track in enumerate(tracks)
        )
        items = (*self.items[:place], *added, *self.items[place:])
        return replace(self, items=items, next_item_id=ItemId(self.next_item_id + len(tracks)))

    def without(self, item_id: ItemId) -> "Playlist":
        self.demand_meta()
        self._find(item_id)
        return replace(self, items=tuple(item for item in self.items if item.id != item_id))

    def moved(self, item_id: ItemId, position: int) -> "Playlist":
        self.demand_meta()
        item = self._find(item_id)
        rest = tuple(other for other in self.items if other.id != item_id)
        place = self._place(position, len(rest))
        return replace(self, items=(*rest[:place], item, *rest[place:]))

    def _find(self, item_id: ItemId) -> Item:
        for item in self.items:
            if item.id == item_id:
                return item
        raise UnknownItem

    @staticmethod
    def _place(position: int | None, last: int) -> int:
        if position is None:
            return last
        if not 0 <= position <= last:
            raise OutOfRange("position", position, 0, last)
        return position
