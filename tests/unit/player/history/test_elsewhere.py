"""What somebody hears in other places, until it must be over."""

from dataclasses import replace

from auth.identity import UserId
from player.history.elsewhere import UNKNOWN_LENGTH_MS, Elsewhere, PlayingElsewhere
from player.history.heard import Heard
from player.history.play import Origin

ADA, NOOR = UserId("1"), UserId("2")
SONG = Heard("Lanterns", "Mira Voss", duration_ms=180_000)
LOUD = replace(SONG, title="LANTERNS", album="B-sides")
OTHER = Heard("Tide", "Mira Voss")


class Place:
    """Elsewhere with a clock to turn, and everything it told."""

    def __init__(self, most: int = 10) -> None:
        self.now = 1_000
        self.told: list[tuple[UserId, str | None]] = []
        self.elsewhere = Elsewhere(lambda: self.now, most)
        self.elsewhere.watch(self._hear)

    def begin(self, listener: UserId, heard: Heard) -> None:
        self.elsewhere.begin(listener, Origin.LISTENBRAINZ, heard)

    def title(self, listener: UserId) -> str | None:
        playing = self.elsewhere.of(listener)
        return playing.heard.title if playing else None

    def _hear(self, listener: UserId, playing: PlayingElsewhere | None) -> None:
        self.told.append((listener, playing.heard.title if playing else None))


def test_a_track_plays_until_it_must_be_over() -> None:
    place = Place()
    place.begin(ADA, SONG)
    place.begin(NOOR, OTHER)
    place.now += 179_999
    assert (place.title(ADA), place.title(NOOR)) == ("Lanterns", "Tide")
    place.now += 1
    assert (place.title(ADA), place.title(NOOR)) == (None, "Tide")
    place.now = 1_000 + UNKNOWN_LENGTH_MS
    assert place.title(NOOR) is None


def test_the_same_track_again_changes_nothing() -> None:
    place = Place()
    place.begin(ADA, SONG)
    place.now += 60_000
    place.begin(ADA, LOUD)
    playing = place.elsewhere.of(ADA)
    assert playing is not None
    assert (playing.at, playing.until) == (1_000, 181_000)
    assert place.told == [(ADA, "Lanterns")]


def test_a_track_that_plays_again_after_its_end_is_news() -> None:
    place = Place()
    place.begin(ADA, SONG)
    place.now += 180_000
    place.begin(ADA, SONG)
    assert place.told == [(ADA, "Lanterns"), (ADA, "Lanterns")]


def test_only_the_track_that_plays_can_end() -> None:
    place = Place()
    place.begin(ADA, SONG)
    place.elsewhere.end(ADA, OTHER)
    assert place.title(ADA) == "Lanterns"
    place.elsewhere.end(ADA, LOUD)
    place.elsewhere.end(ADA, LOUD)
    assert place.title(ADA) is None
    assert place.told == [(ADA, "Lanterns"), (ADA, None)]


def test_who_wants_to_be_forgotten_is() -> None:
    place = Place()
    place.begin(ADA, SONG)
    place.elsewhere.forget(ADA)
    place.elsewhere.forget(ADA)
    assert place.told == [(ADA, "Lanterns"), (ADA, None)]


def test_no_more_are_remembered_than_there_is_room_for() -> None:
    place = Place(most=2)
    place.begin(ADA, SONG)
    place.now += 1
    place.begin(NOOR, OTHER)
    place.begin(UserId("3"), OTHER)
    assert place.title(ADA) is None
    assert (place.title(NOOR), place.title(UserId("3"))) == ("Tide", "Tide")
