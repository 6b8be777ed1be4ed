"""Puts together what people keep: playlists, favourites, and their library, which has both."""

from dataclasses import dataclass

import db.favourites
import db.library
import db.playlists
from auth.identity import UserId
from db.client import Database
from player.core.track import Track
from player.library.keeper import LibraryKeeper
from player.playlists.favourites import Favourites
from player.playlists.library import Edited, Playlists
from player.search import Search
from web.live.playlist_events import PlaylistEvents
from web.news import PersonalNews


@dataclass(frozen=True, slots=True)
class Shelves:
    playlists: Playlists
    favourites: Favourites
    keeper: LibraryKeeper


def shelves(
    database: Database, search: Search, events: PlaylistEvents, news: PersonalNews
) -> Shelves:
    keeper = LibraryKeeper(db.library.LibraryWriter(database))

    def tell_of_edit(edited: Edited) -> None:
        events.record(edited)
        news.playlist(edited)
        if edited.owner is not None:
            keeper.change(edited.owner, edited.added, edited.removed)

    def tell_of_liking(user_id: UserId, track: Track, is_liked: bool) -> None:
        news.favourite(user_id, track, is_liked)
        keeper.like(user_id, track, is_liked)

    return Shelves(
        Playlists(db.playlists.Playlists(database), tell_of_edit),
        Favourites(db.favourites.Favourites(database), search, tell_of_liking),
        keeper,
    )
