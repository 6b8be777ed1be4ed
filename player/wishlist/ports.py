"""What a wishlist needs: a memory, and a place for what was found."""

from collections.abc import Sequence
from typing import Protocol

from player.holder import Holder
from player.wishlist.song import Category, WishedId
from player.wishlist.wish import Wish, WishId


class WishStore(Protocol):
    """Wishes by holder; one title of one artist is wished for once."""

    async def insert(self, wish: Wish, limit: int) -> None:
        """Add a wish; raise `AlreadyWished`, or `WishlistFull` beyond so many."""
        ...

    async def list_of(
        self, holder: Holder, category: Category | None, start: int, count: int
    ) -> tuple[Sequence[Wish], int]:
        """Return some of a holder's wishes, the latest first, and how many there are."""
        ...

    async def find(self, wish_id: WishId) -> Wish | None: ...

    async def due(self, holder: Holder, by: int | None) -> Sequence[Wish]:
        """Return what is to be tried by then, the oldest first; without a time, everything."""
        ...

    async def due_holders(self, by: int) -> Sequence[Holder]: ...

    async def note(self, wish: Wish) -> None:
        """Write down how an attempt went, if the wish is still there."""
        ...

    async def remove(self, holder: Holder, track_id: WishedId) -> Wish | None:
        """Take a wish off and return it; None when there was none."""
        ...

    async def clear(self, holder: Holder) -> None: ...
