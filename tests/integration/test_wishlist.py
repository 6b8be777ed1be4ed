"""Wishes over a real database and a real node: where finds go, what waits, and for how long."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from auth.identity import Person, UserId
from db.client import Database
from player.holder import of_key, person_of
from player.lavalink.nodes import LavalinkNodes
from player.playlists.playlist import PlaylistId
from player.resolving.batch import Batch, BatchState
from player.resolving.resolution import (
    BatchId,
    Outcome,
    Resolution,
    ResolutionState,
    resolution_id,
)
from player.resolving.wanted_track import WantedTrack
from player.wishlist.errors import AlreadyWished, WishlistBusy, WishlistFull
from player.wishlist.song import Category
from player.wishlist.wish import FIRST_PAUSE_MS, Wish
from player.wishlist.wishlist import PURPOSE, WishChange
from tests.support.lavalink import World
from tests.support.resolving import HOLDER, NONSENSE, songs
from tests.support.wishing import Wishing, wanting

ADA = Person(UserId(person_of(HOLDER) or ""), "ada", "Ada", None)
KNOWN, OTHER = songs(2)


@pytest_asyncio.fixture(name="nodes")
async def one_node(database: Database) -> AsyncIterator[LavalinkNodes]:
    del database
    async with World() as world:
        yield await world.ready(await world.node())


@pytest_asyncio.fixture(name="wishing")
async def empty_wishlist(database: Database, nodes: LavalinkNodes) -> AsyncIterator[Wishing]:
    wishing = Wishing(database, nodes)
    yield wishing
    await wishing.shop.resolutions.close()


async def test_the_schedule_tries_what_is_due_and_waits_longer_each_time(
    wishing: Wishing,
) -> None:
    await wishing.wishlist.add(HOLDER, wanting(KNOWN.title, KNOWN.artist))
    await wishing.wishlist.add(HOLDER, wanting(NONSENSE, "nobody"))
    for attempts in (1, 2):
        wishing.ahead_ms = FIRST_PAUSE_MS * (attempts - 1)
        await wishing.wishlist.process_due()
        await wishing.until_over()
        (left,) = await wishing.listed()
        assert (left.song.title, left.attempts) == (NONSENSE, attempts)
        assert left.tried_at is not None
        assert left.due_at - left.tried_at == FIRST_PAUSE_MS * attempts
    await wishing.wishlist.process_due()
    assert wishing.wishlist.running(HOLDER) is None
    (liked,) = await wishing.favourites.list_of(ADA.id)
    assert liked.title == KNOWN.title
    changes = [news.change for _, news in wishing.told]
    assert changes == [
        *[WishChange.ADDED] * 2,
        WishChange.FULFILLED,
        *[WishChange.FAILED] * 2,
    ]


async def test_a_full_playlist_keeps_the_wish_and_says_so(
    wishing: Wishing, monkeypatch: pytest.MonkeyPatch
) -> None:
    playlist = await wishing.playlists.create(ADA, "Full")
    monkeypatch.setattr("player.playlists.playlist.ITEM_LIMIT", 0)
    await wishing.wishlist.add(HOLDER, wanting(KNOWN.title, KNOWN.artist, playlist_id=playlist.id))
    await wishing.wishlist.process(HOLDER)
    await wishing.until_over()
    (left,) = await wishing.listed()
    assert (left.attempts, left.reason) == (1, "A playlist holds at most 0 tracks.")


async def test_what_a_lost_playlist_was_to_have_becomes_a_favourite(wishing: Wishing) -> None:
    playlist = await wishing.playlists.create(ADA, "Lost")
    await wishing.wishlist.add(HOLDER, wanting(KNOWN.title, KNOWN.artist, playlist_id=playlist.id))
    await wishing.playlists.delete(playlist.id, ADA.id)
    await wishing.wishlist.process(HOLDER)
    await wishing.until_over()
    assert await wishing.listed() == []
    assert await wishing.favourites.count(ADA.id) == 1
    assert wishing.told[-1][1].playlist_id is None


async def test_a_result_that_comes_again_changes_nothing(wishing: Wishing) -> None:
    wish = await wishing.wishlist.add(HOLDER, wanting(KNOWN.title, KNOWN.artist))
    await wishing.wishlist.process(HOLDER)
    await wishing.until_over()
    batch, (resolution,) = await only_batch(wishing)
    await wishing.wishlist.took(batch, resolution)
    await wishing.wishlist.ended(batch, [resolution])
    assert await wishing.favourites.count(ADA.id) == 1
    assert [news.wish.id for _, news in wishing.told] == [wish.id, wish.id]


async def test_nobody_is_given_what_another_wishes_for(wishing: Wishing) -> None:
    wish = await wishing.wishlist.add(HOLDER, wanting(KNOWN.title, KNOWN.artist))
    await wishing.wishlist.process(HOLDER)
    await wishing.until_over()
    batch, (resolution,) = await only_batch(wishing)
    again = await wishing.wishlist.add(of_key("1"), wanting(KNOWN.title, KNOWN.artist))
    wanted = replace(resolution.wanted, ref=again.id)
    await wishing.wishlist.took(batch, replace(resolution, wanted=wanted))
    assert (await wishing.wishlist.list_of(of_key("1"), None, 0, 9))[1] == 1
    assert wish.id != again.id


@pytest.mark.parametrize(
    ("outcome", "attempts"),
    [
        (Outcome(ResolutionState.FAILED, reason="No node answers.", outage=True), 0),
        (Outcome(ResolutionState.NOT_FOUND, reason="Nothing was found."), 1),
    ],
)
async def test_outages_are_no_attempts(wishing: Wishing, outcome: Outcome, attempts: int) -> None:
    wish = await wishing.wishlist.add(HOLDER, wanting(NONSENSE, "nobody"))
    batch, resolution = tried(wish, outcome)
    await wishing.wishlist.ended(batch, [resolution])
    (left,) = await wishing.listed()
    assert (left.attempts, left.reason, left.tried_at) == (attempts, outcome.reason, 5_000)


async def test_what_is_cancelled_was_not_tried(wishing: Wishing) -> None:
    wish = await wishing.wishlist.add(HOLDER, wanting(NONSENSE, "nobody"))
    batch, resolution = tried(wish, Outcome(ResolutionState.CANCELLED))
    await wishing.wishlist.ended(replace(batch, state=BatchState.CANCELLED), [resolution])
    assert await wishing.listed() == [wish]


async def test_what_a_playlist_lacks_is_wished_for_once(wishing: Wishing) -> None:
    missing = WantedTrack(NONSENSE, ("Nobody",), album="LP", ref="row 7")
    for _ in range(2):
        await wishing.wishlist.want(HOLDER, missing, "Nothing was found.", PlaylistId("p"))
    await wishing.wishlist.want(HOLDER, WantedTrack(url="https://a.example/x"), "Gone.", None)
    linked, wish = await wishing.listed()
    assert (wish.song.title, wish.song.artists, wish.song.album) == (NONSENSE, ("Nobody",), "LP")
    assert (wish.source_type, wish.playlist_id) == ("playlist", "p")
    assert (linked.song.title, linked.song.url) == ("https://a.example/x",) * 2
    assert await wishing.listed(Category.ALBUMS) == []


async def test_lists_are_once_each_and_have_an_end(
    wishing: Wishing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("player.wishlist.wishlist.WISHES_PER_HOLDER", 2)
    await wishing.wishlist.add(HOLDER, wanting("Song", "Ada"))
    with pytest.raises(AlreadyWished):
        await wishing.wishlist.add(HOLDER, wanting("SONG", "ADA"))
    await wishing.wishlist.add(HOLDER, wanting("Song 2", "Bob"))
    with pytest.raises(WishlistFull):
        await wishing.wishlist.add(HOLDER, wanting("Song 3", "Bob"))
    await wishing.wishlist.want(HOLDER, WantedTrack("Song 3"), "Gone.", None)
    assert len(await wishing.listed()) == 2
    await wishing.wishlist.process(HOLDER)
    with pytest.raises(WishlistBusy):
        await wishing.wishlist.process(HOLDER)


async def only_batch(wishing: Wishing) -> tuple[Batch, list[Resolution]]:
    (batch,) = await wishing.shop.resolutions.batches_of(HOLDER)
    return batch, list(await wishing.shop.report(batch))


def tried(wish: Wish, outcome: Outcome) -> tuple[Batch, Resolution]:
    """Return a batch in which a wish has come to this."""
    wanted = WantedTrack(wish.song.title, ref=wish.id)
    batch = Batch(BatchId("b"), HOLDER, PURPOSE, "Wishlist", 1, 1_000)
    resolution = Resolution(resolution_id(batch.id, 0), batch.id, HOLDER, 0, wanted)
    return batch, resolution.ended(outcome, 5_000)
