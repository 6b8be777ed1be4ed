"""Puts together what the library family stands on."""

from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial

import db.finds
import db.followed_artists
import db.library_reader
import db.resolutions
import db.watchlists
import db.wishes
from auth.server_config import ServerConfig
from db.client import Database
from player.finding.finder import Finder
from player.flushing import Flushing
from player.library.library import Library
from player.library.ports import Followed
from player.playlists.favourites import Favourites
from player.playlists.keeping import Keeping
from player.playlists.library import Playlists
from player.recurring import Recurring
from player.resolving import downloading, syncing
from player.resolving.courtesy import Courtesy
from player.resolving.downloading import Downloads
from player.resolving.resolutions import Resolutions
from player.resolving.resolver import Resolver
from player.resolving.syncing import Syncs
from player.search import Search, Sources
from player.watchlist.scans import Memory, Scans
from player.watchlist.watchlist import Watchlist
from player.wishlist.wishlist import PURPOSE, Wishlist
from web.compose_shelves import Shelves
from web.library_news import LibraryNews, Publish
from web.library_services import LibraryServices
from web.server_settings import plan_of
from web.settings import Settings

MINUTE_MS = 60 * 1000
HOUR_S = 60 * 60


@dataclass(frozen=True, slots=True)
class Ground:
    """What the family is built on."""

    database: Database
    config: ServerConfig
    nodes: Sources
    search: Search
    shelves: Shelves
    publish: Publish
    now: Callable[[], int]

    @property
    def playlists(self) -> Playlists:
        return self.shelves.playlists

    @property
    def favourites(self) -> Favourites:
        return self.shelves.favourites


def library(settings: Settings, ground: Ground) -> LibraryServices:
    finder = Finder(ground.nodes, lambda: plan_of(ground.config.known))
    news = LibraryNews(ground.publish)
    keeping = Keeping(ground.playlists, ground.favourites)
    watchlist, scans = _watching(ground, finder, keeping, news)
    resolutions = _resolutions(settings, ground, news)
    wishlist = _wishlist(ground, keeping, news, resolutions)
    return LibraryServices(
        finder=finder,
        keeper=ground.shelves.keeper,
        known=_known(ground, watchlist),
        resolutions=resolutions,
        downloads=_downloads(ground, resolutions),
        syncs=_syncs(ground, resolutions, wishlist),
        wishlist=wishlist,
        watchlist=watchlist,
        scans=scans,
    )


async def start(library: LibraryServices, settings: Settings, stack: AsyncExitStack) -> None:
    """Start what the family does by itself, and have it end in the reverse order."""
    stack.push_async_callback(library.finder.close)
    keeping = Flushing("library", library.keeper.flush)
    keeping.start()
    stack.push_async_callback(keeping.close)
    await library.resolutions.start()
    stack.push_async_callback(library.resolutions.close)
    stack.push_async_callback(library.scans.close)
    every_ms = settings.watchlist_hours * 60 * MINUTE_MS
    for recurring in (
        Recurring("wishlist", library.wishlist.process_due, settings.wishlist_minutes * 60),
        # Who follows their first artist in the middle of a day need not wait for the next.
        Recurring("watchlist", partial(library.scans.scan_due, every_ms), HOUR_S),
    ):
        recurring.start()
        stack.push_async_callback(recurring.close)


def _known(ground: Ground, followed: Followed) -> Library:
    store = db.library_reader.LibraryReader(ground.database)
    return Library(store, ground.shelves.keeper, followed)


def _resolutions(settings: Settings, ground: Ground, news: LibraryNews) -> Resolutions:
    courtesy = Courtesy(settings.lookups_at_once, settings.lookups_apart_ms / 1000)
    return Resolutions(
        db.resolutions.Resolutions(ground.database, ground.now),
        Resolver(ground.search, courtesy, order=lambda: _prefixes(ground.config)),
        news.batch,
        ground.now,
    )


def _watching(
    ground: Ground, finder: Finder, keeping: Keeping, news: LibraryNews
) -> tuple[Watchlist, Scans]:
    followed = db.followed_artists.FollowedArtists(ground.database)
    finds = db.finds.Finds(ground.database)
    standings = db.watchlists.Watchlists(ground.database)
    scans = Scans(Memory(followed, finds, standings), finder, keeping, news.scan, ground.now)
    return Watchlist(followed, finds, standings, keeping, ground.now), scans


def _wishlist(
    ground: Ground, keeping: Keeping, news: LibraryNews, resolutions: Resolutions
) -> Wishlist:
    store = db.wishes.Wishes(ground.database)
    wishlist = Wishlist(store, resolutions, keeping, news.wish, ground.now)
    resolutions.register(PURPOSE, wishlist)
    return wishlist


def _prefixes(config: ServerConfig) -> Sequence[str]:
    return [engine.prefix for engine in plan_of(config.known).order]


def _downloads(ground: Ground, resolutions: Resolutions) -> Downloads:
    downloads = Downloads(ground.playlists, resolutions)
    resolutions.register(downloading.PURPOSE, downloads)
    return downloads


def _syncs(ground: Ground, resolutions: Resolutions, wishlist: Wishlist) -> Syncs:
    syncs = Syncs(ground.playlists, resolutions, wishlist)
    resolutions.register(syncing.PURPOSE, syncs)
    return syncs
