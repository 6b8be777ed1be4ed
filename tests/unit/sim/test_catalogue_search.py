"""Finding tracks by words, and lookups by everything else that can be asked for."""

import pytest

from sim.lavalink import catalogue as known
from sim.lavalink.catalogue import Catalogue
from sim.lavalink.lookup import Found, Lookup
from sim.lavalink.search import MAX_RESULTS, find, index, words_of
from sim.lavalink.sources import SOURCE_NAMES, SOURCE_OF_PREFIX
from sim.lavalink.track import Track

BASE = "http://127.0.0.1:2333"


@pytest.fixture(name="lookup", scope="module")
def _lookup() -> Lookup:
    lookup = Lookup(Catalogue(7), SOURCE_NAMES)
    lookup.base_url = BASE
    return lookup


def song(title: str, author: str = "Somebody", popularity: float = 0.0) -> Track:
    return Track("youtube", title, title, author, 1000, isrc=str(popularity))


def titles(query: str, *tracks: Track) -> list[str]:
    entries = [index(track, ("Album",), float(track.isrc or 0)) for track in tracks]
    return [track.title for track in find(entries, query)]


def test_case_and_accents_do_not_matter() -> None:
    assert words_of("Ünder the ÉCLIPSE, no. 4") == ["under", "the", "eclipse", "no", "4"]
    assert titles("ECLIPSE under", song("Ünder the Éclipse")) == ["Ünder the Éclipse"]


def test_scripts_without_case_are_found_too() -> None:
    assert titles("فانوس", song("فانوس على النهر")) == ["فانوس على النهر"]


def test_the_better_match_comes_first() -> None:
    tracks = (song("Red Lantern"), song("Red"), song("Lantern", "Red"), song("Redder Lanterns"))
    assert titles("red lantern", *tracks)[:3] == ["Lantern", "Red Lantern", "Redder Lanterns"]


def test_the_better_known_comes_first_among_equals() -> None:
    assert titles("moon", song("Moon A", popularity=0.1), song("Moon B", popularity=0.9)) == [
        "Moon B",
        "Moon A",
    ]


def test_half_of_the_words_must_match() -> None:
    assert titles("moon official video lyrics", song("Moon")) == []
    assert titles("moon video", song("Moon")) == ["Moon"]


def test_no_words_find_nothing() -> None:
    assert titles("", song("Moon")) == titles("?!", song("Moon")) == []


@pytest.mark.parametrize("prefix", sorted(SOURCE_OF_PREFIX))
def test_every_prefix_finds_the_song_that_is_everywhere(lookup: Lookup, prefix: str) -> None:
    found = lookup.find(f"{prefix}:{known.ANTHEM_QUERY.upper()}")
    assert found.matches[0].title == "Pass the Lantern"
    assert found.matches[0].source == SOURCE_OF_PREFIX[prefix].name
    assert len(found.matches) <= MAX_RESULTS


def test_a_broad_query_fills_the_list(lookup: Lookup) -> None:
    assert len(lookup.find(f"ytsearch:{known.BROAD_QUERY}").matches) == MAX_RESULTS


def test_an_isrc_finds_its_recording(lookup: Lookup) -> None:
    assert lookup.find('ytsearch:"ZZAUX2600000"').matches[0].uri == known.ANTHEM_URL


@pytest.mark.parametrize(
    "identifier",
    [
        f"ytsearch:{known.NO_RESULTS_QUERY}",
        "ytsearch:",
        "twsearch:lantern",
        "hello world",
        "lantern",
        "",
        known.MISSING_URL,
        "https://youtube.example/playlist/none",
        "https://spotify.example/",
    ],
)
def test_what_is_not_there_is_empty(lookup: Lookup, identifier: str) -> None:
    assert lookup.find(identifier) == Found()


@pytest.mark.parametrize(
    ("identifier", "severity"),
    [
        (known.LOAD_ERROR_URL, "fault"),
        (known.PRIVATE_URL, "common"),
        (known.UNREACHABLE_URL, "suspicious"),
        ("https://[broken", "suspicious"),
    ],
)
def test_what_cannot_be_looked_up_is_an_error(
    lookup: Lookup, identifier: str, severity: str
) -> None:
    trouble = lookup.find(identifier).trouble
    assert trouble is not None
    assert trouble.severity == severity


def test_pictures_are_at_the_node_that_found_the_track(lookup: Lookup) -> None:
    track = lookup.find("spsearch:pass the lantern").matches[0]
    assert str(track.artwork_url).startswith(f"{BASE}/artwork/")
    assert track.details is not None
    assert str(track.details.artist_artwork_url).startswith(f"{BASE}/artwork/")


def test_an_address_within_a_playlist_selects_its_track(lookup: Lookup) -> None:
    collection = lookup.find(known.SELECTED_PLAYLIST_URL).collection
    assert collection is not None
    assert collection.selected == known.SELECTED_INDEX
    assert collection.tracks[collection.selected].uri == known.SHORT_TRACK_URLS[2]


def test_an_address_in_an_unknown_playlist_is_just_the_track(lookup: Lookup) -> None:
    found = lookup.find(f"{known.SHORT_TRACK_URL}?list=nothing&t=3")
    assert found.track is not None
    assert found.track.uri == known.SHORT_TRACK_URL


def test_sources_that_a_node_does_not_have_are_not_searched() -> None:
    lookup = Lookup(Catalogue(7), frozenset({"youtube", "http"}))
    assert lookup.find("spsearch:lantern") == Found()
    assert lookup.find(known.STREAM_URL).track is None
    assert lookup.find(known.SHORT_TRACK_URL).track is not None
