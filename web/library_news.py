"""Words what happens in the library family, as events for a person's own stream."""

from collections.abc import Callable
from typing import Any

from auth.identity import UserId
from player.holder import Holder, person_of
from player.resolving.batch import Batch
from player.watchlist.scans import ScanNews
from player.wishlist.wishlist import WishNews
from web.api.library.batch_drawing import draw_batch

Publish = Callable[[UserId, str, dict[str, Any]], None]
"""Sends an event with its data to all streams of a person."""


class LibraryNews:
    """Tells people; keys without an owner have no stream."""

    def __init__(self, publish: Publish) -> None:
        self._publish = publish

    def batch(self, batch: Batch) -> None:
        """Tell that wanted tracks begin to be resolved, how far that is, or that it is over."""
        self._tell(batch.holder, "batch", draw_batch(batch))

    def wish(self, holder: Holder, news: WishNews) -> None:
        """Tell that something was wished for, was tried in vain, was found, or is off the list."""
        song = news.wish.song
        told = {"id": song.id, "title": song.title, "artists": list(song.artists)}
        change = {"change": news.change.value, "playlist": news.playlist_id}
        self._tell(holder, "wish", {**told, **change})

    def scan(self, holder: Holder, news: ScanNews) -> None:
        """Tell that a scan goes on or is over, and whom it has found something of."""
        artist = None
        if news.finds:
            first = news.finds[0]
            artist = {"id": first.artist_id, "name": first.artist, "found": len(news.finds)}
        self._tell(holder, "scan", {"running": news.running, "artist": artist})

    def _tell(self, holder: Holder, event: str, data: dict[str, Any]) -> None:
        person = person_of(holder)
        if person is not None:
            self._publish(person, event, data)
