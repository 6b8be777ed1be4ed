"""Loading and searching through the adapter, at simulated nodes with the real library."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from player.core.errors import (
    LoadFailed,
    NodeDown,
    NothingFound,
    SourceUnavailable,
)
from player.lyrics import LyricsFailed, LyricsUnsupported
from player.search import Search
from sim.lavalink import catalogue
from sim.lavalink.options import LAVALYRICS, LAVASEARCH
from tests.support.lavalink import OPTIONS, QUICK, World, until


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with World() as world:
        yield world


async def test_a_link_loads_one_track_with_all_that_is_known_of_it(world: World) -> None:
    adapter = await world.ready(await world.node())
    loaded = await adapter.load(catalogue.ANTHEM_URL)
    track = loaded.tracks[0]
    assert len(loaded.tracks) == 1
    assert not loaded.is_search
    assert loaded.collection is None
    assert (track.title, track.author) == ("Pass the Lantern", "Velvet Quarry")
    assert (track.source, track.url) == ("youtube", catalogue.ANTHEM_URL)
    assert track.length_ms == 207_000
    assert track.is_seekable
    assert track.artwork_url is not None
    assert track.artwork_url.startswith("http://127.0.0.1:")


async def test_a_search_gives_several_tracks_best_first(world: World) -> None:
    adapter = await world.ready(await world.node())
    loaded = await adapter.load(f"ytsearch:{catalogue.ANTHEM_QUERY}")
    assert loaded.is_search
    assert len(loaded.tracks) > 1
    assert loaded.tracks[0].url == catalogue.ANTHEM_URL


async def test_a_playlist_loads_as_a_collection(world: World) -> None:
    adapter = await world.ready(await world.node())
    loaded = await adapter.load(catalogue.SHORT_PLAYLIST_URL)
    assert loaded.tracks == ()
    assert loaded.collection is not None
    assert loaded.collection.title
    assert [track.url for track in loaded.collection.tracks] == list(catalogue.SHORT_TRACK_URLS)


async def test_a_stream_has_no_length_and_no_positions(world: World) -> None:
    adapter = await world.ready(await world.node())
    track = (await adapter.load(catalogue.STREAM_URL)).tracks[0]
    assert track.is_stream
    assert track.length_ms == 0
    assert not track.is_seekable


async def test_nothing_found_is_an_empty_answer(world: World) -> None:
    adapter = await world.ready(await world.node())
    loaded = await adapter.load(f"ytsearch:{catalogue.NO_RESULTS_QUERY}")
    assert (loaded.tracks, loaded.collection) == ((), None)


async def test_the_sources_own_sentence_says_why_a_link_failed(world: World) -> None:
    adapter = await world.ready(await world.node())
    with pytest.raises(LoadFailed, match="This video is private"):
        await adapter.load(catalogue.PRIVATE_URL)


async def test_an_error_answer_of_the_node_is_a_failed_load(world: World) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    node.fail_next_requests(1, 500)
    with pytest.raises(LoadFailed, match="told to fail"):
        await adapter.load(catalogue.ANTHEM_URL)


async def test_a_source_that_does_not_answer_is_given_up(world: World) -> None:
    node = await world.node()
    adapter = await world.adapter(node, patience=replace(QUICK, load_s=0.1))
    await until(lambda: adapter.status()[0].connected)
    node.delay(1.0)
    with pytest.raises(LoadFailed, match="too long"):
        await adapter.load(catalogue.ANTHEM_URL)
    node.delay(0)


async def test_without_a_node_nothing_can_be_loaded(world: World) -> None:
    node = await world.node()
    adapter = await world.ready(node)
    await node.stop()
    await until(lambda: not adapter.status()[0].connected)
    with pytest.raises(NodeDown):
        await adapter.load(catalogue.ANTHEM_URL)


async def test_a_node_with_other_sources_is_asked_where_one_has_nothing(world: World) -> None:
    plain = await world.node("plain", replace(OPTIONS, sources=frozenset({"youtube"})))
    rich = await world.node("rich", replace(OPTIONS, sources=frozenset({"youtube", "spotify"})))
    adapter = await world.ready(plain, rich)
    assert adapter.sources() == {"youtube", "spotify"}
    loaded = await adapter.load(f"spsearch:{catalogue.BROAD_QUERY}")
    assert {track.source for track in loaded.tracks} == {"spotify"}


@pytest.mark.parametrize(
    ("prefix", "source"),
    [
        ("yt", "youtube"),
        ("mt", "youtube"),
        ("sc", "soundcloud"),
        ("sp", "spotify"),
        ("dz", "deezer"),
        ("am", "applemusic"),
        ("np", "bandcamp"),
    ],
)
async def test_every_prefix_searches_its_source(world: World, prefix: str, source: str) -> None:
    search = Search(await world.ready(await world.node()))
    loaded = await search.find(f"{prefix}: {catalogue.BROAD_QUERY}")
    assert {track.source for track in loaded.tracks} == {source}


async def test_a_missing_source_is_named(world: World) -> None:
    node = await world.node(options=replace(OPTIONS, sources=frozenset({"youtube"})))
    search = Search(await world.ready(node))
    with pytest.raises(SourceUnavailable, match="Spotify"):
        await search.find("sp: lantern")
    with pytest.raises(SourceUnavailable, match="Twitch"):
        await search.find("tw: lanternradio")


async def test_a_missing_source_can_fall_back_to_youtube(world: World) -> None:
    node = await world.node(options=replace(OPTIONS, sources=frozenset({"youtube"})))
    search = Search(await world.ready(node))
    loaded = await search.find(f"sp: {catalogue.ANTHEM_QUERY}", fallback=True)
    assert loaded.tracks[0].url == catalogue.ANTHEM_URL


async def test_a_search_without_results_says_so(world: World) -> None:
    search = Search(await world.ready(await world.node()))
    with pytest.raises(NothingFound, match=catalogue.NO_RESULTS_QUERY):
        await search.find(catalogue.NO_RESULTS_QUERY)


async def test_a_search_without_a_node_says_so(world: World) -> None:
    search = Search(await world.adapter())
    with pytest.raises(NodeDown):
        await search.find("lantern")
    with pytest.raises(NodeDown):
        await search.find("https://youtube.example/watch/abc")


async def test_playlists_are_found_where_a_node_has_the_plugin(world: World) -> None:
    node = await world.node(options=replace(OPTIONS, plugins=frozenset({LAVASEARCH})))
    search = Search(await world.ready(node))
    found = await search.find_playlists("pl: essentials")
    assert all("Essentials" in playlist.title for playlist in found)
    assert all(playlist.url for playlist in found)
    loaded = await search.find("pl: essentials")
    assert loaded.collection is not None
    assert loaded.collection.title == found[0].title
    assert loaded.collection.tracks


async def test_playlists_that_nobody_made_are_not_found(world: World) -> None:
    node = await world.node(options=replace(OPTIONS, plugins=frozenset({LAVASEARCH})))
    search = Search(await world.ready(node))
    with pytest.raises(NothingFound):
        await search.find_playlists(catalogue.NO_RESULTS_QUERY)


async def test_playlists_cannot_be_searched_without_the_plugin(world: World) -> None:
    search = Search(await world.ready(await world.node()))
    with pytest.raises(SourceUnavailable, match="playlist search"):
        await search.find("pl: essentials")


async def test_lyrics_come_from_a_node_that_has_the_plugin(world: World) -> None:
    plain = await world.node("plain")
    singing = await world.node("singing", replace(OPTIONS, plugins=frozenset({LAVALYRICS})))
    adapter = await world.ready(plain, singing)
    track = (await adapter.load(catalogue.ANTHEM_URL)).tracks[0]
    lyrics = await adapter.lyrics(track)
    assert lyrics is not None
    assert len(lyrics.lines) > 10
    assert lyrics.text.startswith(lyrics.lines[0].text)
    stream = (await adapter.load(catalogue.STREAM_URL)).tracks[0]
    assert await adapter.lyrics(stream) is None
    singing.fail_next_requests()
    with pytest.raises(LyricsFailed):
        await adapter.lyrics(track)


async def test_lyrics_without_the_plugin_are_unsupported(world: World) -> None:
    adapter = await world.ready(await world.node())
    track = (await adapter.load(catalogue.ANTHEM_URL)).tracks[0]
    with pytest.raises(LyricsUnsupported):
        await adapter.lyrics(track)
