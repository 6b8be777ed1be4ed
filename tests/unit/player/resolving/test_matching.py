"""Whether what was found is what was wanted: spellings match, other music does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.core.track import Track
from player.resolving.matching import THRESHOLD, best_match, score_of
from player.resolving.wanted_track import WantedTrack


def found(title: str, author: str, source: str = "youtube", length_ms: int = 200_000) -> Track:
    return Track("encoded", title, author, None, f"{author}/{title}", source, length_ms)


def wanted(title: str, *artists: str, duration_ms: int | None = None) -> WantedTrack:
    return WantedTrack(title, artists, duration_ms=duration_ms)


SAME = [
    (wanted("Hoppípolla", "Sigur Ros"), found("Hoppipolla (Official Video)", "Sigur Rós")),
    (
        wanted("Dont Stop Beleiving", "Journey"),
        found("Journey - Don't Stop Believin' (Official Audio)", "journeyVEVO"),
    ),
    (
        wanted("The Sound of Silence", "Simon & Garfunkel"),
        found("Sound of Silence", "Simon and Garfunkel", "spotify"),
    ),
    (wanted("Hello", "Adele"), found("Adele - Hello (Lyrics)", "7clouds")),
    (
        wanted("Wish You Were Here (Live)", "Pink Floyd"),
        found("Pink Floyd - Wish You Were Here (Live at Knebworth)", "Pink Floyd"),
    ),
    (
        wanted("Wish You Were Here", "Pink Floyd", duration_ms=334_000),
        found("Wish You Were Here (2011 Remaster)", "Pink Floyd", "spotify", 335_500),
    ),
    (wanted("Get Lucky", "Daft Punk"), found("Get Lucky (feat. Ada) [Radio Edit]", "Daft Punk")),
    (wanted("Crazy in Love", "Beyoncé & Jay-Z"), found("Crazy In Love (feat. JAY-Z)", "Beyoncé")),
    (wanted("真夜中のランタン", "月曜日の灯台"), found("真夜中のランタン", "月曜日の灯台")),
    (wanted("🎵", "🎧"), found("🎵", "🎧")),
    (wanted("daft punk around the world"), found("Around the World", "Daft Punk", "spotify")),
    (wanted("Daft Punk - Around the World"), found("Around the World (Video)", "Daft Punk")),
    (wanted(""), found("Whatever a link leads to", "Somebody")),
]
OTHERS = [
    (wanted("Hello", "Adele"), found("Hello", "Lionel Richie", "spotify")),
    (wanted("Love Me", "The Beatles"), found("Love Me Do", "The Beatles", "spotify")),
    (wanted("Yesterday", "The Beatles"), found("Yesterday", "The Eagles", "spotify")),
    (wanted("Song 2", "Blur"), found("Song 3", "Blur", "spotify")),
    (wanted("Wish You Were Here", "Pink Floyd"), found("Wish You Were Here (Live)", "Pink Floyd")),
    (wanted("Get Lucky", "Daft Punk"), found("Get Lucky (Karaoke Version)", "Daft Punk")),
    (
        wanted("Wish You Were Here", "Pink Floyd", duration_ms=334_000),
        found("Wish You Were Here", "Pink Floyd", "spotify", 435_000),
    ),
    (wanted("Around the World"), found("Harder, Better, Faster, Stronger", "Daft Punk")),
    (wanted("真夜中のランタン", "月曜日の灯台"), found("眠れない電車", "月曜日の灯台")),
]


@pytest.mark.parametrize(("asked", "track"), SAME)
def test_spellings_of_one_track_match(asked: WantedTrack, track: Track) -> None:
    assert score_of(asked, track) >= THRESHOLD


@pytest.mark.parametrize(("asked", "track"), OTHERS)
def test_other_music_does_not(asked: WantedTrack, track: Track) -> None:
    assert score_of(asked, track) < THRESHOLD


def test_the_best_wins_and_of_equals_the_first() -> None:
    asked = wanted("Hello", "Adele")
    first, second = found("Hello", "Adele", "spotify"), found("Hello", "Adele", "deezer")
    match = best_match(asked, [found("Hello", "Lionel Richie"), first, second])
    assert match is not None
    assert match.track is first
    assert match.fits
    assert best_match(asked, []) is None


@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=40), st.text(max_size=20))
def test_a_score_is_a_number_from_0_to_100(
    title: str, artist: str, other_title: str, other_artist: str
) -> None:
    assert 0 <= score_of(wanted(title, artist), found(other_title, other_artist)) <= 100
    assert 0 <= score_of(wanted(title), found(other_title, other_artist)) <= 100
