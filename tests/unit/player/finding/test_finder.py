"""Sources are asked in their order; the answer says which one knew, and why others did not."""

import asyncio
from dataclasses import replace

import pytest

from player.core.errors import LoadFailed, NodeDown
from player.core.track import Collection, Track
from player.finding.errors import SearchTooSlow, SourceMissing
from player.finding.finder import Finder, Plan
from player.ports import ListKind, Loaded
from player.search import ENGINE_OF_PREFIX, BadQuery
from tests.support.builders import track

SP, DZ, YT = (ENGINE_OF_PREFIX[prefix] for prefix in ("sp", "dz", "yt"))
PLAN = Plan((SP, DZ, YT))
ALL = frozenset({"spotify", "deezer", "youtube"})


class Shelf:
    """Sources with fixed contents; an error for contents is raised."""

    def __init__(self, sources: frozenset[str] = ALL, *, lavasearch: bool = True) -> None:
        self.tracks: dict[str, tuple[Track, ...] | Exception] = {}
        self.shelved: dict[tuple[str, ListKind], tuple[Collection, ...] | Exception] = {}
        self.asked: list[str] = []
        self._sources = sources
        self._lavasearch = lavasearch

    async def load(self, identifier: str) -> Loaded:
        self.asked.append(identifier)
        tracks = self.tracks.get(identifier, ())
        if isinstance(tracks, Exception):
            raise tracks
        return Loaded(tracks, is_search=True)

    async def lists(self, query: str, kind: ListKind) -> tuple[Collection, ...]:
        self.asked.append(f"{kind} {query}")
        found = self.shelved.get((query, kind), ())
        if isinstance(found, Exception):
            raise found
        return found

    def finds_lists(self) -> bool:
        return self._lavasearch

    def sources(self) -> frozenset[str]:
        return self._sources


def finder(shelf: Shelf, plan: Plan = PLAN) -> Finder:
    return Finder(shelf, lambda: plan)


async def test_the_first_source_that_knows_answers() -> None:
    shelf = Shelf()
    shelf.tracks = {
        "spsearch:lantern": LoadFailed("no."),
        "ytsearch:lantern": (track("Lantern"),),
    }
    found = await finder(shelf).tracks(" lantern ")
    assert found.items == (track("Lantern"),)
    assert (found.engine, found.derived) == (YT, False)
    reasons = [(attempt.engine, attempt.problem) for attempt in found.attempts]
    assert reasons == [(SP, "Spotify could not be searched: no."), (DZ, None)]


async def test_a_named_source_is_the_only_one() -> None:
    shelf = Shelf()
    found = await finder(shelf).tracks("lantern", DZ)
    assert (found.items, found.engine) == ((), None)
    assert shelf.asked == ["dzsearch:lantern"]


async def test_sources_that_no_node_has_are_passed_over() -> None:
    shelf = Shelf(frozenset({"youtube"}))
    await finder(shelf).tracks("lantern")
    assert shelf.asked == ["ytsearch:lantern"]
    with pytest.raises(SourceMissing, match="Spotify"):
        await finder(shelf).tracks("lantern", SP)
    with pytest.raises(SourceMissing, match="Spotify, Deezer"):
        await finder(shelf, Plan((SP, DZ))).tracks("lantern")
    with pytest.raises(NodeDown):
        await finder(Shelf(frozenset())).tracks("lantern")


async def test_where_all_fail_the_last_reason_is_told() -> None:
    shelf = Shelf(frozenset({"spotify", "youtube"}))
    shelf.tracks = {"spsearch:lantern": NodeDown(), "ytsearch:lantern": LoadFailed("later.")}
    with pytest.raises(LoadFailed, match="YouTube could not be searched: later"):
        await finder(shelf).tracks("lantern")


async def test_nothing_is_an_answer_where_one_of_them_could_be_asked() -> None:
    shelf = Shelf(frozenset({"spotify", "youtube"}))
    shelf.tracks = {"spsearch:lantern": LoadFailed("no.")}
    found = await finder(shelf).tracks("lantern")
    assert found.engine is None
    assert [bool(attempt.problem) for attempt in found.attempts] == [True, False]


