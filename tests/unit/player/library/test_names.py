"""Names: whoever tells of a track is understood alike, and nothing that matters is taken away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.library.letters import folded, initial
from player.library.marks import Mark, read_title
from player.library.names import album_key, artist_key, artist_name, track_key, track_name

PIECES = (
    "Queen", "The", " - ", "(Live)", "[Official Video]", "feat. Ada", "(with Bo)", "VEVO",
    "Topic", "Remaster", "2011", "「", "」", "🎵", "אבג", "你好", "é", "ﬁ", "が", "!!!",
    "(", ")", "|", "&", " ",
)  # fmt: skip
NAMES = st.text(max_size=30) | st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)


@given(NAMES)
def test_folding_twice_is_folding_once_and_never_leaves_nothing(name: str) -> None:
    assert folded(folded(name)) == folded(name)
    assert bool(folded(name)) == bool(name.strip())


@given(NAMES)
def test_what_is_taken_apart_has_nothing_more_to_take_away(name: str) -> None:
    assert artist_name(artist_name(name)) == artist_name(name)
    title = read_title(name)
    assert read_title(title.name).name == title.name
    assert read_title(title.bare).bare == title.bare


@given(NAMES, NAMES, st.sampled_from(["", "youtube", "spotify"]))
def test_no_name_and_no_key_is_empty_where_something_was_written(
    title: str, artist: str, source: str
) -> None:
    name = track_name(title, artist, source)
    assert bool(name.title) == bool(title.strip())
    assert bool(artist_key(artist)) == bool(artist.strip())
    assert len(name.key.split("\n")) == 2


@pytest.mark.parametrize("name", ["你好", "אבג", "🎵", "!!!", "مرحبا", "東京事変", "Łódź", "🏳️‍🌈"])
def test_every_script_has_keys(name: str) -> None:
    assert artist_key(name)
    assert track_key(name, name).count("\n") == 1
    assert track_key(name, name, "youtube") == track_key(name, name)


@pytest.mark.parametrize(
    "spellings",
    [
        ("The Beatles", "BEATLES", "Beatles - Topic", "beatles Official"),
        ("AC/DC", "ACDC", "ac-dc", "ACDCVEVO"),
        ("Beyoncé", "Beyonce", "ＢＥＹＯＮＣÉ"),
        ("Simon & Garfunkel", "Simon and Garfunkel"),
        ("R.E.M.", "REM", "R.E.M. - Topic"),
        ("P!nk", "Pink"),
        ("Ke$ha", "Kesha"),
        ("Daft Punk", "DaftPunkVEVO", "Daft Punk feat. Pharrell Williams"),
    ],
)
def test_spellings_of_an_artist_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len(set(map(artist_key, spellings))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("The The", "The Band"), ("かき", "がき"), ("कि", "का"), ("???", "!!!"), ("Air", "Aïr Band")],
)
def test_other_artists_have_other_keys(one: str, other: str) -> None:
    assert artist_key(one) != artist_key(other)


BOHEMIAN = [
    ("Bohemian Rhapsody", "Queen", "spotify"),
    ("Bohemian Rhapsody - Remastered 2011", "Queen", "spotify"),
    ("Bohemian Rhapsody (2011 Remaster)", "Queen", ""),
    ("Bohemian Rhapsody", "Queen - Topic", "youtube"),
    ("Queen – Bohemian Rhapsody (Official Video Remastered)", "Queen Official", "youtube"),
    ("Queen - Bohemian Rhapsody | Lyrics [HD]", "lyrics for you", "youtube"),
    ("QUEEN - bohemian rhapsody official music video HD", "QueenVEVO", "youtube"),
    ("Queen「Bohemian Rhapsody」Official Music Video", "Queen", "youtube"),
]


@pytest.mark.parametrize(("title", "artist", "source"), BOHEMIAN)
def test_one_recording_has_one_key_wherever_it_comes_from(
    title: str, artist: str, source: str
) -> None:
    name = track_name(title, artist, source)
    assert name.key == "queen\nbohemianrhapsody"
    assert (folded(name.artist), folded(name.title)) == ("queen", "bohemian rhapsody")


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("Song (Live)", Mark.LIVE),
        ("Song - Live at Wembley", Mark.LIVE),
        ("Song (Skrillex Remix)", Mark.REMIX),
        ("Song - Radio Edit", Mark.EDIT),
        ("Song (Acoustic Version)", Mark.ACOUSTIC),
        ("Song [Karaoke]", Mark.KARAOKE),
        ("Song (Instrumental)", Mark.INSTRUMENTAL),
        ('Song (12" Mix)', Mark.EXTENDED),
        ("Song (Ada Cover)", Mark.COVER),
        ("Song (slowed + reverb)", Mark.SPEED),
    ],
)
def test_another_recording_is_another_track_of_the_same_song(title: str, mark: Mark) -> None:
    name = track_name(title, "Ada")
    assert name.marks == {mark}
    assert name.key != "ada\nsong"
    assert name.bare_key == "ada\nsong"


@pytest.mark.parametrize(
    "title",
    [
        "Live and Let Die", "(I Can't Get No) Satisfaction", "(Live)", "Video Killed the Star",
        "Cover Me", "Remix", "No Church (with You)", "1999", "Blue (Da Ba Dee)", "Demo",
    ],
)  # fmt: skip
def test_words_of_a_name_are_no_marks(title: str) -> None:
    name = track_name(title, "Ada")
    assert (name.title, name.marks, name.guests) == (title, frozenset(), ())


def test_guests_are_named_and_make_no_other_track() -> None:
    loose = track_name("Get Lucky ft. Pharrell Williams & Nile Rodgers (Live)", "Daft Punk")
    assert loose.guests == ("Pharrell Williams", "Nile Rodgers")
    assert loose.title == "Get Lucky (Live)"
    other = track_name("Get Lucky (Live)", "Daft Punk feat. Pharrell Williams")
    assert other.key == loose.key
    assert other.guests == ("Pharrell Williams",)


@pytest.mark.parametrize(
    ("title", "artist", "source", "expected"),
    [
        ("Tubular Bells - Part I", "Mike Oldfield", "youtube", "Mike Oldfield"),
        ("Overture - The Storm", "Ada", "spotify", "Ada"),
        ("Avicii - Levels", "UltraRecords", "youtube", "Avicii"),
        ("Levels - Avicii", "Avicii", "youtube", "Avicii"),
        ("Avicii - Levels", "", "", "Avicii"),
        ("Storm - Calm", "Ada - Topic", "youtube", "Ada"),
    ],
)
def test_a_title_names_the_artist_only_where_somebody_else_uploaded_it(
    title: str, artist: str, source: str, expected: str
) -> None:
    assert track_name(title, artist, source).artist == expected


def test_editions_of_an_album_are_one_album() -> None:
    editions = ["Discovery", "DISCOVERY (Deluxe Edition)", "Discovery [Remastered]"]
    assert {album_key(each, "Daft Punk") for each in editions} == {"daftpunk\ndiscovery"}
    assert album_key("Discovery (Live)", "Daft Punk") != album_key("Discovery", "Daft Punk")


@pytest.mark.parametrize(
    ("name", "letter"),
    [("Ärzte", "a"), ("The Who", "t"), ("50 Cent", "#"), ("אבג", "#"), ("🎵", "#"), ("", "#")],
)
def test_names_stand_under_a_letter(name: str, letter: str) -> None:
    assert initial(name) == letter
