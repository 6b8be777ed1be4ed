"""The invented music: enough of it, always the same, and with the oddities it promises."""

import re
from collections import Counter

import pytest

from sim.lavalink import catalogue as known
from sim.lavalink.catalogue import Catalogue
from sim.lavalink.fate import ENDS_WELL
from sim.lavalink.lyrics import PLAIN_GENRES, lyrics_of, lyrics_of_special
from sim.lavalink.sources import SOURCE_NAMES
from sim.lavalink.track import ENDLESS_MS, Track


@pytest.fixture(name="music", scope="module")
def _music() -> Catalogue:
    return Catalogue(7)


def track_at(music: Catalogue, url: str) -> Track:
    track = music.track(url)
    assert track is not None, url
    return track


def test_there_is_a_lot_of_music_from_every_source(music: Catalogue) -> None:
    counts = Counter(track.source for track in music.tracks)
    assert counts.keys() == SOURCE_NAMES
    assert counts.total() >= 300
    assert counts["youtube"] >= 250


def test_a_seed_always_gives_the_same_music(music: Catalogue) -> None:
    again = Catalogue(7)
    assert again.tracks == music.tracks
    assert again.collections == music.collections
    assert Catalogue(8).songs != music.songs


def test_ids_and_addresses_are_unique_and_under_a_reserved_domain(music: Catalogue) -> None:
    urls = [track.uri for track in music.tracks]
    assert len(set(urls)) == len(urls)
    ids = [(track.source, track.identifier) for track in music.tracks]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"https://[a-z]+\.example/watch/[\w.-]+", str(url)) for url in urls)


def test_songs_last_two_to_five_minutes(music: Catalogue) -> None:
    assert all(120_000 <= song.length_ms < 300_000 for song in music.songs)
    titles = [song.title for song in music.songs]
    assert len(set(titles)) == len(titles)


def test_short_tracks_are_short(music: Catalogue) -> None:
    lengths = [track_at(music, url).length_ms for url in known.SHORT_TRACK_URLS]
    assert lengths == [8_000, 10_000, 12_000, 15_000, 20_000]
    assert known.SHORT_TRACK_URLS[0] == known.SHORT_TRACK_URL


def test_streams_do_not_end(music: Catalogue) -> None:
    streams = [track_at(music, url) for url in known.STREAM_URLS]
    assert all(stream.is_stream and stream.length_ms == ENDLESS_MS for stream in streams)
    assert {stream.source for stream in streams} == {"twitch", "http"}


def test_awkward_titles_are_there(music: Catalogue) -> None:
    assert len(track_at(music, known.LONG_TITLE_URL).title) == 300
    assert re.search("[\u0600-\u06ff]", track_at(music, known.ARABIC_TITLE_URL).title)
    assert re.search("[\u0590-\u05ff]", track_at(music, known.HEBREW_TITLE_URL).title)
    assert re.search("[\u3040-\u30ff]", track_at(music, known.JAPANESE_TITLE_URL).title)
    assert max(map(ord, track_at(music, known.EMOJI_TITLE_URL).title)) > 0xFFFF
    assert "<script>" in track_at(music, known.MARKUP_TITLE_URL).title
    assert track_at(music, known.WITHOUT_ARTWORK_URL).artwork_url is None
    assert track_at(music, known.HOUR_LONG_TRACK_URL).length_ms > 3_600_000
    assert track_at(music, known.UNTAGGED_FILE_URL).title == "Unknown title"


def test_some_tracks_go_wrong_and_all_others_do_not(music: Catalogue) -> None:
    assert music.fate_of(track_at(music, known.FAILING_TRACK_URL)).refuses_to_load
    assert music.fate_of(track_at(music, known.FAILING_MIDWAY_TRACK_URL)).breaks_at_ms == 5000
    assert music.fate_of(track_at(music, known.STUCK_TRACK_URL)).stalls_at_ms == 5000
    wrong = [track for track in music.tracks if music.fate_of(track) != ENDS_WELL]
    assert len(wrong) == 3


