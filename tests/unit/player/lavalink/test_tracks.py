"""Reading tracks and load results from the JSON of nodes."""

from typing import Any

import pytest

from player.core.errors import LoadFailed
from player.lavalink.tracks import read_lists, read_loaded, read_track, reason_of
from player.ports import ListKind


def raw_track(**info: object) -> dict[str, Any]:
    return {
        "encoded": "QAAA",
        "info": {
            "identifier": "abc",
            "isSeekable": True,
            "author": "Somebody",
            "length": 1000,
            "isStream": False,
            "position": 0,
            "title": "Song",
            "uri": "https://youtube.example/watch/abc",
            "sourceName": "youtube",
            "artworkUrl": None,
            "isrc": None,
            **info,
        },
        "pluginInfo": {},
        "userData": {},
    }


@pytest.mark.parametrize(
    ("info", "length_ms"),
    [
        ({"length": 214_000}, 214_000),
        ({"length": 9_223_372_036_854_775_807, "isStream": True}, 0),
        ({"length": 9_223_372_036_854_775_807}, 0),
        ({"length": -1}, 0),
        ({"length": None}, 0),
    ],
)
def test_a_length_that_is_none_is_zero(info: dict[str, Any], length_ms: int) -> None:
    assert read_track(raw_track(**info)).length_ms == length_ms


@pytest.mark.parametrize(
    ("uri", "url"),
    [
        ("https://host.example/a", "https://host.example/a"),
        ("HTTP://host.example/a", "HTTP://host.example/a"),
        ("/music/song.mp3", None),
        ("javascript:alert(1)", None),
        (None, None),
        (7, None),
    ],
)
def test_only_web_addresses_become_links(uri: object, url: str | None) -> None:
    track = read_track(raw_track(uri=uri, artworkUrl=uri))
    assert (track.url, track.artwork_url) == (url, url)


def test_names_that_are_missing_get_plain_words() -> None:
    track = read_track(raw_track(title="", author=None))
    assert (track.title, track.author) == ("Unknown title", "Unknown artist")


@pytest.mark.parametrize("data", [None, {}])
def test_both_shapes_of_empty_are_empty(data: object) -> None:
    loaded = read_loaded({"loadType": "empty", "data": data})
    assert (loaded.tracks, loaded.collection, loaded.is_search) == ((), None, False)


def test_a_playlist_keeps_what_a_plugin_adds() -> None:
    loaded = read_loaded(
        {
            "loadType": "playlist",
            "data": {
                "info": {"name": "Mix", "selectedTrack": -1},
                "pluginInfo": {
                    "author": "Ada",
                    "url": "https://spotify.example/mix",
                    "artworkUrl": "https://spotify.example/mix.png",
                },
                "tracks": [raw_track()],
            },
        }
    )
    assert loaded.collection is not None
    assert loaded.collection.title == "Mix"
    assert loaded.collection.author == "Ada"
    assert loaded.collection.url == "https://spotify.example/mix"
    assert loaded.collection.artwork_url == "https://spotify.example/mix.png"
    assert len(loaded.collection.tracks) == 1


def test_an_error_fails_with_the_nodes_sentence() -> None:
    data = {"message": "This video is private.", "severity": "common", "cause": "…"}
    with pytest.raises(LoadFailed, match="private"):
        read_loaded({"loadType": "error", "data": data})


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"loadType": "surprise", "data": None},
        {"loadType": "track", "data": None},
        {"loadType": "track", "data": {"encoded": "QAAA", "info": {}}},
        {"loadType": "search", "data": [{"encoded": "QAAA"}]},
        {"loadType": "playlist", "data": {"tracks": []}},
    ],
)
def test_an_answer_that_makes_no_sense_is_a_failed_load(answer: dict[str, Any]) -> None:
    with pytest.raises(LoadFailed, match="not understood"):
        read_loaded(answer)


@pytest.mark.parametrize("answer", [{}, {"playlists": None}, {"playlists": []}])
def test_no_playlists_are_no_playlists(answer: dict[str, Any]) -> None:
    assert read_lists(answer, ListKind.PLAYLIST) == ()


def test_playlists_that_make_no_sense_are_a_failed_load() -> None:
    with pytest.raises(LoadFailed, match="not understood"):
        read_lists({"playlists": [{"tracks": []}]}, ListKind.PLAYLIST)


def test_the_album_is_read_where_the_source_tells_of_it() -> None:
    assert read_track(raw_track()).album is None
    told = {**raw_track(), "pluginInfo": {"albumName": "Lanterns"}}
    assert read_track(told).album == "Lanterns"
    assert read_track({**raw_track(), "pluginInfo": {"albumName": 5}}).album is None


@pytest.mark.parametrize(
    ("exception", "reason"),
    [
        ({"message": "No.", "cause": "because"}, "No."),
        ({"message": None, "cause": "because"}, "because"),
        ({}, "the source gave no reason."),
        ({"message": "x" * 1000}, "x" * 300),
    ],
)
def test_a_reason_is_always_given_and_never_endless(exception: dict[str, Any], reason: str) -> None:
    assert reason_of(exception) == reason
