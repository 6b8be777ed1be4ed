"""What is new of an artist: by them, and neither its identifier nor its name seen before."""

from dataclasses import replace

from player.core.track import Track
from player.watchlist.followed import sighted
from tests.support.builders import track


def by(author: str, name: str, identifier: str = "") -> Track:
    return replace(track(name), author=author, identifier=identifier or name)


def test_only_what_is_by_the_artist_counts() -> None:
    tracks = [
        by("Velvet Quarry", "Pass the Lantern"),
        by("velvet quarry - Topic", "Slow Water"),
        by("Somebody", "Velvet Quarry Tribute"),
        by("Other", "Duet (feat. Velvet Quarry)"),
    ]
    new = [found.title for _, found in sighted("Velvet Quarry", tracks, frozenset()).new]
    assert new == ["Pass the Lantern", "Slow Water", "Duet (feat. Velvet Quarry)"]


def test_another_copy_of_a_track_is_no_news() -> None:
    first = by("Velvet Quarry", "Pass the Lantern", "1")
    copy = by("Velvet Quarry", "Pass the Lantern (Remastered 2011)", "2")
    renamed = by("Velvet Quarry", "Pass the Lamp", "1")
    live = by("Velvet Quarry", "Pass the Lantern (Live)", "3")
    assert [one for _, one in sighted("Velvet Quarry", [first, copy], frozenset()).new] == [first]
    known = sighted("Velvet Quarry", [first], frozenset()).seen
    again = sighted("Velvet Quarry", [first, copy, renamed, live], known)
    assert [one for _, one in again.new] == [live]


def test_marks_can_be_stored_whatever_a_source_sends() -> None:
    seen = sighted("Velvet Quarry", [by("Velvet Quarry", "half \ud83c")], frozenset()).seen
    assert all(mark.encode() for mark in seen)
