"""What libraries need of a database, and of who follows artists."""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from player.holder import Holder
from player.library.mention import Mention
from player.library.shelf import Holdings, Shelved, Wanted
from player.library.whose import Whose

Libraries = Sequence[Whose]
"""Read as one: what stands in several of them stands there once, with the plays of all."""


class LibraryWriter(Protocol):
    async def keep(self, whose: Whose, kept: Iterable[Mention], lost: Iterable[Mention]) -> None:
        """Write what somebody has put into their lists, and taken out."""
        ...


class LibraryReader(Protocol):
    async def find(
        self, libraries: Libraries, wanted: Wanted, start: int, limit: int
    ) -> Sequence[Shelved]:
        """Return some of what is wanted, by name."""
        ...

    async def count(self, libraries: Libraries, wanted: Wanted) -> int: ...

    async def get(self, libraries: Libraries, number: int) -> Shelved | None: ...

    async def holdings(self, libraries: Libraries) -> Holdings: ...

    async def size_bytes(self) -> int:
        """Return how much room the whole database takes."""
        ...


class Followed(Protocol):
    """Knows which artists are followed."""

    async def keys_of(self, holder: Holder) -> Collection[str]:
        """Return the keys of those whom a holder follows."""
        ...
