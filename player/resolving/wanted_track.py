"""A track that somebody wants, as they describe it."""

from dataclasses import dataclass

WORDS_LIMIT = 400
"""So much of a description is searched for; what is longer describes nothing better."""


@dataclass(frozen=True, slots=True)
class WantedTrack:
    """By its link, or by title and artists; `ref` is for whoever wants it, to know it again."""

    title: str = ""
    artists: tuple[str, ...] = ()
    album: str | None = None
    duration_ms: int | None = None
    url: str | None = None
    ref: str | None = None

    @property
    def artist(self) -> str:
        return ", ".join(self.artists)

    @property
    def words(self) -> str:
        """Return what to search for where there is no link, or where it leads nowhere."""
        first = self.artists[:1]
        return " ".join(" ".join((*first, self.title)).split())[:WORDS_LIMIT]

    @property
    def shown(self) -> str:
        """Return what it is called to people."""
        return " – ".join(part for part in (self.artist, self.title) if part) or self.url or ""
