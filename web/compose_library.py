"""Puts together what the library family stands on."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass

import db.library_reader
import db.resolutions
from auth.server_config import ServerConfig
from db.client import Database
from player.finding.finder import Finder
from player.flushing import Flushing
from player.holder import Holder
from player.library.library import Library
from player.library.ports import Followed
from player.playlists.favourites import Favourites
from player.playlists.library import Playlists
from player.resolving.courtesy import Courtesy
from player.resolving.resolutions import Resolutions
from player.resolving.resolver import Resolver
from player.search import Search, Sources
from web.compose_shelves import Shelves
from web.library_news import LibraryNews, Publish
from web.library_services import LibraryServices
from web.server_settings import plan_of
from web.settings import Settings


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
    news = LibraryNews(ground.publish)
    return LibraryServices(
        finder=Finder(ground.nodes, lambda: plan_of(ground.config.known)),
        keeper=ground.shelves.keeper,
        known=_known(ground, _Nobody()),
        resolutions=_resolutions(settings, ground, news),
    )


class _Nobody:
    """Follows nobody, until there is a watchlist."""

    async def keys_of(self, holder: Holder) -> frozenset[str]:  # noqa: ARG002
        return frozenset()


async def start(library: LibraryServices, stack: AsyncExitStack) -> None:
    """Start what the family does by itself, and have it end in the reverse order."""
    stack.push_async_callback(library.finder.close)
    keeping = Flushing("library", library.keeper.flush)
    keeping.start()
    stack.push_async_callback(keeping.close)
    await library.resolutions.start()
    stack.push_async_callback(library.resolutions.close)


def _known(ground: Ground, followed: Followed) -> Library:
    store = db.library_reader.LibraryReader(ground.database)
    return Library(store, ground.shelves.keeper, followed)


def _resolutions(settings: Settings, ground: Ground, news: LibraryNews) -> Resolutions:
    courtesy = Courtesy(settings.lookups_at_once, settings.lookups_apart_ms / 1000)
    return Resolutions(
        db.resolutions.Resolutions(ground.database, ground.now),
        Resolver(ground.search, courtesy),
        news.batch,
        ground.now,
    )
