"""What people keep is written in order, and nobody waits for a large playlist."""

from collections.abc import Iterable

import pytest

from auth.identity import UserId
from player.library.keeper import AT_ONCE, LibraryKeeper
from player.library.mention import Mention
from player.library.whose import Whose
from tests.support.builders import track

ADA = UserId("1")


class Shelf:
    """Remembers what it is told, unless it is out of order."""

    def __init__(self) -> None:
        self.told: list[tuple[Whose, int, int]] = []
        self.broken = False

    async def keep(self, whose: Whose, kept: Iterable[Mention], lost: Iterable[Mention]) -> None:
        if self.broken:
            raise ConnectionError
        self.told.append((whose, len([*kept]), len([*lost])))


async def test_many_small_changes_are_there_for_who_reads() -> None:
    shelf = Shelf()
    keeper = LibraryKeeper(shelf)
    for number in range(9):
        keeper.like(ADA, track(f"Song {number}"), number % 2 == 0)
    await keeper.catch_up()
    assert shelf.told == [("u:1", 1, 0), ("u:1", 0, 1)] * 4 + [("u:1", 1, 0)]


async def test_a_large_playlist_comes_bit_by_bit() -> None:
    shelf = Shelf()
    keeper = LibraryKeeper(shelf)
    keeper.change(ADA, [track("Song")] * (2 * AT_ONCE + 1), [track("Other")])
    await keeper.catch_up()
    assert shelf.told == []
    await keeper.flush()
    assert shelf.told == [("u:1", AT_ONCE, 1), ("u:1", AT_ONCE, 0), ("u:1", 1, 0)]


async def test_what_cannot_be_written_is_written_later() -> None:
    shelf = Shelf()
    keeper = LibraryKeeper(shelf)
    keeper.like(ADA, track("Song"), True)
    shelf.broken = True
    with pytest.raises(ConnectionError):
        await keeper.flush()
    shelf.broken = False
    await keeper.flush()
    await keeper.flush()
    assert shelf.told == [("u:1", 1, 0)]
