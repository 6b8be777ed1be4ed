"""Following artists over a real database: what is new, where it goes, and scans that die."""

import asyncio

import pytest

from auth.identity import UserId
from db.client import Database
from player.core.errors import NodeDown
from player.holder import of_key, of_person
from player.playlists.errors import MetaNeeded, UnknownPlaylist, WrongPlaylistKey
from player.playlists.playlist import PlaylistId
from player.watchlist.errors import AlreadyScanning, TooManyArtists, UnknownArtist
from player.watchlist.scans import PATIENCE_MS
from player.watchlist.watchlist import ARTISTS_PER_HOLDER
from tests.support.discord import eventually
from tests.support.watching import ADA, ARTIST, HOLDER, Watching, song

HOUR_MS = 3_600_000


@pytest.fixture(name="watching")
def nobody_followed_yet(database: Database) -> Watching:
    watching = Watching(database)
    watching.shop.tracks_by[ARTIST] = [song("Old"), song("Older"), song("Not theirs", "Somebody")]
    return watching


async def test_the_first_scan_only_remembers_and_later_ones_find(watching: Watching) -> None:
    await watching.watchlist.follow(HOLDER, "vq", ARTIST)
    await watching.scan()
    assert await watching.found() == []
    watching.shop.tracks_by[ARTIST] += [song("New"), song("New (Official Video)")]
    watching.now += 1
    await watching.scan()
    await watching.scan()
    assert await watching.found() == ["New"]
    told = [find.track.title for _, news in watching.told for find in news.finds]
    assert told == ["New"]
    assert [news.running for _, news in watching.told] == [
        True,
        False,
        True,
        True,
        False,
        True,
        False,
    ]
    (followed,) = await watching.watchlist.list_of(HOLDER)
    assert (followed.scanned_at, followed.problem) == (watching.now, None)


async def test_a_second_artist_is_only_remembered_at_their_first_scan(watching: Watching) -> None:
    await watching.watchlist.follow(HOLDER, "vq", ARTIST)
    await watching.scan()
    await watching.watchlist.follow(HOLDER, "st", "Salt Theory")
    watching.shop.tracks_by["Salt Theory"] = [song("Theirs", "Salt Theory")]
    watching.shop.tracks_by[ARTIST].append(song("New"))
    await watching.scan()
    assert await watching.found() == ["New"]


async def test_finds_go_to_the_playlist_once(watching: Watching) -> None:
    playlist = await watching.playlists.create(ADA, "New music")
    await watching.watchlist.follow(HOLDER, "vq", ARTIST)
    await watching.watchlist.aim(HOLDER, playlist.id)
    await watching.scan()
    watching.shop.tracks_by[ARTIST] += [song("New"), song("Newer")]
    await watching.scan()
    await watching.scan()
    kept = await watching.playlists.read(playlist.id, ADA.id)
    assert [track.title for track in kept.tracks] == ["New", "Newer"]
    assert {item.added_by.id for item in kept.items if item.added_by} == {ADA.id}


async def test_finds_stay_in_the_feed_when_the_playlist_is_gone(watching: Watching) -> None:
    playlist = await watching.playlists.create(ADA, "New music")
    await watching.watchlist.follow(HOLDER, "vq", ARTIST)
    await watching.watchlist.aim(HOLDER, playlist.id)
    await watching.scan()
    await watching.playlists.delete(playlist.id, ADA.id)
    watching.shop.tracks_by[ARTIST].append(song("New"))
    await watching.scan()
    assert await watching.found() == ["New"]
    assert (await watching.watchlist.standing(HOLDER)).problem == "There is no such playlist."


async def test_finds_go_only_where_something_can_go_in(watching: Watching) -> None:
    linked = await watching.playlists.create(ADA, "A link", url="https://youtube.example/list")
    with pytest.raises(MetaNeeded):
        await watching.watchlist.aim(HOLDER, linked.id)
    with pytest.raises(UnknownPlaylist):
        await watching.watchlist.aim(HOLDER, PlaylistId("none"))
    with pytest.raises(WrongPlaylistKey):
        await watching.watchlist.aim(of_person(UserId("204360151208706049")), linked.id)


