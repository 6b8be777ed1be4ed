"""A playlist and its edits, as frozen values."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NewType

from auth.identity import UserId
from player.core.errors import OutOfRange
from player.core.track import Track
from player.playlists.errors import MetaNeeded, PlaylistFull, UnknownItem, UrlNeeded
from player.playlists.item import Contributor, Item, ItemId, Removal, put_back, taken_out

PlaylistId = NewType("PlaylistId", str)

ITEM_LIMIT = 10_000
NAME_LIMIT = 100
REMOVED_LIMIT = 1000
"""So many of the entries removed last can be put back."""
DELIVERIES_LIMIT = 50
"""So many deliveries are remembered; after a crash only the last few come again."""
FIRST_ID = ItemId(1)
COVERS = 4
"""So many pictures of its first tracks make a playlist's cover."""


class PlaylistKind(StrEnum):
    """A meta playlist holds tracks of its own; a url playlist is a link, loaded at play."""

    META = "meta"
    URL = "url"


@dataclass(frozen=True, slots=True)
class PlaylistSummary:
    """A playlist without its tracks; `length` counts them, `covers` are pictures of the first."""

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
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Playlist:
    """`key` is the secret that lets anybody who knows it edit; `revision` counts the edits.

    `removed` are the entries taken out last, which can be put back; `delivered` names what was put
    in last by jobs in the background.
    """

    id: PlaylistId
    owner: UserId
    author: str
    name: str
    kind: PlaylistKind
    key: str
    image: str = ""
    url: str | None = None
    items: tuple[Item, ...] = ()
    removed: tuple[Removal, ...] = ()
    delivered: tuple[str, ...] = ()
    next_item_id: ItemId = FIRST_ID
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
            covers=tuple(item.track.artwork_url or "" for item in self.items[:COVERS]),
        )

    @property
    def tracks(self) -> tuple[Track, ...]:
        return tuple(item.track for item in self.items)

    @property
    def duration_ms(self) -> int:
        """Return how long all tracks take; streams have no end and count nothing."""
        return sum(item.track.length_ms for item in self.items if not item.track.is_stream)

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

    def with_tracks(
        self,
        tracks: tuple[Track, ...],
        position: int | None = None,
        by: Contributor | None = None,
    ) -> "Playlist":
        """Insert tracks so that the first stands at `position`; without one, at the end."""
        self.demand_meta()
        if len(tracks) > self.room:
            raise PlaylistFull(ITEM_LIMIT)
        place = self._place(position, len(self.items))
        added = tuple(
            Item(ItemId(self.next_item_id + offset), track, by)
            for offset, track in enumerate(tracks)
        )
        items = (*self.items[:place], *added, *self.items[place:])
        return replace(self, items=items, next_item_id=ItemId(self.next_item_id + len(tracks)))

    def taking_in(
        self, delivery: str, tracks: tuple[Track, ...], *, replacing: bool = False
    ) -> "Playlist":
        """Put in what a job has found, as its owner; a delivery that comes again changes nothing.

        When replacing, nothing else is left, but can be put back.
        """
        if delivery in self.delivered:
            return self
        replaced = replacing and self.items
        base = self.without(*(item.id for item in self.items)) if replaced else self
        taken = base.with_tracks(tracks, by=Contributor(self.owner, self.author))
        return replace(taken, delivered=(*self.delivered, delivery)[-DELIVERIES_LIMIT:])

    def without(self, *item_ids: ItemId) -> "Playlist":
        """Take out those of the entries that are still there; raise `UnknownItem` if none is."""
        self.demand_meta()
        items, removals = taken_out(self.items, frozenset(item_ids))
        if not removals:
            raise UnknownItem
        removed = (*self.removed, *removals)[-REMOVED_LIMIT:]
        return replace(self, items=items, removed=removed)

    def restored(self, *item_ids: ItemId) -> "Playlist":
        """Put entries back that were taken out; raise `UnknownItem` if none is remembered."""
        self.demand_meta()
        wanted = frozenset(item_ids)
        returning = [removal for removal in self.removed if removal.item.id in wanted]
        if not returning:
            raise UnknownItem
        if len(returning) > self.room:
            raise PlaylistFull(ITEM_LIMIT)
        forgotten = tuple(each for each in self.removed if each.item.id not in wanted)
        return replace(self, items=put_back(self.items, returning), removed=forgotten)

    def moved(self, item_id: ItemId, position: int, behind: ItemId | None = None) -> "Playlist":
        """Move an entry behind another one; without such a one, to a position."""
        self.demand_meta()
        item = self._find(item_id)
        rest = tuple(other for other in self.items if other.id != item_id)
        places = (place for place, other in enumerate(rest, start=1) if other.id == behind)
        if behind is None:
            place = self._place(position, len(rest))
        else:
            # Somebody else may just have taken that entry out; then about there is right.
            place = next(places, min(position, len(rest)))
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
