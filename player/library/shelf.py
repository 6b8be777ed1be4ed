"""What stands in a library, as people ask for it and see it (pure)."""

from collections.abc import Set
from dataclasses import dataclass

from player.library.mention import Kind


@dataclass(frozen=True, slots=True)
class Shelved:
    """An artist, album or track in somebody's library; times are Unix milliseconds.

    `plays` counts those long enough, `kept` how often it stands in playlists and favourites. Of
    artists and albums `albums` and `tracks` count what there is; `albums_of` are where a track is.
    `heard_at` is 0 for what was never played. `length_ms` is that of all tracks, and 0 where nobody
    said. `key` is that of the artist.
    """

    id: int
    kind: Kind
    name: str
    by: str
    artist_id: int | None
    key: str
    plays: int
    kept: int
    heard_at: int
    length_ms: int
    artwork_url: str | None
    url: str | None
    albums_of: tuple[int, ...] = ()
    albums: int = 0
    tracks: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of a library is meant: all conditions that are given hold.

    `words` stand in the name and `by_words` in the artist's, both folded. `letter` is a to z, or
    #. Only artists with these keys are meant with `among`, and only others with `but`.
    """

    kind: Kind
    words: str = ""
    by_words: str = ""
    letter: str | None = None
    among: Set[str] | None = None
    but: Set[str] = frozenset()
    artist_id: int | None = None
    album_id: int | None = None


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much there is in a library, and when something was last heard (Unix ms)."""

    artists: int
    albums: int
    tracks: int
    heard_at: int | None