async def test_words_that_differ_in_case_and_space_are_the_same_question() -> None:
    shelf = Shelf(frozenset({"youtube"}))
    shelf.tracks = {"ytsearch:Lantern  song": (track(),)}
    one = finder(shelf)
    assert await one.tracks("Lantern  song") == await one.tracks("lantern SONG", YT)
    assert len(shelf.asked) == 1


@pytest.mark.parametrize("words", ["", "  ", "x" * 501, "lan\ntern"])
async def test_what_cannot_be_a_query_is_refused(words: str) -> None:
    with pytest.raises(BadQuery):
        await finder(Shelf()).tracks(words)


async def test_a_link_is_words_like_others() -> None:
    shelf = Shelf(frozenset({"youtube"}))
    await finder(shelf).tracks("http://127.0.0.1/song.mp3")
    assert shelf.asked == ["ytsearch:http://127.0.0.1/song.mp3"]


async def test_artists_and_albums_come_from_lavasearch() -> None:
    shelf = Shelf()
    artist = Collection("Quarry's Top Tracks", "https://dz.example/artist/27", (), "Quarry")
    album = Collection("Lanterns", "https://dz.example/album/9?a=b", (), "Quarry", announced=12)
    shelf.shelved = {
        ("dzsearch:quarry", ListKind.ARTIST): (artist, replace(artist, author=None, url=None)),
        ("dzsearch:quarry", ListKind.ALBUM): (album,),
    }
    artists = await finder(shelf).artists("quarry")
    assert [(one.name, one.url) for one in artists.items] == [
        ("Quarry", "https://dz.example/artist/27"),
        ("Quarry", None),
    ]
    assert artists.items[0].id == "27"
    assert (artists.engine, artists.derived) == (DZ, False)
    (found,) = (await finder(shelf).albums("quarry")).items
    assert (found.id, found.title, found.artist, found.track_count) == (
        "9",
        "Lanterns",
        "Quarry",
        12,
    )


@pytest.mark.parametrize("lavasearch", [True, False])
async def test_else_they_are_concluded_from_tracks(*, lavasearch: bool) -> None:
    shelf = Shelf(lavasearch=lavasearch)
    one, other = track("One"), replace(track("Two"), author="Quarry - Topic")
    named = replace(track("Three"), author="quarry", album="Lanterns")
    uploaded = replace(track("Velvet Mine - Five (Official Video)"), author="Uploads")
    more = (replace(named, title="Four"), uploaded)
    shelf.tracks = {"ytsearch:quarry": (one, other, named, *more)}
    artists = await finder(shelf).artists("quarry")
    assert [artist.name for artist in artists.items] == ["Quarry", "Somebody", "Velvet Mine"]
    assert (artists.engine, artists.derived) == (YT, True)
    assert [attempt.engine for attempt in artists.attempts] == [SP, DZ]
    albums = await finder(shelf).albums("quarry", YT)
    assert [(album.title, album.artist, album.track_count) for album in albums.items] == [
        ("Lanterns", "quarry", None)
    ]
    assert albums.derived
    assert albums.items[0].id


async def test_lavasearch_that_fails_does_not_keep_tracks_from_being_asked() -> None:
    shelf = Shelf(frozenset({"youtube"}))
    shelf.shelved = {("ytsearch:quarry", ListKind.ARTIST): LoadFailed("no.")}
    shelf.tracks = {"ytsearch:quarry": (track(),)}
    found = await finder(shelf).artists("quarry")
    assert (found.derived, found.attempts) == (True, ())


async def test_a_search_ends_when_it_takes_too_long() -> None:
    class Silent(Shelf):
        async def load(self, identifier: str) -> Loaded:
            await asyncio.Event().wait()
            raise AssertionError(identifier)

    searching = finder(Silent(), Plan((YT,), longest_s=0.01))
    with pytest.raises(SearchTooSlow, match="longer than"):
        await searching.tracks("lantern")
    await searching.close()