async def test_a_scan_that_died_does_not_block_for_ever(watching: Watching) -> None:
    await watching.watchlist.follow(HOLDER, "vq", ARTIST)
    assert await watching.standings.begin(HOLDER, watching.now, watching.now + PATIENCE_MS)
    with pytest.raises(AlreadyScanning):
        await watching.scans.start(HOLDER)
    assert await watching.scans.busy(HOLDER)
    await watching.scans.scan_due(HOUR_MS)
    assert watching.shop.asked == []
    watching.now += PATIENCE_MS
    assert not await watching.scans.busy(HOLDER)
    await watching.scan()
    assert watching.shop.asked == [ARTIST]


async def test_what_cannot_be_looked_for_says_why_and_is_no_first_scan(watching: Watching) -> None:
    await watching.watchlist.follow(HOLDER, "vq", ARTIST)
    watching.shop.trouble = NodeDown()
    await watching.scan()
    (failed,) = await watching.watchlist.list_of(HOLDER)
    assert (failed.scanned_at, failed.problem) == (None, str(NodeDown()))
    watching.shop.trouble = None
    await watching.scan()
    (followed,) = await watching.watchlist.list_of(HOLDER)
    assert (followed.scanned_at, followed.problem) == (watching.now, None)
    assert await watching.found() == []


async def test_the_schedule_looks_for_those_who_have_waited(watching: Watching) -> None:
    key = of_key("0d6f1f5e")
    await watching.watchlist.follow(HOLDER, "vq", ARTIST)
    await watching.watchlist.follow(key, "vq", ARTIST)
    await watching.scan()
    await watching.scans.scan_due(HOUR_MS)
    assert watching.shop.asked == [ARTIST, ARTIST]
    watching.now += HOUR_MS
    watching.shop.tracks_by[ARTIST].append(song("New"))
    await watching.scans.scan_due(HOUR_MS)
    assert len(watching.shop.asked) == 4
    assert await watching.found() == ["New"]
    assert (await watching.watchlist.finds_of(key, 0, 10))[1] == 1


async def test_an_artist_is_followed_once_by_id_and_by_name(watching: Watching) -> None:
    follow = watching.watchlist.follow
    assert await follow(HOLDER, "1", ARTIST)
    assert not await follow(HOLDER, "1", "Velvet Quarry - Topic", "https://img.example/vq.png")
    assert not await follow(HOLDER, "2", "VELVET QUARRY")
    assert await follow(HOLDER, "3", "Salt Theory")
    assert not await follow(HOLDER, "2", "Salt Theory")
    (only,) = await watching.watchlist.list_of(HOLDER)
    assert (only.id, only.name, only.image_url) == (
        "2",
        "Salt Theory",
        "https://img.example/vq.png",
    )
    assert await watching.watchlist.keys_of(HOLDER) == {only.key}


async def test_who_is_let_go_in_the_middle_of_a_scan_comes_in_no_more(watching: Watching) -> None:
    await watching.watchlist.follow(HOLDER, "vq", ARTIST)
    await watching.scan()
    watching.shop.tracks_by[ARTIST].append(song("New"))
    watching.shop.when_asked = lambda: watching.watchlist.unfollow(HOLDER, "vq")
    await watching.scan()
    assert await watching.found() == []


async def test_a_scan_that_is_stopped_ends_in_the_middle(watching: Watching) -> None:
    await watching.watchlist.follow(HOLDER, "vq", ARTIST)
    endless = asyncio.Event()
    watching.shop.when_asked = endless.wait
    by_schedule = asyncio.create_task(watching.scans.scan_due(HOUR_MS))
    await eventually(lambda: watching.shop.asked)
    await watching.scans.stop(HOLDER)
    await by_schedule
    (followed,) = await watching.watchlist.list_of(HOLDER)
    assert followed.scanned_at is None


async def test_unfollowing_forgets_what_was_found(watching: Watching) -> None:
    await watching.watchlist.follow(HOLDER, "vq", ARTIST)
    await watching.scan()
    watching.shop.tracks_by[ARTIST].append(song("New"))
    await watching.scan()
    assert (await watching.watchlist.unfollow(HOLDER, "vq")).name == ARTIST
    assert await watching.found() == []
    with pytest.raises(UnknownArtist):
        await watching.watchlist.unfollow(HOLDER, "vq")


async def test_there_is_an_end_to_following(
    watching: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ARTISTS_PER_HOLDER >= 500
    monkeypatch.setattr("player.watchlist.watchlist.ARTISTS_PER_HOLDER", 1)
    await watching.watchlist.follow(HOLDER, "vq", ARTIST)
    await watching.watchlist.follow(HOLDER, "vq", ARTIST)
    with pytest.raises(TooManyArtists):
        await watching.watchlist.follow(HOLDER, "st", "Salt Theory")
