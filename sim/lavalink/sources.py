"""The sources of music that a simulated node knows: their names, search prefixes and hosts."""

from dataclasses import dataclass
from typing import Final

TOP_LEVEL: Final = ".example"


@dataclass(frozen=True, slots=True)
class Source:
    """A place that tracks come from; `mirrored` ones exist on real nodes by the LavaSrc plugin."""

    name: str
    prefixes: tuple[str, ...] = ()
    mirrored: bool = False

    @property
    def origin(self) -> str:
        """Return the scheme and host of the source's pages, under a domain that cannot exist."""
        return f"https://{self.name}{TOP_LEVEL}"

    def page(self, kind: str, identifier: str) -> str:
        return f"{self.origin}/{kind}/{identifier}"


YOUTUBE: Final = Source("youtube", ("ytsearch", "ytmsearch"))
SOUNDCLOUD: Final = Source("soundcloud", ("scsearch",))
BANDCAMP: Final = Source("bandcamp", ("bcsearch",))
TWITCH: Final = Source("twitch")
HTTP: Final = Source("http")
SPOTIFY: Final = Source("spotify", ("spsearch",), mirrored=True)
DEEZER: Final = Source("deezer", ("dzsearch",), mirrored=True)
APPLEMUSIC: Final = Source("applemusic", ("amsearch",), mirrored=True)

SOURCES: Final = (YOUTUBE, SOUNDCLOUD, BANDCAMP, TWITCH, HTTP, SPOTIFY, DEEZER, APPLEMUSIC)
SOURCE_NAMES: Final = frozenset(source.name for source in SOURCES)
MIRRORED_NAMES: Final = frozenset(source.name for source in SOURCES if source.mirrored)
SOURCE_OF_NAME: Final = {source.name: source for source in SOURCES}
SOURCE_OF_PREFIX: Final = {prefix: source for source in SOURCES for prefix in source.prefixes}
