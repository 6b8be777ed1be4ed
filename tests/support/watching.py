"""A watchlist over a real database, with sources that tests fill and a clock that they move."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from auth.identity import Person, UserId
from db.client import Database
from db.favourites import Favourites as FavouriteDocuments
from db.finds import Finds
from db.followed_artists import FollowedArtists
from db.playlists import Playlists as PlaylistDocuments
from db.watchlists import Watchlists
from player.core.errors import PlayerError
from player.core.track import Track
from player.finding.found import Found
from player.holder import Holder, of_person
from player.playlists.favourites import Favourites
from player.playlists.keeping import Keeping
from player.playlists.library import Playlists
from player.ports import Loaded
from player.search import Search
from player.watchlist.scans import Memory, ScanNews, Scans
from player.watchlist.watchlist import Watchlist
from tests.support.builders import track
from tests.support.discord import eventually

ADA = Person(UserId("104360151208706048"), "ada", "Ada", None)
HOLDER = of_person(ADA.id)
ARTIST = "Velvet Quarry"


def song(title: str, author: str = ARTIST) -> Track:
    return replace(track(title), author=author)


class Shop:
    """What the sources have by each artist; nobody can ask while there is `trouble`."""

    def __init__(self) -> None:
        self.tracks_by: dict[str, list[Track]] = {}
        self.trouble: PlayerError | None = None
        self.asked: list[str] = []
        self.when_asked: Callable[[], Awaitable[object]] | None = None

    async def tracks(self, query: str) -> Found[Track]:
        self.asked.append(query)
        if self.when_asked is not None:
            await self.when_asked()
        if self.trouble is not None:
            raise self.trouble
        return Found(tuple(self.tracks_by.get(query, ())))


class NoSources:
    """Nodes that nobody asks."""

    async def load(self, identifier: str) -> Loaded:
        raise AssertionError(identifier)


class Watching:
    """The parts that people use, and what they are told."""

    def __init__(self, database: Database) -> None:
        # In the time to come, as the database throws old finds away.
        self.now = 1_900_000_000_000
        self.shop = Shop()
        self.told: list[tuple[Holder, ScanNews]] = []
        self.playlists = Playlists(PlaylistDocuments(database), lambda _edited: None)
        favourites = Favourites(
            FavouriteDocuments(database),
            Search(NoSources()),  # type: ignore[arg-type]  # Nobody asks them.
            lambda *_changed: None,
        )
        keeping = Keeping(self.playlists, favourites)
        memory = Memory(FollowedArtists(database), Finds(database), Watchlists(database))
        self.standings = memory.standings
        self.scans = Scans(
            memory, self.shop, keeping, lambda *told: self.told.append(told), lambda: self.now
        )
        self.watchlist = Watchlist(
            memory.followed, memory.finds, memory.standings, keeping, lambda: self.now
        )

    async def scan(self) -> None:
        """Scan and wait for the end."""
        await self.scans.start(HOLDER)
        await eventually(lambda: not self.scans._tasks)

    async def found(self) -> list[str]:
        """Return the titles of the feed, the latest first."""
        finds, total = await self.watchlist.finds_of(HOLDER, 0, 100)
        assert len(finds) == total
        return [find.track.title for find in finds]
