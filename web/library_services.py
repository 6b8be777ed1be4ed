"""What the library family's routes and pages may use."""

from dataclasses import dataclass

from auth.identity import UserId
from player.finding.finder import Finder
from player.holder import Holder, of_person
from player.library.keeper import LibraryKeeper
from player.library.library import Library
from player.resolving.downloading import Downloads
from player.resolving.resolutions import Resolutions
from player.resolving.syncing import Syncs
from player.watchlist.scans import Scans
from player.watchlist.watchlist import Watchlist
from player.wishlist.wishlist import Wishlist


@dataclass(frozen=True, slots=True)
class LibraryServices:
    """The parts behind searching, the library, jobs, wishes, and what is followed."""

    finder: Finder
    keeper: LibraryKeeper
    known: Library
    resolutions: Resolutions
    wishlist: Wishlist
    watchlist: Watchlist
    scans: Scans
    downloads: Downloads
    syncs: Syncs

    async def forget(self, user_id: UserId) -> None:
        """Delete what the family keeps of a person."""
        await self.clear(of_person(user_id))

    async def clear(self, holder: Holder) -> None:
        """Delete what is somebody's, having ended what works for them."""
        await self.resolutions.forget(holder)
        await self.scans.stop(holder)
        await self.wishlist.clear(holder)
        await self.watchlist.clear(holder)
