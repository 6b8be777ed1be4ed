"""A wishlist over a real database, with jobs that a real node answers, and a clock to move."""

from db.client import Database
from db.favourites import Favourites as FavouriteDocuments
from db.playlists import Playlists as PlaylistDocuments
from db.wishes import Wishes
from player.holder import Holder
from player.playlists.favourites import Favourites
from player.playlists.keeping import Keeping
from player.playlists.library import Playlists
from player.search import Search, Sources
from player.wishlist.song import Category, Song, WishedId
from player.wishlist.wish import Wish
from player.wishlist.wishlist import PURPOSE, Wanting, Wishlist, WishNews
from tests.support.resolving import HOLDER, Workshop
from web.compose import now_ms


class Wishing:
    """The parts that people use, and what they are told; several may follow on one database."""

    def __init__(self, database: Database, sources: Sources) -> None:
        self.ahead_ms = 0
        self.told: list[tuple[Holder, WishNews]] = []
        self.shop = Workshop(database, sources)
        self.playlists = Playlists(PlaylistDocuments(database), lambda _edited: None)
        self.favourites = Favourites(
            FavouriteDocuments(database), Search(sources), lambda *_changed: None
        )
        self.wishlist = Wishlist(
            Wishes(database),
            self.shop.resolutions,
            Keeping(self.playlists, self.favourites),
            lambda *told: self.told.append(told),
            lambda: now_ms() + self.ahead_ms,
        )
        self.shop.resolutions.register(PURPOSE, self.wishlist)

    async def listed(self, category: Category | None = None) -> list[Wish]:
        return list((await self.wishlist.list_of(HOLDER, category, 0, 100))[0])

    async def until_over(self) -> None:
        """Wait for all that is being gone through."""
        for batch in self.shop.resolutions.running(HOLDER):
            await self.shop.over(batch)


def wanting(title: str, artist: str, **more: object) -> Wanting:
    song = Song(WishedId(title), title, (artist,))
    return Wanting(song, "Not found.", **more)  # type: ignore[arg-type]  # Field names.