def test_collections_hold_what_their_names_promise(music: Catalogue) -> None:
    long = music.collection(known.LONG_PLAYLIST_URL)
    assert long is not None
    assert len(long.tracks) == len(set(long.tracks)) == 250
    short = music.collection(known.SHORT_PLAYLIST_URL)
    assert short is not None
    assert tuple(track.uri for track in short.tracks) == known.SHORT_TRACK_URLS
    for url in (known.PLAYLIST_URL, known.AWKWARD_PLAYLIST_URL, known.FAULTY_PLAYLIST_URL):
        collection = music.collection(url)
        assert collection is not None
        assert collection.tracks
    assert {collection.kind for collection in music.collections.values()} == {
        "album",
        "artist",
        "playlist",
    }


def test_the_tracks_of_a_collection_can_be_found_at_their_own_addresses(music: Catalogue) -> None:
    for collection in music.collections.values():
        for track in collection.tracks:
            assert track.source == collection.source.name
            assert music.track(str(track.uri)) == track


def test_a_mix_begins_with_its_track_and_is_always_the_same(music: Catalogue) -> None:
    anthem = track_at(music, known.ANTHEM_URL)
    mix = music.collection(known.mix_url(anthem))
    assert mix is not None
    assert mix.tracks[0] == anthem
    assert mix.selected == 0
    assert len(mix.tracks) == len(set(mix.tracks)) >= 10
    assert music.collection(known.mix_url(anthem)) == mix


def test_every_song_has_a_mix_at_its_source(music: Catalogue) -> None:
    for track in music.tracks:
        if music.song_of(track) is not None:
            mix = music.collection(known.mix_url(track))
            assert mix is not None
            assert mix.tracks[0] == track


def test_a_mix_of_nothing_is_nothing(music: Catalogue) -> None:
    assert music.collection("https://youtube.example/mix/nothing-here") is None


def test_only_youtube_ids_stand_for_themselves(music: Catalogue) -> None:
    assert music.track_by_id("short08secs") == music.track(known.SHORT_TRACK_URL)
    assert music.track_by_id("lantern") is None
    spotify = next(track for track in music.tracks if track.source == "spotify")
    assert music.track_by_id(spotify.identifier) is None


def test_every_cover_belongs_to_a_picture(music: Catalogue) -> None:
    for track in music.tracks:
        if track.artwork_url is not None:
            key = track.artwork_url.removeprefix("/artwork/").removesuffix(".svg")
            assert music.artwork_title(key)
    assert music.artwork_title("0" * 16) is None


def test_one_recording_has_one_isrc_over_all_sources(music: Catalogue) -> None:
    codes = [song.isrc for song in music.songs]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"ZZAUX26\d{5}", code) for code in codes)


def test_lyrics_are_in_time_and_only_where_somebody_sings(music: Catalogue) -> None:
    silent = {"Lo-fi", "Ambient", "Classical"}
    for song in music.songs:
        lyrics = lyrics_of(song, "youtube")
        assert (lyrics is None) == (song.album.genre in silent)
        if lyrics is None:
            continue
        if song.album.genre in PLAIN_GENRES:
            assert lyrics["lines"] == []
            assert lyrics["text"].count("\n") > 10
        else:
            assert lyrics["text"] is None
            times = [line["timestamp"] for line in lyrics["lines"]]
            assert times == sorted(times)
            assert len(times) > 10
            assert times[-1] < song.length_ms


def test_lyrics_may_be_long_or_run_from_right_to_left(music: Catalogue) -> None:
    longest = lyrics_of_special(track_at(music, known.LONG_TITLE_URL))
    arabic = lyrics_of_special(track_at(music, known.ARABIC_TITLE_URL))
    assert longest is not None
    assert arabic is not None
    assert max(len(line["line"]) for line in longest["lines"]) > 150
    assert re.search(r"[\u0600-\u06ff]", arabic["lines"][0]["line"])
    assert lyrics_of_special(track_at(music, known.STREAM_URL)) is None
