"""Decides whether a track that was found is the one that was wanted (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from player.core.track import Track
from player.library.letters import folded
from player.library.marks import BETWEEN_GUESTS, DRESSING, Mark, read_title
from player.library.names import TrackName, artist_key, track_name
from player.resolving.wanted_track import WantedTrack

THRESHOLD = 85
"""From this score on a track is taken for the wanted one.

Other spellings, a slip of the pen and a lost “The” stay above it (“Sound of Silence” comes to 86);
one word more in a short title (“Love Me”, “Love Me Do”: 80), another number, another recording and
another artist come out below. In between a wrong track in a playlist is worse than a wish.
"""

ARTIST_AT_LEAST = 80
"""Artists less alike than this are others, as “The Beatles” and “The Eagles” are (77)."""

ARTIST_WEIGHT = 0.4
"""A title that fits well and an artist of whom one of two is named are the same track."""

OTHER_NUMBER = 30
"""“Part 1” and “Part 2” differ in one letter only."""

OTHER_RECORDING = 25
"""For a live, remixed or instrumental version where another one is wanted: below the threshold."""

CLOSE_MS = 4_000
"""Fades and silence make so much of a difference between two editions of one recording."""

FAR_MS = 30_000
FAR_OFF = 25
"""From 30 seconds on it is another recording, even if nothing says so."""

SAME_RECORDING = DRESSING | {Mark.EDIT}
"""Marks of what is the recording that people mean, even where they do not say so."""

LONGEST = 50
"""So many words of a title are compared; more are no title."""

SAME_WORD = 75
SHORT_WORD = 3
"""Longer words may have a slip in them; of short ones every letter counts."""


@dataclass(frozen=True, slots=True)
class Match:
    """A track and how well it matches, from 0 to 100."""

    track: Track
    score: int

    @property
    def fits(self) -> bool:
        return self.score >= THRESHOLD


def best_match(wanted: WantedTrack, tracks: Iterable[Track]) -> Match | None:
    """Return the track that matches best; of equals the first, as sources put the best first."""
    matches = (Match(track, score_of(wanted, track)) for track in tracks)
    return max(matches, key=lambda match: match.score, default=None)


def score_of(wanted: WantedTrack, track: Track) -> int:
    """Say how well a track matches, from 0 to 100; whoever names no title gets what there is."""
    if not wanted.title:
        return 100
    found = track_name(track.title, track.author, track.source)
    if wanted.artists:
        score = _named_alike(wanted, found, track)
    else:
        score = _said_alike(wanted.title, found)
    return max(0, round(score - _deviation(wanted, track)))


def _named_alike(wanted: WantedTrack, found: TrackName, track: Track) -> float:
    """Compare title with title, and the artists with each other."""
    asked = track_name(wanted.title, wanted.artists[0])
    title = _alike(_bare(asked.title), _bare(found.title))
    theirs = (found.artist, *found.guests, track.author)
    artist = max(_same_artist(one, other) for one in wanted.artists for other in theirs)
    if artist < ARTIST_AT_LEAST:
        return min(title, artist)
    return title - ARTIST_WEIGHT * (100 - artist) - _other_recording(asked.marks, found.marks)


def _said_alike(words: str, found: TrackName) -> float:
    """Compare words of which nobody says what is artist and what is title."""
    asked, title = read_title(words), _bare(found.title)
    readings = (title, f"{found.artist} {title}", f"{title} {found.artist}")
    alike = max(_alike(asked.bare, reading) for reading in readings)
    return alike - _other_recording(asked.marks, found.marks)


def _alike(one: str, other: str) -> float:
    """Compare titles letter by letter and word by word; the worse of the two counts."""
    ours, theirs = (folded(each).split()[:LONGEST] for each in (one, other))
    letters = fuzz.ratio("".join(ours), "".join(theirs))
    return min(letters, _words_alike(ours, theirs)) - _other_number(ours, theirs)


def _words_alike(ours: Sequence[str], theirs: Sequence[str]) -> float:
    """Say how many of all words the other side has, too, a slip of the pen forgiven."""
    if "".join(ours) == "".join(theirs):
        return 100.0
    common = sum(any(_same_word(one, other) for other in theirs) for one in ours)
    common += sum(any(_same_word(one, other) for other in ours) for one in theirs)
    return 100 * common / max(1, len(ours) + len(theirs))


def _same_word(one: str, other: str) -> bool:
    if min(len(one), len(other)) <= SHORT_WORD:
        return one == other
    return fuzz.ratio(one, other) >= SAME_WORD


def _other_number(ours: Sequence[str], theirs: Sequence[str]) -> int:
    numbers = ({word for word in words if word.isdecimal()} for words in (ours, theirs))
    return 0 if next(numbers) == next(numbers) else OTHER_NUMBER


def _same_artist(one: str, other: str) -> float:
    """Compare names of artists, of which each may be several."""
    ours, theirs = ({name, *BETWEEN_GUESTS.split(name)} for name in (one, other))
    keys = [(artist_key(our), artist_key(their)) for our in ours for their in theirs]
    return max(fuzz.ratio(our, their) if our and their else 0.0 for our, their in keys)


def _other_recording(ours: frozenset[Mark], theirs: frozenset[Mark]) -> int:
    return 0 if ours - SAME_RECORDING == theirs - SAME_RECORDING else OTHER_RECORDING


def _bare(title: str) -> str:
    return read_title(title).bare


def _deviation(wanted: WantedTrack, track: Track) -> float:
    """Return what a length that differs costs, where both are known."""
    if not wanted.duration_ms or not track.length_ms:
        return 0.0
    off = abs(wanted.duration_ms - track.length_ms) - CLOSE_MS
    return FAR_OFF * min(1.0, max(0.0, off / (FAR_MS - CLOSE_MS)))
